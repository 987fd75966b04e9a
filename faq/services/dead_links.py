"""Answers that readers asked for under an address that is not there: counted, never traced."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F, Sum
from django.utils import timezone

from faq.models import DeadLink

# Only addresses of answers: what robots try elsewhere is nobody's old link.
COUNTED = ("/faq/", "/fehlercode/", "/einrichten/")
MAX_LENGTH = 200
# A robot that invents addresses fills no table: so many different ones are noted in a day.
MAX_PATHS_PER_DAY = 300

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DeadPath:
    """An address that led nowhere, and how often it was asked for."""

    path: str
    count: int


def count_dead_link(path: str) -> None:
    """Count one request; a page must not fail because of a count, so a failure is only logged."""
    if settings.READ_ONLY or not path.startswith(COUNTED) or len(path) > MAX_LENGTH:
        return
    try:
        with transaction.atomic():
            _count(path, timezone.localdate())
    except DatabaseError as error:
        logger.warning("dead link not counted: %s", type(error).__name__)


def dead_paths(since: date, limit: int) -> Iterator[DeadPath]:
    """Yield the addresses asked for in vain since a day, the most frequent first."""
    rows = DeadLink.objects.filter(day__gte=since).values_list("path").annotate(total=Sum("count"))
    for path, total in rows.order_by("-total", "path")[:limit]:
        yield DeadPath(path, total)


def _count(path: str, day: date) -> None:
    if DeadLink.objects.filter(day=day, path=path).update(count=F("count") + 1):
        return
    if DeadLink.objects.filter(day=day).count() < MAX_PATHS_PER_DAY:
        DeadLink.objects.create(day=day, path=path, count=1)
