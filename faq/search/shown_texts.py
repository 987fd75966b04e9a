"""What is shown of documents: read when it is needed, and kept with the index it belongs to."""

from collections.abc import Iterable
from dataclasses import dataclass

from faq.models import SearchDocument

MOST_KEPT = 300
"""Texts in memory, some 4 KB each: readers find the same few answers again and again."""


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text, where its words and those of the title stand, and their terms, as they are stored."""

    text: str
    places: bytes
    words: str


class ShownTexts:
    """Texts of documents by key, as one state of the content has them."""

    __slots__ = ("_kept",)

    def __init__(self) -> None:
        self._kept: dict[str, ShownText] = {}

    def of(self, keys: Iterable[str]) -> dict[str, ShownText]:
        """Give the texts of documents by their keys; what is gone has none."""
        found = {key: self._kept.get(key) for key in keys}
        known = {key: text for key, text in found.items() if text}
        if len(known) == len(found):
            return known
        fresh = _read(found.keys() - known.keys())
        if len(self._kept) + len(fresh) > MOST_KEPT:
            self._kept.clear()
        self._kept |= fresh
        return known | fresh


def _read(keys: Iterable[str]) -> dict[str, ShownText]:
    rows = SearchDocument.objects.shown().filter(key__in=keys)
    return {
        key: ShownText(text, bytes(places), words)
        for key, text, places, words in rows.values_list("key", "text", "places", "words")
    }
