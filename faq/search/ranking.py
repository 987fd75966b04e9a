"""In which order documents answer a query: one BM25F for both databases.

Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with two
departures: of the alternatives of a word only the best counts, never their sum, and words that
stand side by side in the query count a little more where they do so in the document.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from faq.analysis import PART, Alternative, Group, Origin, Vocabulary


@dataclass(frozen=True, slots=True)
class Field:
    """How much a field of a document counts, and how far its length matters (0 to 1)."""

    weight: float
    length_matters: float
    usual_length: float


FIELDS: Mapping[str, Field] = {
    "codes": Field(6.0, 0.0, 1.0),
    "title": Field(6.0, 0.8, 8.0),
    "keywords": Field(5.0, 0.0, 1.0),
    "lead": Field(2.0, 0.5, 45.0),
    "body": Field(1.0, 0.7, 250.0),
    "place": Field(0.5, 0.0, 1.0),
}
SATURATION = 2.2
INSIDE_COMPOUND = 0.6
STOP_WORD = 0.2
SIDE_BY_SIDE = 0.15
VERB = 0.5
PROMINENT = 0.45
RARITY_IN_COVERAGE = 0.5
CORRECTION = 0.7


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that may answer: its number and its terms, field by field."""

    number: int
    fields: Mapping[str, str]
    prior: float = 1.0


@dataclass(frozen=True, slots=True)
class Scored:
    """A document with its score, and which share of the query (0 to 1) it answers."""

    number: int
    score: float
    coverage: float


class Ranker:
    """Ranks documents for one query."""

    def __init__(self, groups: Sequence[Group], vocabulary: Vocabulary, body_length: float) -> None:
        self._vocabulary = vocabulary
        self._body_length = max(body_length, 1.0)
        self.importance = [self._importance(group) for group in groups]
        self._groups = list(zip(groups, self.importance, strict=True))
        self._wanted = frozenset(_terms(groups))
        own = [group.alternatives[0].terms[0][0] for group in groups]
        self._neighbours = {
            pair: min(first[1], second[1])
            for pair, (first, second) in zip(pairwise(own), pairwise(self._groups), strict=True)
        }

    def rank(self, candidates: Iterable[Candidate]) -> list[Scored]:
        """Give all candidates, best first; equal ones in the order of their numbers."""
        scored = [self._score(candidate) for candidate in candidates]
        return sorted(scored, key=lambda hit: (-hit.score, hit.number))

    def _score(self, candidate: Candidate) -> Scored:
        strengths, neighbours = self._read(candidate)
        score = answered = total = 0.0
        for group, importance in self._groups:
            best, quality = self._best(group, importance, strengths)
            score += best
            meaning = _meaning(group, quality) * importance**RARITY_IN_COVERAGE
            total += meaning
            answered += meaning * quality
        score += SIDE_BY_SIDE * sum(self._neighbours[pair] for pair in neighbours)
        coverage = answered / total if total else 0.0
        return Scored(candidate.number, score * candidate.prior, coverage)

    def _read(self, candidate: Candidate) -> tuple[dict[str, float], set[tuple[str, str]]]:
        """Weigh the wanted terms of a document over its fields, and find neighbours."""
        weights: dict[str, float] = {}
        neighbours: set[tuple[str, str]] = set()
        for name, text in candidate.fields.items():
            terms = text.split()
            weight = self._weight(FIELDS[name], name, len(terms))
            before = ""
            for found in terms:
                if found not in self._wanted:
                    if found[0] != PART:
                        before = ""
                    continue
                if found[0] == PART:
                    found = found[1:]
                    weights[found] = weights.get(found, 0.0) + weight * INSIDE_COMPOUND
                    continue
                weights[found] = weights.get(found, 0.0) + weight
                if (before, found) in self._neighbours:
                    neighbours.add((before, found))
                before = found
        return {term: w / (SATURATION + w) for term, w in weights.items()}, neighbours

    def _weight(self, field: Field, name: str, length: int) -> float:
        usual = self._body_length if name == "body" else field.usual_length
        norm = 1 - field.length_matters + field.length_matters * length / usual
        return field.weight / norm

    def _best(
        self, group: Group, importance: float, strengths: Mapping[str, float]
    ) -> tuple[float, float]:
        best = quality = 0.0
        for alternative in group.alternatives:
            value = self._value(alternative, group, importance, strengths)
            if value > 0:
                best = max(best, value)
                quality = max(quality, _likeness(alternative) * _weight_of(alternative, strengths))
        return best, quality

    def _value(
        self,
        alternative: Alternative,
        group: Group,
        importance: float,
        strengths: Mapping[str, float],
    ) -> float:
        """A synonym weighs as much as the word it stands for, parts of a compound their own."""
        values: list[float] = []
        for one_of in alternative.terms:
            present = [(strengths[term], term) for term in one_of if term in strengths]
            if not present:
                return 0.0
            strength = max(present)
            own_weight = alternative.origin in (Origin.COMPOUND, Origin.PART) or not group.is_known
            rarity = self._rarity(strength[1]) if own_weight else importance
            values.append(strength[0] * rarity)
        total = sum(values)
        if alternative.origin is not Origin.COMPOUND:
            total /= len(values)
        return alternative.weight * total

    def _importance(self, group: Group) -> float:
        rarity = self._rarity(group.alternatives[0].terms[0][0])
        return rarity * (STOP_WORD if group.is_stop_word else 1.0)

    def _rarity(self, term: str) -> float:
        count = self._vocabulary.document_count
        used = min(self._vocabulary.documents_with(term), count)
        return math.log(1 + (count - used + 0.5) / (used + 0.5))


def _meaning(group: Group, quality: float) -> float:
    """How much a word tells whether an answer is about the query.

    A verb that is found could be anyone's; one that is not found is a missing word like others.
    """
    if group.is_stop_word:
        return 0.0
    return VERB if group.is_verb and quality else 1.0


def _weight_of(alternative: Alternative, strengths: Mapping[str, float]) -> float:
    """How far a document is *about* an alternative: a word in passing is half an answer."""
    weakest = min(max(strengths.get(t, 0.0) for t in one_of) for one_of in alternative.terms)
    return min(1.0, weakest / PROMINENT)


def _likeness(alternative: Alternative) -> float:
    """How far an alternative answers for its word; a corrected word was simply misspelt."""
    if alternative.origin is Origin.CORRECTION:
        return min(1.0, alternative.weight / CORRECTION)
    if alternative.origin is Origin.PART:
        return alternative.weight / 2
    return alternative.weight


def _terms(groups: Iterable[Group]) -> Iterator[str]:
    for group in groups:
        for alternative in group.alternatives:
            for one_of in alternative.terms:
                for term in one_of:
                    yield term
                    yield PART + term
