"""Which words and phrases mean the same: groups of phrases, looked up by their terms."""

from collections import defaultdict
from collections.abc import Callable, Iterable

Terms = tuple[str, ...]


class Synonyms:
    """Groups of phrases that mean the same, in any order."""

    __slots__ = ("_groups", "_longest", "_of_phrase")

    def __init__(self, groups: Iterable[Iterable[str]], terms_of: Callable[[str], Terms]) -> None:
        """Take groups of phrases as people write them, and the analysis that gives their terms."""
        self._groups: list[tuple[Terms, ...]] = []
        self._of_phrase: defaultdict[Terms, list[int]] = defaultdict(list)
        self._longest = 1
        for group in groups:
            self._add([terms for terms in map(terms_of, group) if terms])

    def _add(self, phrases: list[Terms]) -> None:
        number = len(self._groups)
        self._groups.append(tuple(dict.fromkeys(phrases)))
        for terms in self._groups[-1]:
            self._of_phrase[terms].append(number)
            self._longest = max(self._longest, len(terms))

    def of(self, terms: Terms) -> tuple[Terms, ...]:
        """Give the other phrases of every group that has exactly these terms."""
        others = (
            other for number in self._of_phrase.get(terms, ()) for other in self._groups[number]
        )
        return tuple(dict.fromkeys(other for other in others if other != terms))

    def phrases(self, terms: Terms) -> list[tuple[int, int]]:
        """Give the stretches (first, behind last) of ``terms`` that are phrases of a group."""
        return [
            (first, first + length)
            for length in range(2, self._longest + 1)
            for first in range(len(terms) - length + 1)
            if terms[first : first + length] in self._of_phrase
        ]
