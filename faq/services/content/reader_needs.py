"""What readers miss, by page: how many said "Nein", why, and in which words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Sum

from faq.models import Feedback, Remark
from faq.models.feedback import Answer
from faq.services.content.votes import Page, page_at

MOST_REMARKS = 5


@dataclass(frozen=True, slots=True)
class Unhelpful:
    """A page with open "Nein": how many, the reasons with their numbers, and readers' sentences."""

    page: Page
    path: str
    count: int
    reasons: list[tuple[str, int]]
    remarks: list[str]


def unhelpful_pages(since: date, limit: int) -> Iterator[Unhelpful]:
    """Yield the pages with open answers since a day, those with most of them first."""
    rows = Feedback.objects.unhelpful().filter(day__gte=since)
    open_ones = Sum(F("count") - F("settled"))
    totals = rows.values_list("path").annotate(total=open_ones).order_by("-total", "path")
    for path, total in totals[:limit]:
        if page := page_at(path):
            why = rows.filter(path=path).values_list("answer").annotate(total=open_ones)
            reasons = [
                (str(Answer(answer).label), number)
                for answer, number in why.order_by("-total")
                if answer != Answer.NO
            ]
            said = Remark.objects.filter(path=path, is_settled=False)[:MOST_REMARKS]
            yield Unhelpful(page, path, total, reasons, [remark.text for remark in said])
