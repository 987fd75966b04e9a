"""The one place where content goes: dropped sections and other keys.

What is asked about addresses stands in `destination`.
"""

from collections.abc import Iterable

from django.db import transaction

from faq.models import Anchor, Entry, EntryAlias


def lost_sections(entry: Entry, anchors: Iterable[str]) -> list[Anchor]:
    """The public sections of an entry that a text with these anchors would no longer have."""
    return list(entry.anchors.live().exclude(name__in=list(anchors)))


def succeed(anchor: Anchor, successor: Anchor | None) -> None:
    """Say where a lost section can be read; those that led to it lead there at once, too.

    Without a successor it leads to the top of its entry, and so do those that led to it.
    """
    anchor.successor = successor
    anchor.save(update_fields=["successor"])
    if successor:
        followers = Anchor.objects.filter(successor=anchor).exclude(pk=successor.pk)
        followers.update(successor=successor)


def record_anchors(entry: Entry) -> None:
    """Remember the headings that readers see of an entry; those they no longer see are gone."""
    headings = entry.headings if entry.is_published else []
    titles = {heading["anchor"]: heading["title"] for heading in headings}
    known = {anchor.name: anchor for anchor in entry.anchors.all()}
    Anchor.objects.bulk_create(
        Anchor(entry=entry, name=name, title=title)
        for name, title in titles.items()
        if name not in known
    )
    for anchor in known.values():
        is_live, title = anchor.name in titles, titles.get(anchor.name, anchor.title)
        if (anchor.is_live, anchor.title) != (is_live, title):
            anchor.is_live, anchor.title = is_live, title
            anchor.successor = None  # of a section that comes back, or goes now
            anchor.save(update_fields=["is_live", "title", "successor"])


@transaction.atomic
def rename(entry: Entry, key: str) -> None:
    """Give an entry another key; the one it had leads to it for ever."""
    EntryAlias.objects.filter(key=key, entry=entry).delete()  # one that comes back is current again
    EntryAlias.objects.create(key=entry.key, entry=entry)
    entry.key = key
    entry.save()
