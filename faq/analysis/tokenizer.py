"""Which words, codes and names stand in a text, and where.

Enhanced status codes (RFC 3463), hexadecimal numbers, addresses, host names and file names stay
whole, because people search for them as they are written.
"""

import re
from collections.abc import Iterator

from faq.analysis.normalise import clean, fold
from faq.analysis.tokens import Kind, Token

LONGEST_WORD = 64
"""Longer runs of letters are no words; only their beginning is searched for."""

_WORD = r"[^\W_]+(?:\u00ad[^\W_]+)*"
_PATTERN = re.compile(
    rf"""
    (?P<hex>0x[0-9a-f]{{1,16}})(?![^\W_])
    | (?<![\d.])(?P<status>[245]\.\d{{1,3}}\.\d{{1,3}})(?![\d]|\.\d)
    | (?<![\w.-])(?P<reply>[245]\d\d)(?=-(?:[^\W\d]|[245]\.\d))
    | (?P<name>[\w+.-]{{1,64}}@[\w.-]{{1,255}}\w
              | [^\W_][\w-]{{0,62}}(?:\.[^\W_][\w-]{{0,62}}){{1,10}})
    | (?P<word>{_WORD}(?:[-_'/+&]{_WORD}){{0,12}})
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DIVIDER = re.compile(r"[-_'/+&.@]+")
# "o.k.", "z.B", "Posteingang.Danach": letters joined by a full stop without being a name.
_HOST = re.compile(
    r"\d|@|\.(?:de|com|net|org|info|eu|at|ch|io|example|test|local|localhost)$|^www\."
)


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of ``text`` in order; offsets count characters of ``text`` itself."""
    for found in _PATTERN.finditer(clean(text)):
        kind = found.lastgroup
        if kind in ("hex", "status", "reply"):
            yield Token(found.start(), found.end(), found[0].lower(), Kind.CODE)
        elif kind == "name" and _HOST.search(found[0].lower()):
            yield _name(found)
        elif found[0].isalpha():
            yield _word(found[0], found.start())
        else:
            yield from _words(found)


def _name(found: re.Match[str]) -> Token:
    form = found[0].lower()[:255]
    labels = tuple(fold(label) for label in _DIVIDER.split(form) if len(label) > 1)
    return Token(found.start(), found.end(), form, Kind.NAME, labels)


def _words(found: re.Match[str]) -> Iterator[Token]:
    """One token for a word with hyphens, several for words joined by other signs."""
    for piece in re.finditer(r"[^'/+&._]+", found[0]):
        start = found.start() + piece.start()
        written = piece[0].strip("-")
        start += len(piece[0]) - len(piece[0].lstrip("-"))
        if written:
            yield _word(written, start)


def _word(written: str, start: int) -> Token:
    joined = fold(written)
    if joined.isalpha() and len(joined) <= LONGEST_WORD:
        return Token(start, start + len(written), joined, Kind.WORD)
    parts = tuple(part[:LONGEST_WORD] for part in joined.split("-") if part)
    form = "".join(parts)[:LONGEST_WORD]
    kind = Kind.NUMBER if form.isdecimal() else Kind.WORD
    divided = parts if len(parts) > 1 else ()
    return Token(start, start + len(written), form or written.lower(), kind, divided)
