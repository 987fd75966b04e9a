"""What the weights of the search are fitted to: judged queries, and readers' questions held out.

A reader's question is asked of an index that has only the other four fifths of them.
"""

import dataclasses
import random
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.search import judged_queries
from faq.models import Phrasing
from faq.search.index import Index, load_index, meanings_of, phrasings
from faq.search.order import NAMES, Reading, candidates_of, read_query
from faq.search.weights import MEANING

FOLDS = 5
MOST_CANDIDATES = 40


@dataclass(frozen=True, slots=True)
class Example:
    """A query, what the index says of its best candidates, and which of them are right."""

    source: str
    query: str
    has_answer: bool
    reading: Reading
    right: npt.NDArray[np.bool_]
    keys: list[str]


def judged(part: str) -> Iterator[Example]:
    """Yield the examples of a set of judged queries."""
    index = load_index()
    keys = [card.key for card in index.cards]
    public = {canonical(key) for key in keys}
    for row in judged_queries(part, keys):
        wanted = public & {canonical(key) for key in row["relevant"]}
        yield example(part, row["query"], index, wanted)


def asked() -> Iterator[Example]:
    """Yield readers' questions, each asked of an index without its fold."""
    index = load_index()
    keys = [card.key for card in index.cards]
    rows = list(Phrasing.objects.order_by("pk").values_list("answer", "text", "meaning"))
    random.Random(1).shuffle(rows)
    for fold in range(FOLDS):
        others = [row for number, row in enumerate(rows) if number % FOLDS != fold]
        held_out = dataclasses.replace(
            index,
            phrasings=phrasings(keys, [row[:2] for row in others]),
            meanings=meanings_of(keys, [(key, meaning) for key, _, meaning in others]),
        )
        for key, text, _ in rows[fold::FOLDS]:
            wanted = {key} & {*keys}
            source = source_of(key, index) if wanted else "asked in vain"
            yield example(source, f"{text} ", held_out, wanted, exact=True)


def taught() -> Iterator[Example]:
    """Yield what must be known: every tenth question as it was taught, and titles."""
    index = load_index()
    known = {card.key for card in index.cards}
    for number, card in enumerate(index.cards):
        if not card.label or number % 10 == 0:
            yield example("titles", card.title, index, {card.key}, exact=True)
    for key, text in Phrasing.objects.order_by("pk").values_list("answer", "text")[::10]:
        if key in known:
            yield example("taught", f"{text} ", index, {key}, exact=True)


def source_of(key: str, index: Index) -> str:
    """What a reader's question counts as."""
    if key.startswith("code-"):
        rare = {card.key for card in index.cards if card.is_rare}
        return "asked of rare code" if key in rare else "asked of code"
    return "asked"


def canonical(key: str) -> str:
    """A key as the judgements mean it: guides as the entry with all settings, variants as codes."""
    if key.startswith("program-"):
        return "client-config"
    match = re.match(r"code-\d{3}(?!\d)", key)
    return match[0] if match else key


def example(
    source: str, query: str, index: Index, wanted: Collection[str], *, exact: bool = False
) -> Example:
    reading = read_query(index.analyzer.groups(query), query, index)
    candidates = candidates_of(reading)
    sums = np.array(list(MEANING.order.values())) @ reading.numbers[:, candidates]
    candidates = candidates[np.argsort(-sums, kind="stable")][:MOST_CANDIDATES]
    keys = [index.cards[number].key for number in candidates]
    right = [(key if exact else canonical(key)) in wanted for key in keys]
    fewer = dataclasses.replace(
        reading,
        numbers=reading.numbers[:, candidates],
        phrasings=reading.phrasings[candidates],
    )
    return Example(source, query, bool(wanted), fewer, np.array(right, np.bool_), keys)


def without_meaning(one: Example) -> Example:
    """The example as an index of words alone would give it."""
    numbers = one.reading.numbers.copy()
    numbers[NAMES.index("meaning")] = 0
    return dataclasses.replace(one, reading=dataclasses.replace(one.reading, numbers=numbers))
