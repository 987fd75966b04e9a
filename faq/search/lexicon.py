"""What a process remembers between searches: the vocabulary and the synonyms of one state.

Both are loaded again as soon as content or synonyms have changed; asking whether they have costs
three queries, or none where the content version is announced. Nothing is ever changed in place, so
threads need no lock.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db import connection
from django.db.models import Avg, Max

from faq.analysis import QueryAnalyzer, Synonyms, Vocabulary, terms
from faq.analysis.data import phrase_groups
from faq.models import (
    ContentVersion,
    SearchDocument,
    SearchTerm,
    SynonymGroup,
    announced_version,
)

State = tuple[int, datetime | None, datetime | None]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that reading and ranking a query needs, of one state of the content."""

    state: State
    vocabulary: Vocabulary
    analyzer: QueryAnalyzer
    body_length: float


_current: Lexicon | None = None
_confirmed: tuple[int, Lexicon] | None = None
"""The lexicon that was found to be current under an announced content version."""


def current_lexicon() -> Lexicon:
    """Give the lexicon of the content as it is now."""
    global _current, _confirmed
    announced, confirmed = announced_version(), _confirmed
    if confirmed and confirmed[0] == announced:
        return confirmed[1]
    state = _state()
    lexicon = _current
    if lexicon is None or lexicon.state != state:
        lexicon = _current = _load(state)
    if announced is not None and not connection.in_atomic_block:
        _confirmed = (announced, lexicon)
    return lexicon


def _state() -> State:
    newest_document = SearchDocument.objects.aggregate(newest=Max("indexed_at"))["newest"]
    newest_group = SynonymGroup.objects.aggregate(newest=Max("updated_at"))["newest"]
    return ContentVersion.current(), newest_document, newest_group


def _load(state: State) -> Lexicon:
    vocabulary = load_vocabulary()
    body_length = SearchDocument.objects.aggregate(mean=Avg("body_length"))["mean"] or 1.0
    synonyms = _synonyms(tuple(tuple(group.phrases) for group in SynonymGroup.objects.all()))
    return Lexicon(state, vocabulary, QueryAnalyzer(vocabulary, synonyms), float(body_length))


def load_vocabulary() -> Vocabulary:
    """Read the vocabulary as it is in the database."""
    words = SearchTerm.objects.order_by()
    kinds = SearchTerm.Kind
    return Vocabulary(
        dict(words.filter(kind=kinds.FORM).values_list("text", "documents")),
        dict(words.filter(kind=kinds.TERM).values_list("text", "documents")),
        SearchDocument.objects.count(),
    )


@lru_cache(maxsize=1)
def _synonyms(kept_by_editors: tuple[tuple[str, ...], ...]) -> Synonyms:
    """Ours and the editors': most of the work of loading, and seldom changed by what is saved."""
    return Synonyms([*phrase_groups("synonyms"), *kept_by_editors], _terms_of)


def _terms_of(phrase: str) -> tuple[str, ...]:
    return tuple(term for term in terms(phrase) if not term.startswith("+"))
