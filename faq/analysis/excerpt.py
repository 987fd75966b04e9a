"""The passage of a text that answers a query best, and the words in it to mark.

Everything counts on the original text, so a mark covers the word as it was written.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from faq.analysis.analyzer import read
from faq.analysis.vocabulary import PART

Find = tuple[int, int, str]
"""Where a wanted term stands in a text: start, end, and the term."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text; ``is_marked`` where it is a word of the query."""

    text: str
    is_marked: bool


def marked(text: str, finds: Iterable[Find]) -> tuple[Span, ...]:
    """Divide a text into spans, marking every find."""
    return tuple(_spans(text, [(start, end) for start, end, _ in finds]))


def excerpt(text: str, finds: Sequence[Find], length: int = 220) -> tuple[Span, ...]:
    """Give the passage of about ``length`` characters with the most different finds.

    Each term counts once in a passage; of equally good passages the first wins.
    """
    start, end = _window(text, _best_start(finds, length), length)
    inside = [(s - start, e - start) for s, e, _ in finds if s >= start and e <= end]
    spans = list(_spans(text[start:end], inside))
    if start > 0:
        spans.insert(0, Span("… ", False))
    if end < len(text):
        spans.append(Span(" …", False))
    return tuple(spans)


def finds_in(text: str, wanted: Collection[str]) -> list[Find]:
    """Find the wanted terms in a text that nobody has read before: a heading."""
    return [
        (token.start, token.end, found)
        for token, terms in read(text)
        if (found := next((t for t in (u.lstrip(PART) for u in terms) if t in wanted), ""))
    ]


def _best_start(finds: Sequence[Find], length: int) -> int:
    best, best_count = 0, 0
    for i, (start, _, _) in enumerate(finds):
        inside = {name for s, e, name in finds[i:] if e <= start + length}
        if len(inside) > best_count:
            best, best_count = start, len(inside)
    return best


def _window(text: str, found: int, length: int) -> tuple[int, int]:
    """Cut around a find: from the beginning of its sentence, if that is near, to a blank."""
    if len(text) <= length:
        return 0, len(text)
    start = 0 if found < length // 2 else _beginning(text, found, length // 2)
    start = min(start, text.rfind(" ", 0, len(text) - length) + 1)
    if len(text) - start <= length:
        return start, len(text)
    end = text.rfind(" ", start, start + length)
    return start, end if end > start + length // 2 else start + length


def _beginning(text: str, found: int, reach: int) -> int:
    nearest = text[found - reach : found]
    sentence = max(nearest.rfind(sign) for sign in (". ", "? ", "! ", ": "))
    if sentence >= 0:
        return found - reach + sentence + 2
    return found - reach + nearest.find(" ", reach // 2) + 1


def _spans(text: str, places: Iterable[tuple[int, int]]) -> Iterator[Span]:
    position = 0
    for start, end in places:
        if start > position:
            yield Span(text[position:start], False)
        yield Span(text[start:end], True)
        position = end
    if position < len(text):
        yield Span(text[position:], False)
