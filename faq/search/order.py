"""In which order documents answer a query, and how sure the first one is: a small fitted model.

The order is a weighted sum of a few numbers a document; certainty is a logistic function of some
numbers of the leader. The weights stand in `weights`, written by `benchmarks.search --fit`: one set
for an index that knows meanings, one for an index of words alone.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from faq.analysis import Group
from faq.analysis.data import words
from faq.analysis.similarity import spelt
from faq.search.index import Floats, Index
from faq.search.matching import match
from faq.search.meanings import directions
from faq.search.typed_codes import named_by_code
from faq.search.weights import MEANING, WORDS

NAMES = tuple(WORDS.order)
ALL_PHRASINGS = NAMES.index("all phrasings")
SERVER_WORDS = frozenset(words("server_words"))
ENOUGH_SERVER_WORDS = 2
SMALLEST_SCORE = 0.2
FAINT = 0.12
"""Similarity below which a short text says nothing."""
ALIKE = 0.4
"""Cosine of directions from which a document may be meant, without a word in common."""
LIKE = 0.6
"""Similarity from which two questions are nearly the same."""
_CODE = re.compile(r"[245]\d\d|[245]\.\d{1,3}\.\d{1,3}|0x[0-9a-f]{4,16}")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a query says to the index: numbers for every document, and of the query itself."""

    direct: tuple[int, ...]
    numbers: npt.NDArray[np.float32]
    phrasings: Floats
    nothing: float
    all_nothing: float
    word_count: int


@dataclass(frozen=True, slots=True)
class Ordered:
    """Documents by number, best first, and those whose codes the query names.

    `certainty` (0 to 1) is how likely the first is right, `is_sure` whether that is enough.
    """

    documents: tuple[int, ...]
    direct: tuple[int, ...]
    certainty: float
    is_sure: bool


def order(groups: Sequence[Group], text: str, index: Index, most: int) -> Ordered:
    """Give the documents that come near a query, at most ``most``."""
    weights = MEANING if index.meanings else WORDS
    reading = read_query(groups, text, index)
    sums = np.array(list(weights.order.values()), np.float32) @ reading.numbers
    candidates = candidates_of(reading)
    best = candidates[np.argsort(-sums[candidates], kind="stable")][:most]
    if not len(best):
        return Ordered((), (), 0.0, False)
    numbers = certainty_numbers(reading, best, sums)
    weighted = sum(weight * numbers[name] for name, weight in weights.certainty.items())
    certainty = 1 / (1 + math.exp(-max(-30, min(30, weighted))))
    return Ordered(tuple(map(int, best)), reading.direct, certainty, certainty >= weights.sure)


def read_query(groups: Sequence[Group], text: str, index: Index) -> Reading:
    """Work out the numbers that are weighed, `NAMES`, for every document."""
    forms = [group.form for group in groups if not group.is_number]
    direct = named_by_code(forms, index)
    matches = match(groups, index)
    letters = spelt(text)
    short, all_short = index.short_texts.near(letters)
    phrasings, all_phrasings = index.phrasings.near(letters)
    named = np.zeros(len(index), np.float32)
    for rank, number in enumerate(direct):
        named[number] = 1 / (1 + rank / 4)
    server_speaks = is_of_server(forms)
    meaning = _nearest_meaning(_meant(text, groups), index)
    numbers = {
        "named by code": named,
        "meaning": meaning,
        "coverage": matches.coverage,
        "log score": np.log(SMALLEST_SCORE + matches.score),
        "nearest short text": short,
        "same words": np.maximum(0, short - LIKE),
        "same question": np.maximum(0, phrasings[:-1] - LIKE),
        "all short texts": np.log(FAINT + all_short),
        "all phrasings": np.log(FAINT + all_phrasings[:-1]),
        "rare code": index.is_rare,
        "rare code unasked": index.is_rare & (not server_speaks),
        "program": index.is_program,
        "tool": index.is_tool,
        "place": ~(index.is_entry | index.is_code | index.is_program | index.is_tool),
    }
    return Reading(
        tuple(direct),
        np.stack([numbers[name].astype(np.float32) for name in NAMES]),
        phrasings,
        float(phrasings[-1]),
        float(np.log(FAINT + all_phrasings[-1])),
        len(groups),
    )


def _meant(text: str, groups: Sequence[Group]) -> str:
    """The text without slips: the encoder knows no likeness of letters, and capitals as others."""
    is_shouted = text.isupper()
    for group in reversed(groups):
        if group.correction:
            text = text[: group.start] + group.correction + text[group.end :]
    return text.lower() if is_shouted else text


def _nearest_meaning(text: str, index: Index) -> Floats:
    vectors = directions([text]) if index.meanings else None
    if vectors is None or index.meanings is None:
        return np.zeros(len(index), np.float32)
    return index.meanings.near(vectors[0])[:-1]


def candidates_of(reading: Reading) -> npt.NDArray[np.int64]:
    """Documents with a word or a look of the query."""
    named, meaning, _, score, short = reading.numbers[:5]
    is_near = (short > FAINT) | (reading.phrasings[:-1] > FAINT) | (meaning > ALIKE)
    return np.flatnonzero((named > 0) | (score > math.log(SMALLEST_SCORE) + 0.01) | is_near)


def certainty_numbers(
    reading: Reading, best: npt.NDArray[np.int64], sums: Floats
) -> dict[str, float]:
    """Work out the numbers that make certainty, for the first of some documents."""
    leader = reading.numbers[:, best[0]]
    named, _, coverage, score, short = map(float, leader[:5])
    phrasing = float(reading.phrasings[best[0]])
    lead = float(sums[best[0]] - sums[best[1]]) if len(best) > 1 else 5.0
    return {
        "constant": 1.0,
        "named by code": named,
        "coverage": coverage,
        "log score": score,
        "nearest short text": short,
        "the same": max(0.0, max(short, phrasing) - LIKE),
        "phrasing before nothing": phrasing - reading.nothing,
        "all phrasings before nothing": float(leader[ALL_PHRASINGS]) - reading.all_nothing,
        "lead": min(lead, 5.0),
        "log words": math.log(1 + reading.word_count),
    }


def is_of_server(forms: Sequence[str]) -> bool:
    """Whether a server speaks: with a code, or with words that are its own."""
    own = sum(form in SERVER_WORDS for form in dict.fromkeys(forms))
    return own >= ENOUGH_SERVER_WORDS or any(_CODE.fullmatch(form) for form in forms)
