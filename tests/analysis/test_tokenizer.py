"""Words, codes and names, where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.analysis.tokenizer import tokens
from faq.analysis.tokens import Kind


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Postfach voll", [("postfach", Kind.WORD), ("voll", Kind.WORD)]),
        ("Error (553: sorry)", [("error", Kind.WORD), ("553", Kind.NUMBER), ("sorry", Kind.WORD)]),
        ("#5.1.1 smtp;550", [("5.1.1", Kind.CODE), ("smtp", Kind.WORD), ("550", Kind.NUMBER)]),
        ("Fehler 0x800CCC0E!", [("fehler", Kind.WORD), ("0x800ccc0e", Kind.CODE)]),
        ("mx.example.org[192.0.2.1]", [("mx.example.org", Kind.NAME), ("192.0.2.1", Kind.NAME)]),
        ("an <info@example.org>", [("an", Kind.WORD), ("info@example.org", Kind.NAME)]),
        ("SSL/TLS", [("ssl", Kind.WORD), ("tls", Kind.WORD)]),
        ("INBOX. im", [("inbox", Kind.WORD), ("im", Kind.WORD)]),
        ("Version 1.5.2.1", [("version", Kind.WORD), ("1.5.2.1", Kind.NAME)]),
    ],
)
def test_text_is_divided_into_what_people_search(text: str, found: list[tuple[str, Kind]]) -> None:
    assert [(token.form, token.kind) for token in tokens(text)] == found


def test_hyphenated_word_is_one_token_with_its_parts() -> None:
    (token,) = tokens("Abwesenheits-Benachrichtigung")

    assert token.form == "abwesenheitsbenachrichtigung"
    assert token.parts == ("abwesenheits", "benachrichtigung")


def test_host_name_is_found_by_its_labels_too() -> None:
    (token,) = tokens("mail.mm-com.de")

    assert token.parts == ("mail", "mm", "com", "de")


@given(st.text(st.characters()))
def test_offsets_point_into_the_original_text(text: str) -> None:
    found = list(tokens(text))

    assert all(0 <= token.start < token.end <= len(text) and token.form for token in found)
    assert [token.start for token in found] == sorted({token.start for token in found})
