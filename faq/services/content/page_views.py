"""How often each answer is opened: counted per day, without a trace of who."""

from datetime import date
from typing import Final

from django.db.models import F
from django.utils import timezone

from faq.models import PageView
from faq.models.tally import Tally

COUNTED: Final = ("/faq/", "/fehlercode/", "/einrichten/")
MOST_WAITING: Final = 2_000


def count_view(path: str) -> None:
    """Count one reader who opened an answer in a browser."""
    if path.startswith(COUNTED):
        VIEWS.count((timezone.localdate(), path[:200]))


def _add(view: tuple[date, str], count: int) -> None:
    day, path = view
    row, _ = PageView.objects.get_or_create(day=day, path=path)
    PageView.objects.filter(pk=row.pk).update(count=F("count") + count)


VIEWS: Final = Tally("counts of views", _add, most=MOST_WAITING)
