"""Which documents are worth ranking: found by word, the most promising ones first.

The database is asked only *which* documents have a word; it ranks nothing. So the choice is the
same on every database, and costs as much as there are matching documents. Words that stand nearly
everywhere choose no documents as long as rarer ones do.
"""

from collections.abc import Sequence

from faq.analysis import PART, Alternative, Group, Vocabulary
from faq.search.backends import Conjunction, Expression, match

MOST_CANDIDATES = 120
MOST_MATCHES = 2_000
"""Documents that have a word; one that more have is common."""
MOST_MATCHES_OF_COMMON = 200
HEAD = 3.0
"""How much more a word counts in codes, title or keywords than elsewhere."""


def candidate_numbers(
    groups: Sequence[Group], importance: Sequence[float], vocabulary: Vocabulary
) -> list[int]:
    """Give the numbers of the most promising documents, best first."""
    expressions: list[Expression] = []
    weights: list[float] = []
    for group, weight in _telling(groups, importance, vocabulary):
        any_of, limit = _any_of(group, vocabulary), _limit(group, vocabulary)
        expressions += [Expression(any_of, False, limit), Expression(any_of, True, limit)]
        weights += [weight, weight * (HEAD - 1)]
    scores: dict[int, float] = {}
    for weight, numbers in zip(weights, match(expressions), strict=True):
        for number in numbers:
            scores[number] = scores.get(number, 0.0) + weight
    return sorted(scores, key=lambda number: (-scores[number], number))[:MOST_CANDIDATES]


def _telling(
    groups: Sequence[Group], importance: Sequence[float], vocabulary: Vocabulary
) -> list[tuple[Group, float]]:
    """Words that choose documents: no stop words and no common ones, unless there are no others."""
    usable = [
        (group, weight)
        for group, weight in zip(groups, importance, strict=True)
        if _any_of(group, vocabulary)
    ]
    meaningful = [pair for pair in usable if not pair[0].is_stop_word] or usable
    return [pair for pair in meaningful if not _is_common(pair[0], vocabulary)] or meaningful


def _is_common(group: Group, vocabulary: Vocabulary) -> bool:
    terms = {term for one_of in _any_of(group, vocabulary) for some in one_of for term in some}
    return max(vocabulary.terms.get(term, 0) for term in terms) > MOST_MATCHES


def _limit(group: Group, vocabulary: Vocabulary) -> int:
    return MOST_MATCHES_OF_COMMON if _is_common(group, vocabulary) else MOST_MATCHES


def _any_of(group: Group, vocabulary: Vocabulary) -> tuple[Conjunction, ...]:
    known = (_known(alternative, vocabulary) for alternative in group.alternatives)
    return tuple(dict.fromkeys(conjunction for conjunction in known if all(conjunction)))


def _known(alternative: Alternative, vocabulary: Vocabulary) -> Conjunction:
    """The terms of an alternative that the index has, alone and inside compounds."""
    return tuple(
        tuple(
            found for term in one_of for found in (term, PART + term) if found in vocabulary.terms
        )
        for one_of in alternative.terms
    )
