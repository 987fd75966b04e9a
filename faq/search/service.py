"""Searching: from what a reader typed to what the page shows, in that order."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

from faq.analysis import Group, tokens
from faq.incoming import blank_addresses
from faq.models import SearchDocument, ShownBlock, shown_blocks
from faq.search.hits import Hit, hit, wanted_terms
from faq.search.index import Card, Index, current_index
from faq.search.order import Ordered, order

LONGEST_QUERY = 2_000
PER_PAGE = 10
PER_PAGE_OF_SENTENCE = 5
SENTENCE = 4
"""Words from which a query is a sentence: its answer is one, or among a few."""
MOST_HITS = 50
MOST_NEAREST = 3
_INNER_CAPITAL = re.compile(r"(?<=[^\W\d_])[A-ZÄÖÜ]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where answers stand, such as a category, with the number of hits in it."""

    key: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """Everything the page of results shows.

    ``hits`` are the answers of this page, best first, where the search is sure; ``total`` is their
    number on all pages. Where it is not, ``nearest`` are what comes nearest; both are empty where
    it knows no word. ``correction`` is the query as it was probably meant. ``settings`` are the
    services, where the entry that shows them is the first answer.
    """

    query: str
    hits: tuple[Hit, ...]
    total: int
    page: int
    per_page: int
    nearest: tuple[Hit, ...]
    correction: str
    settings: tuple[ShownBlock, ...]
    category: str
    places: tuple[Place, ...]

    @property
    def is_sure(self) -> bool:
        """Whether the first answer is meant to be right."""
        return self.total > 0

    @property
    def is_cut(self) -> bool:
        """Whether there may be more answers than are counted."""
        return self.total >= MOST_HITS

    @property
    def shown(self) -> tuple[Hit, ...]:
        """What is shown: answers, or what comes nearest."""
        return self.hits or self.nearest

    @property
    def beside(self) -> tuple[Hit, ...]:
        """What may help beside an answer from elsewhere: its codes it explains itself."""
        return tuple(hit for hit in self.shown if not hit.is_code)[:MOST_NEAREST]

    @property
    def last_page(self) -> int:
        """Number of the last page, 1 where everything is on one."""
        return max(1, -(-self.total // self.per_page))


@dataclass(frozen=True, slots=True)
class Found:
    """What a query means and finds, before a page is made of it."""

    index: Index
    groups: tuple[Group, ...]
    ordered: Ordered

    @property
    def answers(self) -> list[int]:
        """Numbers of documents that answer: none where the search is not sure."""
        return list(self.ordered.documents) if self.ordered.is_sure else []

    @property
    def nearest(self) -> list[int]:
        """Numbers of the documents that come nearest, where none is sure to answer."""
        return [] if self.ordered.is_sure else list(self.ordered.documents[:MOST_NEAREST])


def search(text: str, *, category: str = "", page: int = 1) -> Results:
    """Find what answers ``text``; any text of any length is a valid query.

    A last word without a blank behind it may be unfinished. ``category`` is the key of a place;
    ``page`` counts from 1, with `MOST_HITS` hits in all.
    """
    query = normalize("NFC", text[:LONGEST_QUERY])
    found = find(query, MOST_HITS)
    cards, answers = found.index.cards, found.answers
    chosen = [n for n in answers if not category or cards[n].place_key == category]
    per_page = PER_PAGE_OF_SENTENCE if len(found.groups) >= SENTENCE else PER_PAGE
    return Results(
        query=query.strip(),
        hits=_hits(found, chosen[(page - 1) * per_page : page * per_page]),
        total=len(chosen),
        page=page,
        per_page=per_page,
        nearest=_hits(found, found.nearest),
        correction=_correction(query, found),
        settings=_settings([cards[number] for number in answers]),
        category=category,
        places=_places([cards[number] for number in answers]),
    )


def preload() -> None:
    """Read now what every search needs: before a server splits off its processes, they share it."""
    find("Ein Wrot ", 1)  # misspelt, so that the word lists are read, too


def find(query: str, most: int) -> Found:
    """Read a query and put what answers it in order.

    Somebody's address is no word of a question, unless it is all of it.
    """
    query = normalize("NFC", query)
    asked = blank_addresses(query)
    query = asked if asked.strip() else query
    index = current_index()
    groups = index.analyzer.groups(query)
    return Found(index, groups, order(groups, query, index, most))


def _hits(found: Found, numbers: Sequence[int]) -> tuple[Hit, ...]:
    cards = {number: found.index.cards[number] for number in numbers}
    texts = found.index.shown_texts.of(card.key for card in cards.values())
    wanted = wanted_terms(found.groups)
    return tuple(
        hit(card, texts[card.key], wanted, number in found.ordered.direct)
        for number, card in cards.items()
        if card.key in texts
    )


def _correction(query: str, found: Found) -> str:
    """The query with unknown words as they were probably meant; empty when nothing is unknown."""
    text, position = "", 0
    for group in found.groups:
        spelling = _spelling(group.correction, found) if group.correction else ""
        typed = query[group.start : group.end]
        if spelling and (query.isupper() or _may_mean(typed, spelling)):
            text += query[position : group.start] + spelling
            position = group.end
    return (text + query[position:]).strip() if position else ""


def _may_mean(typed: str, spelling: str) -> bool:
    """Capitals inside a word make it a name, such as DATEV: it means no word without them."""
    return bool(_INNER_CAPITAL.search(spelling)) or not _INNER_CAPITAL.search(typed)


def _spelling(form: str, found: Found) -> str:
    """How a folded word is really written, with umlauts and capitals, in what was found."""
    keys = [found.index.cards[number].key for number in found.ordered.documents[:PER_PAGE]]
    rows = (
        SearchDocument.objects.shown()
        .filter(key__in=keys)
        .values_list("key", "short_texts", "text")
    )
    for _, *texts in sorted(rows, key=lambda row: keys.index(row[0])):
        for text in texts:
            for token in tokens(text):
                if token.form == form:
                    return str(text[token.start : token.end])
    return ""


def _settings(answers: Sequence[Card]) -> tuple[ShownBlock, ...]:
    """The services, where the first answer is the entry that shows them."""
    return shown_blocks() if answers and answers[0].shows_servers else ()


def _places(answers: Sequence[Card]) -> tuple[Place, ...]:
    """Where the answers stand, with how many in each: what they can be filtered by."""
    counts = Counter((card.place_key, card.place) for card in answers)
    return tuple(Place(key, title, count) for (key, title), count in counts.most_common())
