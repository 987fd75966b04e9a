"""Words of German and English, whatever the site writes about."""

import pytest

from faq.analysis.everyday import has_near_word, is_english, is_word
from faq.analysis.normalise import fold


@pytest.mark.parametrize(
    "word",
    ["eingeben", "verschieben", "eingegeben", "Übermittelt", "function", "enabled", "größer"],
)
def test_ordinary_word_is_known(word: str) -> None:
    assert is_word(fold(word))


@pytest.mark.parametrize("word", ["Posfach", "unzustelbar", "Empfenger", "qwertz", ""])
def test_slip_of_the_pen_is_no_word(word: str) -> None:
    assert not is_word(fold(word))


def test_word_one_letter_away_is_noticed() -> None:
    assert has_near_word("richtges")
    assert not has_near_word("xqzvkj")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vacation function is not working when enabled", True),
        ("Mein Postfach ist voll", False),
        ("", False),
    ],
)
def test_english_text_is_told_from_german(text: str, expected: bool) -> None:
    assert is_english([fold(word) for word in text.split()]) is expected
