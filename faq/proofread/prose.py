"""The German in a Markdown source, at its places: what is no prose is blanked out, not cut out.

Every mask has the length of the source, so that a place in it is a place in the source.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

JOINER = "\N{WORD JOINER}"
"""Stands for marks of emphasis: no letter and no blank, so that words and marks stay together."""

_LINES = re.compile(r"^[ \t]*(?:\{#[^}\n]*\}|:::.*|[|:\s-]+)[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]*(```|~~~).*?(?:^[ \t]*\1[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(`+)[^`\n]+?\1")
_PICTURE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_TARGET = re.compile(r"(?<=\])\([^)\n]*\)|<(?:https?|mailto):[^>\s]*>|https?://[^\s)>]+")
_TOKEN = re.compile(r"\{[a-z0-9-]+\}")
_BRACKET = re.compile(r"[\[\]*_~\\]")
_START = re.compile(r"^[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)]|#{1,6})[ \t\u00a0]+)+", re.MULTILINE)
_QUOTED = re.compile(r"„[^“\n]*“|‚[^‘\n]*‘")
_MENU = re.compile(r"(?<!\*)\*[^*\n]+\*(?!\*)")

_BLOCK_END = re.compile(
    r"\n[ \t]*(?=\n)|\n(?=[ \t]*(?:[-*+>]|\d{1,9}[.)]|#{1,6})[ \t\u00a0])|[|]|\\\n|(?<=  )\n"
)
_SHORT_FORMS = re.compile(
    r"\b(?:[zduiosv]\.[ \u00a0]?[a-zäBÄ]|[A-ZÄÖÜ]|\d+|bzw|usw|ca|evtl|ggf|inkl|max|min|Nr|Art|Abs|"
    r"vgl|bspw|etc|Tel|Std|Min|Mio|Dr|Str|St)\.(?=[ \u00a0,;)]*[\w(„])"
)
_ORDINAL_STOP = "\N{ONE DOT LEADER}"
_SENTENCE_END = re.compile(r"[.!?…][“‘\")\u2060]*(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text and its place in the source."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def prose(source: str) -> str:
    """The source with everything blanked that no reader reads as German."""
    text = source
    for pattern in (_FENCE, _LINES):
        text = pattern.sub(_blank, text)
    for pattern in (_CODE, _TOKEN):
        text = pattern.sub(lambda found: "x" * len(found[0]), text)
    text = _PICTURE.sub(_blank, text)
    text = _TARGET.sub(lambda found: JOINER * len(found[0]), text)
    text = _START.sub(_blank, text)
    return _BRACKET.sub(JOINER, text)


def without_screen_labels(source: str, text: str) -> str:
    """Prose without quotations and menu paths: screens keep their own words."""
    letters = list(text)
    for found in (*_QUOTED.finditer(text), *_MENU.finditer(source)):
        letters[slice(*found.span())] = JOINER * len(found[0])
    return "".join(letters)


def sentences(source: str, text: str) -> Iterator[Passage]:
    """The sentences of a prose mask, block by block; a heading or list item is one, too."""
    for block in _blocks(source, text):
        yield from _sentences_of(block)


def line_of(source: str, place: int) -> int:
    """The line (from 1) of a place."""
    return source.count("\n", 0, place) + 1


def _blocks(source: str, text: str) -> Iterator[Passage]:
    start = 0
    for found in _BLOCK_END.finditer(source):
        yield Passage(text[start : found.start()], start)
        start = found.end()
    yield Passage(text[start:], start)


def _sentences_of(block: Passage) -> Iterator[Passage]:
    text = _SHORT_FORMS.sub(lambda found: found[0].replace(".", _ORDINAL_STOP), block.text)
    start = 0
    for found in _SENTENCE_END.finditer(text):
        yield from _trimmed(block.text[start : found.end()], block.start + start)
        start = found.end()
    yield from _trimmed(block.text[start:], block.start + start)


def _trimmed(text: str, start: int) -> Iterator[Passage]:
    bare = text.strip(f" \t\n{JOINER}")
    if re.search(r"\w{2}", bare):
        yield Passage(bare, start + text.index(bare))


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])
