"""How far each document has the words of a query.

Of the alternatives of a word only the best counts, never their sum.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from faq.analysis import Alternative, Group, Origin
from faq.search.index import Floats, Index, Numbers

STOP_WORD = 0.2
VERB = 0.5
PROMINENT = 0.45
RARITY_IN_COVERAGE = 0.5
CORRECTION = 0.7


@dataclass(frozen=True, slots=True)
class Matches:
    """By the number of a document: its score, and which share of the query (0 to 1) it answers."""

    score: Floats
    coverage: Floats


def match(groups: Sequence[Group], index: Index) -> Matches:
    """Score all documents for the words of a query."""
    score = np.zeros(len(index), np.float32)
    answered, total = np.zeros(len(index), np.float32), np.zeros(len(index), np.float32)
    for group in groups:
        best, quality = _Word(group, index).best()
        score += best
        importance = importance_of(group, index) ** RARITY_IN_COVERAGE
        meaning = _meaning(group, quality) * np.float32(importance)
        total += meaning
        answered += meaning * quality
    return Matches(score, np.divide(answered, total, out=np.zeros_like(total), where=total > 0))


def importance_of(group: Group, index: Index) -> float:
    """How much a word tells: the rarer, the more."""
    rarity = _rarity(group.alternatives[0].terms[0][0], index)
    return rarity * (STOP_WORD if group.is_stop_word else 1.0)


def _rarity(term: str, index: Index) -> float:
    count = len(index)
    used = min(index.postings.count(term), count)
    return math.log(1 + (count - used + 0.5) / (used + 0.5))


def _meaning(group: Group, quality: Floats) -> Floats:
    """How much a word tells whether an answer is about the query.

    A verb that is found could be anyone's; one that is not found is a missing word like others.
    """
    if group.is_stop_word:
        return np.zeros_like(quality)
    if group.is_verb:
        return np.where(quality > 0, np.float32(VERB), np.float32(1.0))
    return np.ones_like(quality)


class _Word:
    """One word of the query against all documents."""

    def __init__(self, group: Group, index: Index) -> None:
        self._group, self._index = group, index
        self._importance = importance_of(group, index)
        self._best = np.zeros(len(index), np.float32)
        self._quality = np.zeros(len(index), np.float32)

    def best(self) -> tuple[Floats, Floats]:
        """The best value and the best quality that any alternative gives each document."""
        weights: dict[tuple[object, Origin], Alternative] = {}
        for alternative in self._group.alternatives:
            name = (alternative.terms, alternative.origin)
            known = weights.get(name)
            if known is None or known.weight < alternative.weight:
                weights[name] = alternative
        for alternative in weights.values():
            self._add(alternative)
        return self._best, self._quality

    def _add(self, alternative: Alternative) -> None:
        documents, strengths, value = self._first(alternative)
        if not len(documents):
            return
        value = value * np.float32(alternative.weight)
        prominence = np.minimum(1.0, strengths / np.float32(PROMINENT))
        quality = prominence * np.float32(_likeness(alternative))
        self._best[documents] = np.maximum(self._best[documents], value)
        self._quality[documents] = np.maximum(self._quality[documents], quality)

    def _first(self, alternative: Alternative) -> tuple[Numbers, Floats, Floats]:
        """Documents that have all terms of an alternative, its weakest strength and its value."""
        documents, strengths, value = self._any(alternative.terms[0], alternative)
        for one_of in alternative.terms[1:]:
            other, other_strengths, other_value = self._any(one_of, alternative)
            documents, mine, theirs = np.intersect1d(
                documents, other, assume_unique=True, return_indices=True
            )
            strengths = np.minimum(strengths[mine], other_strengths[theirs])
            value = value[mine] + other_value[theirs]
        if alternative.origin is not Origin.COMPOUND:
            value = value / np.float32(len(alternative.terms))
        return documents, strengths, value

    def _any(
        self, one_of: Sequence[str], alternative: Alternative
    ) -> tuple[Numbers, Floats, Floats]:
        """Documents with one of some terms, the strength of the strongest, and what it is worth."""
        found = [(*self._index.postings.of(term), term) for term in one_of]
        found = [row for row in found if len(row[0])]
        if not found:
            return np.empty(0, np.int32), np.empty(0, np.float32), np.empty(0, np.float32)
        if len(found) == 1:
            documents, strengths, term = found[0]
            return documents, strengths, strengths * np.float32(self._worth(term, alternative))
        return self._strongest(found, alternative)

    def _strongest(
        self, found: Sequence[tuple[Numbers, Floats, str]], alternative: Alternative
    ) -> tuple[Numbers, Floats, Floats]:
        best = np.zeros(len(self._index), np.float32)
        worth = np.zeros(len(self._index), np.float32)
        for documents, strengths, term in found:
            is_stronger = strengths > best[documents]
            stronger = documents[is_stronger]
            best[stronger] = strengths[is_stronger]
            worth[stronger] = self._worth(term, alternative)
        documents = np.flatnonzero(best).astype(np.int32)
        return documents, best[documents], best[documents] * worth[documents]

    def _worth(self, term: str, alternative: Alternative) -> float:
        """A synonym weighs as much as the word it stands for, parts of a compound their own."""
        own = alternative.origin in (Origin.COMPOUND, Origin.PART) or not self._group.is_known
        return _rarity(term, self._index) if own else self._importance


def _likeness(alternative: Alternative) -> float:
    """How far an alternative answers for its word; a corrected word was simply misspelt."""
    if alternative.origin is Origin.CORRECTION:
        return min(1.0, alternative.weight / CORRECTION)
    if alternative.origin is Origin.PART:
        return alternative.weight / 2
    return alternative.weight
