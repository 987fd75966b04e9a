"""Which words an index knows, how many documents use each, and which ones begin alike."""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from functools import cached_property

from faq.analysis.spelling import Speller, Suggestion

PART = "+"
"""Marks a term that stands in a document only as part of a compound: ``+postfach``."""


class Vocabulary:
    """The words of one state of the index; never changed, only replaced."""

    def __init__(
        self, forms: Mapping[str, int], documents_with: Callable[[str], int], document_count: int
    ) -> None:
        """Take documents per written (folded) word and per term, and the number of documents."""
        self.forms = forms
        self.documents_with = documents_with
        self.document_count = document_count
        self._suggested: dict[str, tuple[Suggestion, ...]] = {}

    @cached_property
    def _sorted_forms(self) -> list[str]:
        return sorted(self.forms)

    @cached_property
    def _speller(self) -> Speller:
        return Speller(self.forms)

    def knows(self, form: str, term: str) -> bool:
        """Tell whether any document has the word or its term, alone or inside a compound."""
        return form in self.forms or self.documents_with(term) > 0

    def completions(self, beginning: str, limit: int) -> list[str]:
        """Give known words that begin so, the more usual first."""
        words = self._sorted_forms
        first = bisect_left(words, beginning)
        last = bisect_left(words, beginning + "\U0010ffff", lo=first)
        return sorted(words[first:last], key=lambda form: (-self.forms[form], len(form), form))[
            :limit
        ]

    def suggestions(self, form: str) -> tuple[Suggestion, ...]:
        """Give the known words nearest to an unknown one."""
        if form not in self._suggested:
            if len(self._suggested) > 2_000:
                self._suggested.clear()
            self._suggested[form] = self._speller.suggest(form)
        return self._suggested[form]
