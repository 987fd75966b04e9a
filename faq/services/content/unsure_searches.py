"""What readers searched without a sure answer, and what staff say of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Sum

from faq.models import Phrasing, SearchCount
from faq.search import Hit, grouped, search

MOST_SEARCHES = 200
MOST_GROUPS = 50
FEWEST: Final = 2
"""A connection counts once a day: what one person alone asked on one day is shown to nobody."""


@dataclass(frozen=True, slots=True)
class UnsureSearch:
    """Searches that look alike, the most frequent first: how often, and what comes nearest."""

    questions: tuple[str, ...]
    count: int
    nearest: tuple[Hit, ...]
    is_sure_now: bool

    @property
    def terms(self) -> str:
        return self.questions[0]

    @property
    def lines(self) -> str:
        return "\n".join(self.questions)


def unsure_searches(since: date, limit: int = MOST_GROUPS) -> Iterator[UnsureSearch]:
    """Yield what was searched without a sure answer since a day, the most frequent first."""
    known = Phrasing.objects.values("text")
    rows = list(
        SearchCount.objects.unsure()
        .filter(day__gte=since)
        .exclude(terms__in=known)
        .values_list("terms")
        .annotate(total=Sum("count"))
        .filter(total__gte=FEWEST)
        .order_by("-total", "terms")[:MOST_SEARCHES]
    )
    groups = [[rows[number] for number in group] for group in grouped([row[0] for row in rows])]
    for group in sorted(groups, key=lambda group: -sum(total for _, total in group))[:limit]:
        found = search(f"{group[0][0]} ")
        yield UnsureSearch(
            tuple(terms for terms, _ in group),
            sum(total for _, total in group),
            found.nearest,
            found.is_sure,
        )
