"""Directions of what readers ask, kept beside the questions; see `faq.analysis.meaning`."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from django.conf import settings

from faq.analysis import meaning
from faq.analysis.meaning import SIZE, Meanings, Vectors
from faq.models import Phrasing, SearchDocument

BATCH = 200


def directions(texts: list[str]) -> Vectors | None:
    """A direction for each text; None where there is no encoder or nobody wants one."""
    return meaning.encoded(texts) if settings.SEARCH_BY_MEANING else None


def learn_questions(*, anew: bool = False) -> None:
    """Keep the directions of readers' questions that have none yet, or of all.

    A few at a time: a server gives up a transaction in which nothing comes for long.
    """
    every = list(Phrasing.objects.all() if anew else Phrasing.objects.filter(meaning=b""))
    for start in range(0, len(every), BATCH):
        rows = every[start : start + BATCH]
        vectors = directions([row.text for row in rows])
        if vectors is None:
            return
        for row, vector in zip(rows, vectors, strict=True):
            row.meaning = vector.tobytes()
        Phrasing.objects.bulk_update(rows, ["meaning"])


def meanings(rows: Iterable[tuple[int, bytes]], owner_count: int) -> Meanings | None:
    """The directions stored beside texts, by the number of their owner.

    None where some have no direction yet, or nobody could read a query like them.
    """
    found = list(rows)
    if not all(stored for _, stored in found) or directions([]) is None:
        return None
    vectors = np.frombuffer(b"".join(stored for _, stored in found), np.int8).reshape(-1, SIZE)
    owners = [owner for owner, stored in found for _ in range(len(stored) // SIZE)]
    return Meanings(vectors, owners, owner_count)


def meaning_state() -> str:
    """Whether the search knows meanings: ready, off, missing, broken, slow, or what waits."""
    if not settings.SEARCH_BY_MEANING:
        return "off"
    waiting = sum(model.objects.filter(**empty).count() for model, empty in _STORED)
    return f"{waiting} waiting" if waiting and meaning.state() == meaning.READY else meaning.state()


_STORED: tuple[tuple[Any, dict[str, bytes]], ...] = (
    (SearchDocument, {"meanings": b""}),
    (Phrasing, {"meaning": b""}),
)
