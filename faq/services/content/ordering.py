"""The order of entries within their category, changed by hand."""

from django.db import transaction
from django.db.models import Max

from faq.models import Category, Entry


def move_entry(entry: Entry, steps: int) -> None:
    """Move an entry up (negative steps) or down among the entries of its category.

    Positions are numbered anew from 1; only rows whose number changes are saved.
    """
    with transaction.atomic():
        entries = list(Entry.objects.in_category(entry.category).select_for_update())
        place = entries.index(entry)
        moved = entries.pop(place)
        entries.insert(max(place + steps, 0), moved)
        for position, other in enumerate(entries, start=1):
            if other.position != position:
                other.position = position
                other.save(update_fields=["position"])


def last_position(category: Category) -> int:
    """Give the position of the last entry of a category; 0 for an empty one."""
    return Entry.objects.in_category(category).aggregate(last=Max("position"))["last"] or 0
