"""A text for a mail without formatting."""

import pytest

from faq.markup import letter


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Siehe [dort](https://hilfe.example/a/).", "Siehe dort (https://hilfe.example/a/)."),
        ("Siehe <https://hilfe.example/a/>.", "Siehe https://hilfe.example/a/."),
        ("Freundliche Grüße  \nIhr Support", "Freundliche Grüße\nIhr Support"),
        ("1. Öffnen\n2. Schließen", "1. Öffnen\n2. Schließen"),
        ("**Fett** und *Extras → Konten*", "Fett und Extras → Konten"),
        ("[a](/a/) und [b](/b/)", "a (/a/) und b (/b/)"),
        ("[![Bild](bild:a.svg)](/a/)", "Bild (/a/)"),
        ("", ""),
    ],
)
def test_text_becomes_a_letter(source: str, expected: str) -> None:
    assert letter(source) == expected
