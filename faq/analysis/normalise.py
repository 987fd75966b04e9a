"""One spelling for each word: the form in which German words are compared.

Unicode TR15 (NFC), then the German habits: ä = ae = a, ß = ss, "E-Mail" = "Email" = "Mail".
"""

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_APOSTROPHES = re.compile("[\u2018\u2019\u00b4`]")
# "ue" is ü, except after a vowel or q, where it is none: Frauen, neue, Quelle.
_DIGRAPHS = re.compile("(?<![aeq])ue|ae|oe")
_LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"}
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_EMAIL = re.compile(r"\be-?mail(?!l)")


def clean(text: str) -> str:
    """Replace what people cannot see by blanks of the same length: offsets stay true."""
    text = _UNPRINTABLE.sub(" ", text)
    text = _DASHES.sub("-", text)
    return _APOSTROPHES.sub("'", text).replace("\u00a0", " ").replace("\u202f", " ")


REMEMBERED = 10_000
"""Words in each memory: all that the shipped content has (6,776 of them), and few of strangers'."""
LONGEST_REMEMBERED = 64
"""What is longer is seldom a word, and so many of a message's longest would fill the memory."""


def fold_text(text: str) -> str:
    """Give a text of many words as `fold` gives each."""
    text = _INVISIBLE.sub("", text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).lower()
        for letter, spelt in _LETTERS.items():
            text = text.replace(letter, spelt)
        text = _ACCENTS.sub("", unicodedata.normalize("NFD", text))
    text = _EMAIL.sub("mail", text.lower())
    return _DIGRAPHS.sub(lambda found: found[0][0], text)


def fold(word: str) -> str:
    """Give the comparable form of a word, in small letters and without accents."""
    return _fold(word) if len(word) <= LONGEST_REMEMBERED else fold_text(word)


_fold = lru_cache(maxsize=REMEMBERED)(fold_text)
