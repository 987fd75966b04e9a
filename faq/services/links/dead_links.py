"""Answers that readers asked for under an address that is not there: counted, never traced."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from django.db.models import F, Sum
from django.utils import timezone

from faq.models import DeadLink
from faq.models.tally import Tally
from faq.services.links.destination import LinkState, destination_of
from faq.web.policy import dead_link_beginnings

MAX_LENGTH = 200
# A robot that invents addresses fills no table: so many different ones are noted in a day.
MAX_PATHS_PER_DAY = 300
# So many are asked at most for a list of those that are dead today.
MOST_ASKED = 200


@dataclass(frozen=True, slots=True)
class DeadPath:
    """An address that led nowhere, and how often it was asked for."""

    path: str
    count: int


def count_dead_link(path: str) -> None:
    """Count one request; a mail address in it is nobody's business but the reader's.

    Only addresses of answers count: what robots try elsewhere is nobody's old link.
    """
    is_plain = path.isprintable() and "@" not in path
    if path.startswith(dead_link_beginnings()) and len(path) <= MAX_LENGTH and is_plain:
        DEAD_LINKS.count((timezone.localdate(), path))


def dead_paths(since: date, limit: int) -> Iterator[DeadPath]:
    """Yield the addresses asked for since a day that are dead now, the most frequent first."""
    rows = DeadLink.objects.filter(day__gte=since).values_list("path").annotate(total=Sum("count"))
    asked = (DeadPath(*row) for row in rows.order_by("-total", "path")[:MOST_ASKED].iterator())
    dead = (found for found in asked if destination_of(found.path).state is LinkState.DEAD)
    yield from islice(dead, limit)


def _add(link: tuple[date, str], count: int) -> None:
    day, path = link
    if DeadLink.objects.filter(day=day, path=path).update(count=F("count") + count):
        return
    if DeadLink.objects.filter(day=day).count() < MAX_PATHS_PER_DAY:
        DeadLink.objects.create(day=day, path=path, count=count)


DEAD_LINKS: Final = Tally("counts of dead links", _add, most=MAX_PATHS_PER_DAY)
