"""Marks and spaces: quotation marks, blanks before marks, no-break spaces, broken Markdown."""

import re
from collections.abc import Iterator

from faq.proofread.hint import Hint, Kind
from faq.proofread.prose import line_of

NBSP = "\N{NO-BREAK SPACE}"

STRAIGHT = re.compile(r"\"|(?<![\w\u2060])'(?=\w)|(?<=\w)'(?!\w)")
_BEFORE_MARK = re.compile(r"(?<=[\w“‘)\u2060])[ \u00a0]+(?=[.,;:!?](?:[\s\u2060]|$))")
# Two halves that belong to one line.
_TOGETHER = re.compile(
    r"\b(?:[zZ]\.[ \t]?B|[dD]\.[ \t]?h|[uU]\.[ \t]?[aäÄ]|[iI]\.[ \t]?d|o\.[ \t]?[äÄ])\."
    r"|\b(?:Port|Codes?|Nr\.|Art\.|Abs\.)[ \t]\d+|§[ \t]\d+"
)
_BROKEN = re.compile(r"^[ \t]*(?:#{1,6}|[-*+]|\d{1,9}[.)])\u00a0|^#{2,6}[^\s#]", re.MULTILINE)


def typography(source: str, text: str) -> Iterator[Hint]:
    """Hints about marks and spaces in a prose mask of the source."""
    if marks := list(STRAIGHT.finditer(text)):
        sentence = "Gerade Anführungszeichen. Beim Sichern werden deutsche daraus."
        yield _hint(source, Kind.STRAIGHT_QUOTE, marks[0].span(), sentence, "„…“")
    for found in _BEFORE_MARK.finditer(text):
        mark = text[found.end()]
        sentence = f"Leerzeichen vor „{mark}“."
        yield _hint(source, Kind.SPACE_BEFORE_MARK, found.span(), sentence, mark)
    for found in _TOGETHER.finditer(text):
        words = found[0]
        better = words.replace(" ", NBSP) if " " in words else words.replace(".", f".{NBSP}", 1)
        sentence = f"In „{words}“ fehlt das geschützte Leerzeichen."
        yield _hint(source, Kind.MISSING_NBSP, found.span(), sentence, better)
    for found in _BROKEN.finditer(source):
        sentence = "Nach diesem Zeichen fehlt ein gewöhnliches Leerzeichen. So bleibt es Text."
        yield _hint(source, Kind.BROKEN_MARK, found.span(), sentence, "")


def _hint(source: str, kind: Kind, span: tuple[int, int], sentence: str, suggestion: str) -> Hint:
    return Hint(kind, line_of(source, span[0]), *span, sentence, suggestion)
