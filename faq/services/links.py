"""Where an address of an entry, a section or a code leads today."""

from collections.abc import Iterable
from dataclasses import dataclass

from faq.models import Anchor, Entry, EntryAlias, ErrorCode


@dataclass(frozen=True, slots=True)
class EntryAddress:
    """The entry behind a key, and whether the key is still its own."""

    entry: Entry
    is_current: bool


def find_entry(key: str) -> EntryAddress | None:
    """Find an entry by its key, or by a former one; drafts are not found."""
    visible = Entry.objects.exclude(status=Entry.Status.DRAFT).select_related(
        "category", "successor"
    )
    if entry := visible.filter(key=key).first():
        return EntryAddress(entry, is_current=True)
    if entry := visible.filter(aliases__key=key).first():
        return EntryAddress(entry, is_current=False)
    return None


def living_successor(entry: Entry) -> Entry | None:
    """What replaces a withdrawn entry today, however often that was itself replaced."""
    seen = {entry.pk}
    successor = entry.successor
    while successor and not successor.is_published and successor.pk not in seen:
        seen.add(successor.pk)
        successor = successor.successor
    return successor if successor and successor.is_published else None


def section_home(entry: Entry, name: str) -> Anchor | None:
    """The anchor under which a section can be read today; None where there is none."""
    anchor = _anchor(entry, name)
    seen = set()
    while anchor and not anchor.is_readable and anchor.pk not in seen:
        seen.add(anchor.pk)
        anchor = anchor.successor
    return anchor if anchor and anchor.is_readable else None


def section_url(entry: Entry, name: str) -> str | None:
    """Address of a section today; the top of the entry for one that is gone without successor.

    None for a name that was never public, and for one that went with its whole entry.
    """
    if home := section_home(entry, name):
        return f"{home.entry.get_absolute_url()}#{home.name}"
    is_known = entry.is_published and _anchor(entry, name)
    return entry.get_absolute_url() if is_known else None


def _anchor(entry: Entry, name: str) -> Anchor | None:
    return (
        Anchor.objects.filter(entry=entry, name=name)
        .select_related("entry", "successor__entry")
        .first()
    )


def lost_sections(entry: Entry, anchors: Iterable[str]) -> list[Anchor]:
    """The public sections of an entry that a text with these anchors would no longer have."""
    return list(entry.anchors.live().exclude(name__in=list(anchors)))


def succeed(anchor: Anchor, successor: Anchor | None) -> None:
    """Say where a lost section can be read; those that led to it lead there at once, too."""
    followers = Anchor.objects.filter(successor=anchor)
    if successor:
        followers = followers.exclude(pk=successor.pk)
    for row in [anchor, *followers]:
        row.successor = successor
        row.save(update_fields=["successor"])


def record_anchors(entry: Entry) -> None:
    """Remember the headings of a published entry; those it no longer has are marked as gone."""
    headings = {heading["anchor"]: heading["title"] for heading in entry.headings}
    known = {anchor.name: anchor for anchor in entry.anchors.all()}
    Anchor.objects.bulk_create(
        Anchor(entry=entry, name=name, title=title)
        for name, title in headings.items()
        if name not in known
    )
    for anchor in known.values():
        is_live, title = anchor.name in headings, headings.get(anchor.name, anchor.title)
        if (anchor.is_live, anchor.title) != (is_live, title):
            anchor.is_live, anchor.title = is_live, title
            anchor.save(update_fields=["is_live", "title"])


def find_code(text: str) -> ErrorCode | Entry | None:
    """Find what a typed code means: its record, or the entry that is named after it.

    `text` is what stands in an address: `550`, `5.1.1`, `555-smtputf8`, `#5.1.1`, `0x800CCC0E`.
    """
    key = text.replace("\0", "").strip().strip("#().:;,").lower()
    if record := ErrorCode.objects.filter(key=key).first():
        return record
    by_alias = EntryAlias.objects.filter(key=key, entry__status=Entry.Status.PUBLISHED)
    if alias := by_alias.select_related("entry").first():
        return alias.entry
    if key.startswith("0x"):
        return Entry.objects.published().filter(key__endswith=f"-{key}").first()
    return None
