"""Addresses in typed text: the example takes their place, the rest stays."""

import pytest

from faq.incoming import without_addresses


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("otto@firma.example", "name@example.org"),
        ("RCPT TO:<otto@firma.example>: 550 5.1.1", "RCPT TO:<name@example.org>: 550 5.1.1"),
        ("<a@b.example>, 'c@d.example'", "<name@example.org>, 'name@example.org'"),
        ("mailto:otto@firma.example", "mailto:name@example.org"),
        ("otto @ firma.example geht nicht", "name@example.org geht nicht"),
        ("otto.m (at) firma punkt example", "name@example.org"),
        ("bounce+otto=firma.example@liste.example", "name@example.org"),
        ("Postfach von name@example.org voll", "Postfach von name@example.org voll"),
        ("Was bedeutet @ in einer Adresse?", "Was bedeutet @ in einer Adresse?"),
        ("0x800ccc0e 550-5.1.1 https://www.firma.example/", None),
    ],
)
def test_example_takes_the_place_of_an_address(text: str, clean: str | None) -> None:
    assert without_addresses(text) == (clean or text)
    assert without_addresses(without_addresses(text)) == without_addresses(text)
