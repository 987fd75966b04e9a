"""Counting what readers thought of an entry."""

from django.db.models import F
from django.utils import timezone

from faq.models import Entry, EntryFeedback


def count_feedback(entry: Entry, *, helpful: bool) -> None:
    """Add one answer to today's counts of the entry."""
    row, _ = EntryFeedback.objects.get_or_create(entry=entry, day=timezone.localdate())
    column = "helpful" if helpful else "unhelpful"
    EntryFeedback.objects.filter(pk=row.pk).update(**{column: F(column) + 1})
