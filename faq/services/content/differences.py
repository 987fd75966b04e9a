"""What changed between two texts, for people: lines that stayed, and single words that did not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "removed", "added"]

# Unchanged lines shown around a change.
CONTEXT_LINES = 1
# Comparing words is quadratic: longer passages are shown as wholly replaced.
MAX_WORDS = 2_000

_WORDS = re.compile(r"\S+|\s+")
_CUT = "…\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and whether it is in both texts, in the old or in the new one."""

    kind: Kind
    text: str


def differences(old: str, new: str) -> list[Piece]:
    """Give the pieces of two texts in reading order; empty if they are equal."""
    before, after = _lines(old), _lines(new)
    if before == after:
        return []
    pieces: list[Piece] = []
    for operation, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if operation == "equal":
            at_edge = (not pieces, j == len(before))
            pieces.append(Piece("same", "".join(_shortened(before[i:j], *at_edge))))
        else:
            pieces += _words("".join(before[i:j]), "".join(after[k:m]))
    return [piece for piece in pieces if piece.text]


def _lines(text: str) -> list[str]:
    return f"{text.strip()}\n".replace("\r\n", "\n").splitlines(keepends=True)


def _shortened(lines: Sequence[str], is_first: bool, is_last: bool) -> Iterator[str]:
    """Give unchanged lines without those far from any change."""
    head = 0 if is_first else CONTEXT_LINES
    tail = 0 if is_last else CONTEXT_LINES
    if len(lines) <= head + tail + 1:
        yield from lines
        return
    yield from lines[:head]
    yield _CUT
    yield from lines[len(lines) - tail :]


def _words(old: str, new: str) -> Iterator[Piece]:
    """Compare two passages word by word; a blank alone between two changes belongs to both."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if len(before) + len(after) > MAX_WORDS:
        before, after = [old], [new]
    removed = added = ""
    for operation, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        same = "".join(before[i:j])
        if operation == "equal" and same.strip(" "):
            yield from (Piece("removed", removed), Piece("added", added), Piece("same", same))
            removed = added = ""
        else:
            removed += same
            added += "".join(after[k:m])
    yield from (Piece("removed", removed), Piece("added", added))
