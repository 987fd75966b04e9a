"""Steps in the life of an entry that staff take for several at once."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from faq.models import Entry


def mark_reviewed(entries: "QuerySet[Entry]", day: date) -> int:
    """Note the day on which entries were found to be true; how many."""
    count = 0
    with transaction.atomic():
        for entry in entries.select_for_update(of=("self",)):
            entry.reviewed_on = day
            entry.save(update_fields=["reviewed_on"])
            count += 1
    return count
