"""Where an address of an entry, a section, a category or a code leads today."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar, cast

from django.db import transaction
from django.db.models.expressions import RawSQL

from faq.models import Anchor, Category, Entry, EntryAlias, ErrorCode, MailProgram, ProgramWindow
from faq.models.chains import NEAREST_ANCHOR, later_in_chain

Row = TypeVar("Row", bound=Entry | ErrorCode | MailProgram | ProgramWindow)


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
    unordered = visible.order_by()  # both names are unique
    if entry := unordered.filter(key=key)[:1]:
        return EntryAddress(entry[0], is_current=True)
    if entry := unordered.filter(aliases__key=key)[:1]:
        return EntryAddress(entry[0], is_current=False)
    return None


def home_of(entry: Entry) -> Entry | None:
    """Where the text of an entry is read today: there, or in the entry that took it up.

    None for a withdrawn entry: what replaces it is another text.
    """
    if entry.is_published:
        return entry
    return living_successor(entry) if entry.is_merged else None


def living_successor(row: Row) -> Row | None:
    """What replaces content that is gone, however often that was itself replaced."""
    successor = cast(Row | None, row.successor)
    if successor is None or successor.is_published:
        return successor
    later = later_in_chain(successor)
    published = type(row).objects.published().order_by().in_bulk(later)
    return cast(Row | None, next((published[pk] for pk in later if pk in published), None))


def section_home(entry: Entry, name: str) -> Anchor | None:
    """The anchor under which a section can be read today; None where there is none."""
    *_, last = [None, *_trail(entry, name)]
    return last if last and last.is_live else None


def section_url(entry: Entry, name: str) -> str | None:
    """Address of a section today; for one that is gone, the top of what took its place.

    None for a name that was never public, and for one that went with its withdrawn entry.
    """
    *_, last = [None, *_trail(entry, name)]
    if last and last.is_live:
        return f"{last.entry.get_absolute_url()}#{last.name}"
    if last and last.entry != entry:
        home = home_of(last.entry) or living_successor(last.entry) or home_of(entry)
    else:
        home = home_of(entry)
    return home.get_absolute_url() if home and (last or home != entry) else None


def _trail(entry: Entry, name: str) -> Iterator[Anchor]:
    """A section and its successors one after the other, up to the first that can be read."""
    anchor = _find_anchor(entry, name)
    seen = set()
    while anchor and anchor.pk not in seen:
        yield anchor
        seen.add(anchor.pk)
        anchor = None if anchor.is_live else anchor.successor


def _find_anchor(entry: Entry, name: str) -> Anchor | None:
    """A section of an entry, or of one that it replaces: a browser led on keeps the fragment."""
    known = Anchor.objects.select_related("entry__successor", "successor__entry__successor")
    nearest = RawSQL(NEAREST_ANCHOR, [entry.pk, name])  # noqa: S611  (nothing is put into the text)
    return next(iter(known.filter(pk=nearest).order_by()), None)


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


def once_in(category: Category) -> list[Entry]:
    """The entries that were public in a category at some time, whatever became of them."""
    records = Entry.history.filter(category_id=category.pk, status=Entry.Status.PUBLISHED)
    known = Entry.objects.exclude(status=Entry.Status.DRAFT).filter(pk__in=records.values("id"))
    return list(known.select_related("category").prefetch_related("aliases"))


def find_code(text: str) -> ErrorCode | Entry | None:
    """Find what a typed code means: its record, or the entry that is named after it.

    `text` is what stands in an address: `550`, `5.1.1`, `555-smtputf8`, `#5.1.1`, `0x800CCC0E`.
    A withdrawn record is found, too: its address says what replaces it.
    """
    key = text.replace("\0", "").strip().strip("#().:;,").lower()
    if record := ErrorCode.objects.filter(key=key).select_related("successor").first():
        return record
    by_alias = EntryAlias.objects.filter(key=key, entry__status=Entry.Status.PUBLISHED)
    if alias := by_alias.select_related("entry").first():
        return alias.entry
    if key.startswith("0x"):
        return Entry.objects.published().filter(key__endswith=f"-{key}").first()
    return None
