"""One form for all spellings of a word."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.analysis.normalise import REMEMBERED, clean, fold
from faq.analysis.stemmer import stem


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("Größe", "grosse"),
        ("Groesse", "grosse"),
        ("GRÖSSE", "grosse"),
        ("Straße", "strasse"),
        ("Postfächer", "postfacher"),
        ("Postfaecher", "postfacher"),
        ("zurück", "zuruck"),
        ("zurueck", "zuruck"),
        ("neue", "neue"),
        ("Frauen", "frauen"),
        ("Quelle", "quelle"),
        ("E-Mail", "mail"),
        ("eMail", "mail"),
        ("Emails", "mails"),
        ("E-Mail-Adresse", "mail-adresse"),
        ("Emaille", "emaille"),
        ("Post\u00adfach", "postfach"),
        ("Cafe\u0301", "cafe"),
        ("ﬁnden", "finden"),
    ],
)
def test_spellings_of_a_word_have_one_form(written: str, form: str) -> None:
    assert fold(written) == form


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\u00a0b", "a b"),
        ("POP3 – IMAP", "POP3 - IMAP"),
        ("nul\x00byte", "nul byte"),
        ("\ud800x", " x"),
        ("geht’s", "geht's"),
    ],
)
def test_invisible_and_typographic_signs_are_replaced(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text(st.characters()))
def test_cleaning_keeps_every_offset(text: str) -> None:
    assert len(clean(text)) == len(text)


@pytest.mark.parametrize("letter", ["x", "ä", "漢"])
def test_long_words_are_not_remembered(letter: str) -> None:
    """Any sender may choose them: thousands of a message's longest would be gigabytes."""
    tracemalloc.start()
    for number in range(100):
        fold(f"{letter * 50_000}{number}")
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert held < 1_000_000


def test_words_of_strangers_take_the_place_of_others() -> None:
    def held_after(start: int, end: int) -> int:
        for number in range(start, end):
            stem(fold(f"{number:040}"))
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    full = held_after(0, REMEMBERED)
    later = held_after(REMEMBERED, 4 * REMEMBERED)
    tracemalloc.stop()

    assert later < 1.1 * full
