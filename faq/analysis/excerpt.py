"""The passage of a text that answers a query best, and the words in it to mark.

Everything counts on the original text, so a mark covers the word as it was written.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from faq.analysis.analyzer import term
from faq.analysis.compounds import remembered_split
from faq.analysis.stemmer import stem
from faq.analysis.tokenizer import tokens
from faq.analysis.tokens import Token

MOST_TOKENS = 4_000


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text; ``is_marked`` where it is a word of the query."""

    text: str
    is_marked: bool


def marked(text: str, wanted: Collection[str]) -> tuple[Span, ...]:
    """Divide a text into spans, marking every word with a wanted term."""
    return tuple(_spans(text, [(start, end) for start, end, _ in _finds(text, wanted)]))


def excerpt(text: str, wanted: Collection[str], length: int = 220) -> tuple[Span, ...]:
    """Give the passage of about ``length`` characters with the most ``wanted`` terms.

    Each term counts once in a passage; of equally good passages the first wins.
    """
    text = " ".join(text.split())
    finds = _finds(text, wanted)
    start, end = _window(text, _best_start(finds, length), length)
    inside = [(s - start, e - start) for s, e, _ in finds if s >= start and e <= end]
    spans = list(_spans(text[start:end], inside))
    if start > 0:
        spans.insert(0, Span("… ", False))
    if end < len(text):
        spans.append(Span(" …", False))
    return tuple(spans)


def _finds(text: str, wanted: Collection[str]) -> list[tuple[int, int, str]]:
    if not wanted:
        return []
    hint = re.compile("|".join(map(re.escape, wanted)))
    return [
        (token.start, token.end, name)
        for token in islice(tokens(text), MOST_TOKENS)
        if (name := _wanted_in(token, wanted, hint))
    ]


def _wanted_in(token: Token, wanted: Collection[str], hint: re.Pattern[str]) -> str:
    """The wanted term that a token has, itself or as a part; only likely compounds are divided."""
    own = term(token)
    if own in wanted:
        return own
    inside: tuple[str, ...] = ()
    if hint.search(token.form):
        inside = tuple(map(stem, token.parts)) or remembered_split(token.form, frozenset())
    return next((part for part in inside if part in wanted), "")


def _best_start(finds: list[tuple[int, int, str]], length: int) -> int:
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
