"""Texts that somebody has to look at again, and the word that they are still true."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from faq.models import ErrorCode
from faq.models.registry import TEXTS
from faq.models.reviewable import REVIEW_AFTER
from faq.models.text import RenderedModel
from faq.models.withdrawable import Withdrawable


def due(rows: "QuerySet[Any]", day: date) -> "QuerySet[Any]":
    """Those of these texts that readers have and somebody has to look at again by this day.

    One that nobody has reviewed counts from its last change. Codes that stand in no table are due
    on a day of their own only: the standards behind them do not age.
    """
    if issubclass(rows.model, Withdrawable):
        rows = rows.published()  # type: ignore[attr-defined]
    limit = day - REVIEW_AFTER
    old = Q(reviewed_on__lte=limit) | Q(reviewed_on=None, updated_at__date__lte=limit)
    by_age = Q(review_on=None) & old
    if rows.model is ErrorCode:
        by_age &= Q(is_listed=True)
    return rows.filter(Q(is_doubted=True) | Q(review_on__lte=day) | by_age)


def due_texts(day: date) -> Iterator[RenderedModel]:
    """Every text of every kind that is due."""
    for model in TEXTS:
        yield from due(model._default_manager.all(), day)


def due_since(row: Any) -> date:
    """The day on which a text was due."""
    if row.review_on:
        return row.review_on  # type: ignore[no-any-return]
    last: date = row.reviewed_on or timezone.localtime(row.updated_at).date()
    return last + REVIEW_AFTER


def mark_reviewed(rows: Iterable[Any], day: date) -> int:
    """Note the day on which texts were found to be true; how many."""
    count = 0
    with transaction.atomic():
        for row in rows:
            row.reviewed_on, row.is_doubted = day, False
            row.review_on = None if row.review_on and row.review_on <= day else row.review_on
            names = ["reviewed_on", "review_on", "is_doubted"]
            row.save(update_fields=names)
            count += 1
    return count
