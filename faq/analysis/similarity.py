"""How much short texts look alike: cosine of their letter n-grams, weighed by rarity (TF-IDF).

Grams of 3 to 5 letters lie inside words, whose ends count as letters. So endings, compounds and
slips of the pen cost a little and not the whole word. Grams are numbers (a rolling hash of their
letters), texts are rows of one sparse matrix kept by gram; nothing here is a Python object per
text, so that processes share it.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from faq.analysis.tokenizer import tokens

Floats = npt.NDArray[np.float32]
Small = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.int64]

SIZES = (3, 4, 5)
BUCKETS = 1 << 18
PART = 500
_PRIME = 1_000_003
_BLANK = ord(" ")
CONTRAST = 1.5
"""How much more one near text counts than several that are farther off."""


def spelt(text: str) -> str:
    """Give the folded words of a text, with a blank around each."""
    return f" {'  '.join(token.form for token in tokens(text))} "


class Similarity:
    """Short texts, each of which belongs to one of ``owner_count`` owners."""

    def __init__(self, texts: Sequence[str], owners: Sequence[int], owner_count: int) -> None:
        """Take texts as ``spelt`` gives them, and the number (from 0) of each one's owner."""
        order = np.argsort(np.asarray(owners, np.int64), kind="stable")
        owned = np.asarray(owners, np.int64)[order]
        self.owner_count = owner_count
        self._owners = np.unique(owned)
        self._first = np.searchsorted(owned, self._owners)
        self._size = len(order)
        rows, grams, counts = _all_counted([texts[i] for i in order])
        used_by = np.bincount(grams, minlength=BUCKETS)
        self._rarity = np.log((2 + self._size) / (1 + used_by)).astype(np.float32)
        weights = (1 + np.log(counts, dtype=np.float32)) * self._rarity[grams]
        lengths = np.sqrt(np.bincount(rows, weights**2, minlength=self._size)).astype(np.float32)
        by_gram = np.argsort(grams, kind="stable")
        self._ends = np.cumsum(used_by).astype(np.int32)
        self._rows = rows[by_gram]
        self._weights = (weights / lengths[rows])[by_gram].astype(np.float32)

    def near(self, text: str) -> tuple[Floats, Floats]:
        """Give for each owner how near its nearest text is (0 to 1), and how near all are together.

        Together, several texts that are somewhat alike count as much as one that is more so.
        """
        nearest = np.zeros(self.owner_count, np.float32)
        together = np.zeros(self.owner_count, np.float32)
        if self._size:
            alike = self._all(text)
            nearest[self._owners] = np.maximum.reduceat(alike, self._first)
            together[self._owners] = np.add.reduceat(alike**CONTRAST, self._first)
        return nearest, together

    def _all(self, text: str) -> npt.NDArray[np.float64]:
        _, grams, counts = _counted([text])
        if not len(grams):
            return np.zeros(self._size)
        weights = (1 + np.log(counts)) * self._rarity[grams]
        weights /= np.sqrt(np.sum(weights**2))
        ends = self._ends[grams].astype(np.int64)
        starts = np.where(grams > 0, self._ends[grams - 1], 0).astype(np.int64)
        places = _ranges(starts, ends)
        values = self._weights[places] * np.repeat(weights, ends - starts)
        return np.bincount(self._rows[places], values, self._size).astype(np.float64)


def _ranges(starts: Numbers, ends: Numbers) -> Numbers:
    """All numbers from each start to before its end, one stretch after the other."""
    lengths = ends - starts
    offsets = np.cumsum(lengths) - lengths
    places: Numbers = np.arange(lengths.sum()) + np.repeat(starts - offsets, lengths)
    return places


def _all_counted(texts: Sequence[str]) -> tuple[Small, Small, Small]:
    """The grams of many texts, some at a time: what is needed in passing is much larger."""
    counted: list[list[Small]] = [[np.empty(0, np.int32)] for _ in range(3)]
    for start in range(0, len(texts), PART):
        rows, grams, counts = _counted(texts[start : start + PART])
        for kept, found in zip(counted, (rows + start, grams, counts), strict=True):
            kept.append(found.astype(np.int32))
    rows_of_all, grams_of_all, counts_of_all = map(np.concatenate, counted)
    return rows_of_all, grams_of_all, counts_of_all


def _counted(texts: Iterable[str]) -> tuple[Numbers, Numbers, Numbers]:
    """The grams of texts: row, gram and how often, sorted by row."""
    texts = list(texts)
    letters = np.frombuffer("".join(texts).encode("utf-32-le", "replace"), np.uint32)
    row_of = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    is_blank = letters == _BLANK
    found = [
        row_of[at] * BUCKETS + gram
        for size in SIZES
        for at, gram in [_grams(letters.astype(np.uint64), is_blank, size)]
    ]
    pairs, counts = np.unique(np.concatenate(found), return_counts=True)
    return pairs // BUCKETS, pairs % BUCKETS, counts


def _grams(
    letters: npt.NDArray[np.uint64], is_blank: npt.NDArray[np.bool_], size: int
) -> tuple[Numbers, Numbers]:
    """Where grams of one size begin, and their numbers; a blank stands only at their ends."""
    count = max(0, len(letters) - size + 1)
    inside = np.zeros(count, np.bool_)
    number = np.zeros(count, np.uint64)
    for i in range(size):
        number = number * np.uint64(_PRIME) + letters[i : i + count]
        if 0 < i < size - 1:
            inside |= is_blank[i : i + count]
    at = np.flatnonzero(~inside)
    mixed = number[at] ^ (number[at] >> np.uint64(17))
    return at, (mixed % np.uint64(BUCKETS)).astype(np.int64)
