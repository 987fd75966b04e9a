"""Misspelt words and what they can mean."""

import pytest

from faq.analysis.spelling import Speller

KNOWN = {"postfach": 9, "passwort": 8, "voll": 5, "fehler": 7, "imap": 6, "unzustellbar": 2}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("posfach", "postfach"),
        ("psotfach", "postfach"),
        ("pasword", "passwort"),
        ("fol", "voll"),
        ("feler", "fehler"),
        ("iamp", "imap"),
        ("unzustelbar", "unzustellbar"),
    ],
)
def test_misspelt_word_finds_the_known_one(written: str, meant: str) -> None:
    assert Speller(KNOWN).suggest(written)[0].form == meant


@pytest.mark.parametrize("written", ["xyz", "zahnarzt", "abc", "5.1.1", "0x800ccc0e"])
def test_what_resembles_nothing_suggests_nothing(written: str) -> None:
    assert Speller(KNOWN).suggest(written) == ()


def test_equally_near_words_come_in_the_order_of_their_use() -> None:
    found = Speller({"leiter": 1, "weiter": 9}).suggest("xeiter")

    assert [suggestion.form for suggestion in found] == ["weiter", "leiter"]
