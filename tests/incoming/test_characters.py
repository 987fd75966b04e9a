"""Text that comes in has only characters that can be seen, stored and compared."""

import unicodedata
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.incoming import clean_line, clean_text

ANYTHING = st.text(st.characters(codec=None))


@pytest.mark.parametrize("word", ["Rückläufer", "Passwort ändern", "überfüllt", "Ångström", "한글"])
def test_decomposed_letters_become_one(word: str) -> None:
    assert clean_text(unicodedata.normalize("NFD", word)) == unicodedata.normalize("NFC", word)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029", "\x1e"])
def test_every_line_end_is_one(end: str) -> None:
    assert clean_text(f"eins{end}zwei") == "eins\nzwei"
    assert clean_line(f"eins{end}zwei") == "eins zwei"


@pytest.mark.parametrize(
    "sign",
    ["\0", "\x07", "\x1b", "\x7f", "\x9b", "\u200b", "\u200e", "\u202e", "\u2066", "\ufeff",
     "\u034f", "\u061c", "\u115f", "\u1160", "\u17b4", "\u180e", "\u2065", "\u3164", "\uffa0",
     "\ud800", "\udfff", "\ufffe", "\ufdd0", "\ufff0", "\U0001d173", "\U000e0041", "\U000e0fff"],
)  # fmt: skip
def test_what_nobody_sees_goes(sign: str) -> None:
    assert clean_text(f"Titel{sign}Umbruch") == "TitelUmbruch"


@pytest.mark.parametrize(
    "text",
    [
        "Silben\u00adtrennung",
        "z.\u00a0B.",
        "👩\u200d💻",
        "❤\ufe0f",
        "葛\U000e0100",
        "a\tb",
        "•–„“…",
    ],
)
def test_what_editors_set_stays(text: str) -> None:
    assert clean_text(text) == text


@given(ANYTHING)
def test_clean_text_can_be_stored_as_utf8_and_xml_and_stays_as_it_is(text: str) -> None:
    cleaned = clean_text(text)

    element = ElementTree.Element("text")
    element.text = cleaned
    assert ElementTree.fromstring(ElementTree.tostring(element)).text == (cleaned or None)
    assert clean_text(cleaned) == cleaned
    assert "\n" not in clean_line(text)
