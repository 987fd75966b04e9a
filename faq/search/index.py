"""The index in memory: everything that reading, ranking and correcting a query needs.

One index belongs to one state of the content. It is read from the documents in one go, best before
the server splits off its workers, and is never changed, only replaced; so threads need no lock and
processes share it. What is asked of the documents of all answers are arrays by their number, which
is their place in the order of their keys.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection
from django.db.models import Max

from faq.analysis import FixedWords, QueryAnalyzer, Synonyms, Vocabulary, terms
from faq.analysis.data import phrase_groups
from faq.analysis.meaning import Meanings
from faq.analysis.similarity import Similarity, spelt
from faq.models import (
    ContentVersion,
    Phrasing,
    SearchDocument,
    SynonymGroup,
    announced_version,
    current_brand,
)
from faq.search.documents import STORED
from faq.search.meanings import meanings
from faq.search.shown_texts import ShownTexts
from faq.search.sources import CODE, ENTRY, PROGRAM, TOOL

CHUNK = 200

State = tuple[int, datetime | None, datetime | None]
Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int32]

_COLUMNS = (
    "key", "kind", "title", "url", "label", "place_key", "place", "is_rare", "shows_servers",
    "codes", "short_texts",
)  # fmt: skip


class Postings:
    """Which documents have a term, and how strongly they are about it."""

    __slots__ = ("_documents", "_ends", "_number_of", "_strengths")

    def __init__(self, rows: Iterable[tuple[str, bytes]]) -> None:
        """Take for each document its terms, parted by blanks, and their strengths as stored."""
        number_of: defaultdict[str, int] = defaultdict()
        number_of.default_factory = number_of.__len__
        terms: list[Numbers] = []
        strengths: list[bytes] = []
        for text, stored in rows:
            names = text.split()
            terms.append(np.fromiter(map(number_of.__getitem__, names), np.int32, len(names)))
            strengths.append(bytes(stored))
        counts = [len(found) for found in terms]
        all_terms = np.concatenate([np.empty(0, np.int32), *terms])
        by_term = np.argsort(all_terms, kind="stable")
        documents = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
        self._number_of: dict[str, int] = dict(number_of)
        self._ends = np.cumsum(np.bincount(all_terms, minlength=len(number_of)))
        self._documents = documents[by_term]
        self._strengths = np.frombuffer(b"".join(strengths), STORED)[by_term].astype(np.float16)

    def of(self, term: str) -> tuple[Numbers, Floats]:
        """Give the numbers of the documents that have a term, and its strength (0 to 1) in each."""
        start, end = self._stretch(term)
        return self._documents[start:end], self._strengths[start:end].astype(np.float32)

    def count(self, term: str) -> int:
        """How many documents have a term."""
        start, end = self._stretch(term)
        return end - start

    def _stretch(self, term: str) -> tuple[int, int]:
        number = self._number_of.get(term)
        if number is None:
            return 0, 0
        return (int(self._ends[number - 1]) if number else 0), int(self._ends[number])


@dataclass(frozen=True, slots=True)
class Card:
    """What a list of answers shows of one: enough to jump to it."""

    key: str
    kind: str
    title: str
    url: str
    label: str
    place_key: str
    place: str
    is_rare: bool
    shows_servers: bool

    @property
    def heading(self) -> str:
        """The title, led by the code."""
        return f"{self.label} – {self.title}" if self.label else self.title


@dataclass(frozen=True, slots=True)
class Index:
    """Everything of one state of the content.

    `short_texts` compares a query with titles, search words and headings, `phrasings` with what
    readers asked; its last owner, behind all documents, is "no answer". So is that of `meanings`,
    which compares directions of all these texts, if known. `by_code` gives for a code the documents
    that answer it, each with the words that must stand beside it.
    """

    state: State
    cards: tuple[Card, ...]
    is_code: npt.NDArray[np.bool_]
    is_rare: npt.NDArray[np.bool_]
    is_entry: npt.NDArray[np.bool_]
    is_program: npt.NDArray[np.bool_]
    is_tool: npt.NDArray[np.bool_]
    postings: Postings
    short_texts: Similarity
    phrasings: Similarity
    meanings: Meanings | None
    by_code: dict[str, list[tuple[int, frozenset[str]]]]
    vocabulary: Vocabulary
    analyzer: QueryAnalyzer
    shown_texts: ShownTexts

    def __len__(self) -> int:
        return len(self.cards)


_current: dict[str, Index] = {}
"""By brand."""
_confirmed: dict[str, tuple[int, Index]] = {}
"""The index that was found to be current under an announced content version, by brand."""


def current_index() -> Index:
    """Give the index of the content as it is now, for the brand that answers."""
    announced, brand = announced_version(), current_brand()
    confirmed = _confirmed.get(brand)
    if confirmed and confirmed[0] == announced:
        return confirmed[1]
    state = _state()
    index = _current.get(brand)
    if index is None or index.state != state:
        index = _current[brand] = load_index(state)
    if announced is not None and not connection.in_atomic_block:
        _confirmed[brand] = (announced, index)
    return index


def _state() -> State:
    newest_document = SearchDocument.objects.aggregate(newest=Max("indexed_at"))["newest"]
    newest_group = SynonymGroup.objects.aggregate(newest=Max("updated_at"))["newest"]
    return ContentVersion.current(), newest_document, newest_group


def load_index(state: State | None = None) -> Index:
    """Read the index as it is in the database."""
    rows = list(_stored(*_COLUMNS))
    cards = tuple(Card(*row[:-2]) for row in rows)
    codes, short_texts = [row[-2] for row in rows], [row[-1] for row in rows]
    postings = Postings(_stored("terms", "strengths"))
    counts = Counter(form for (text,) in _stored("forms") for form in text.split())
    vocabulary = Vocabulary(counts, postings.count, len(cards))
    groups = tuple(tuple(group.phrases) for group in SynonymGroup.objects.all())
    keys = [card.key for card in cards]
    asked = list(Phrasing.objects.order_by("pk").values_list("answer", "text", "meaning"))
    return Index(
        state=state or _state(),
        cards=cards,
        is_code=_is_of(CODE, cards),
        is_rare=np.array([card.is_rare for card in cards], np.bool_),
        is_entry=_is_of(ENTRY, cards),
        is_program=_is_of(PROGRAM, cards),
        is_tool=_is_of(TOOL, cards),
        postings=postings,
        short_texts=_short_texts(short_texts),
        phrasings=phrasings(keys, [row[:2] for row in asked]),
        meanings=meanings_of(keys, [(key, bytes(meaning)) for key, _, meaning in asked]),
        by_code=_by_code(codes),
        vocabulary=vocabulary,
        analyzer=QueryAnalyzer(vocabulary, _synonyms(groups)),
        shown_texts=ShownTexts(),
    )


def _stored(*columns: str) -> Iterator[tuple[Any, ...]]:
    """Columns of all documents, a few rows at a time: most of it is needed only in passing."""
    return SearchDocument.objects.shown().order_by("key").values_list(*columns).iterator(CHUNK)


def site_words() -> FixedWords:
    """Every word of all documents as they are now: what parts of compounds may be.

    All that writing a document needs to know of the others; the whole index takes ten times as
    long, and each save would pay for it.
    """
    return FixedWords(form for (text,) in _stored("forms") for form in text.split())


def _is_of(kind: str, cards: Sequence[Card]) -> npt.NDArray[np.bool_]:
    return np.array([card.kind == kind for card in cards], np.bool_)


def phrasings(keys: Sequence[str], pairs: Iterable[tuple[str, str]]) -> Similarity:
    """What readers asked, by the number of its answer; what waits for its answer has none yet."""
    number_of = {key: number for number, key in enumerate(keys)}
    asked = list(pairs)
    owners = [number_of.get(key, len(keys)) for key, _ in asked]
    return Similarity(_spelt(tuple(text for _, text in asked)), owners, len(keys) + 1)


@lru_cache(maxsize=1)
def _spelt(questions: tuple[str, ...]) -> list[str]:
    """Readers' questions as they are compared: a third of all loading, and seldom changed."""
    return [spelt(question) for question in questions]


def meanings_of(keys: Sequence[str], asked: Iterable[tuple[str, bytes]]) -> Meanings | None:
    """Directions of answers and of what readers asked, by the number of the answer."""
    number_of = {key: number for number, key in enumerate(keys)}
    own = enumerate(bytes(stored) for (stored,) in _stored("meanings"))
    rows = ((number_of.get(key, len(keys)), stored) for key, stored in asked)
    return meanings([*own, *rows], len(keys) + 1)


def _short_texts(lines_of: Sequence[str]) -> Similarity:
    pairs = [(n, spelt(line)) for n, lines in enumerate(lines_of) for line in lines.splitlines()]
    return Similarity([text for _, text in pairs], [number for number, _ in pairs], len(lines_of))


def _by_code(codes_of: Sequence[str]) -> dict[str, list[tuple[int, frozenset[str]]]]:
    found: dict[str, list[tuple[int, frozenset[str]]]] = {}
    for number, lines in enumerate(codes_of):
        for line in lines.splitlines():
            code, *words = line.split()
            found.setdefault(code, []).append((number, frozenset(words)))
    return found


@lru_cache(maxsize=1)
def _synonyms(kept_by_editors: tuple[tuple[str, ...], ...]) -> Synonyms:
    """Ours and the editors': much of the work of loading, and seldom changed by what is saved."""
    return Synonyms([*phrase_groups("synonyms"), *kept_by_editors], _terms_of)


def _terms_of(phrase: str) -> tuple[str, ...]:
    return tuple(term for term in terms(phrase) if not term.startswith("+"))
