"""What exists under a name, and what ever existed: all that the resolver asks.

`DATABASE` answers from what is stored; `content.fixture_links` from records that are not yet.
"""

import re
from typing import Final, Protocol, TypeVar, cast

from django.db.models.expressions import RawSQL

from faq.models import (
    Anchor,
    Category,
    Entry,
    EntryAlias,
    ErrorCode,
    MailProgram,
    Page,
    ProgramWindow,
    ServiceNotice,
    shown_categories,
)
from faq.models.chains import NEAREST_ANCHOR, later_in_chain

Replaced = Entry | ErrorCode | MailProgram | ProgramWindow
Row = TypeVar("Row", bound=Replaced)

AROUND_CODES: Final = "#().:;,"
_CODE_OR_KEY = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")


class Memory(Protocol):
    """Rows by the names they have or had; None for a name that never was public."""

    def entry(self, key: str) -> Entry | None:
        """An entry by its key or a former one, whatever became of it; no draft."""

    def section(self, entry: Entry, name: str) -> Anchor | None:
        """Where a section is read today or, if it is not live, the last that is known of it."""

    def code(self, key: str) -> ErrorCode | Entry | None:
        """A record, or the entry that is named after a code; `key` as `code_key` gives it."""

    def program(self, key: str) -> MailProgram | None:
        """A mail program, also one that is withdrawn."""

    def window(self, key: str) -> ProgramWindow | None:
        """A window of a mail program, also one that is withdrawn."""

    def notice(self, number: int) -> ServiceNotice | None:
        """What was published of a fault or of announced work."""

    def page(self, key: str) -> Page | None:
        """A page at the top level."""

    def category(self, key: str) -> Category | None:
        """A category, also one that is empty."""

    def is_shown(self, category: Category) -> bool:
        """Whether readers find an entry in it today."""

    def once_in(self, category: Category) -> list[Entry]:
        """The entries that were public in a category at some time, whatever became of them."""

    def living_successor(self, row: Row) -> Row | None:
        """What replaces content that is gone, however often that was itself replaced."""


def code_key(text: str) -> str:
    """The key of a code as people type it: `#5.1.1`, `(550)`, `0x800CCC0E`; empty if it is none."""
    key = text.replace("\0", "").strip().strip(AROUND_CODES).lower()
    return key if _CODE_OR_KEY.fullmatch(key) else ""


class DatabaseMemory:
    """The rows as they are stored."""

    def entry(self, key: str) -> Entry | None:
        known = Entry.objects.exclude(status=Entry.Status.DRAFT).order_by()  # both names are unique
        known = known.select_related("category", "successor")
        return next(iter(known.filter(key=key)[:1] or known.filter(aliases__key=key)[:1]), None)

    def section(self, entry: Entry, name: str) -> Anchor | None:
        anchor, seen = _nearest_anchor(entry, name), set()
        while anchor and not anchor.is_live and anchor.successor and anchor.pk not in seen:
            seen.add(anchor.pk)
            anchor = anchor.successor
        return anchor

    def code(self, key: str) -> ErrorCode | Entry | None:
        if record := ErrorCode.objects.filter(key=key).select_related("successor").first():
            return record
        by_alias = EntryAlias.objects.filter(key=key, entry__status=Entry.Status.PUBLISHED)
        if alias := by_alias.select_related("entry").first():
            return alias.entry
        if key.startswith("0x"):
            return Entry.objects.published().filter(key__endswith=f"-{key}").first()
        return None

    def program(self, key: str) -> MailProgram | None:
        return MailProgram.objects.filter(key=key).select_related("successor").first()

    def window(self, key: str) -> ProgramWindow | None:
        return ProgramWindow.objects.filter(key=key).select_related("successor").first()

    def notice(self, number: int) -> ServiceNotice | None:
        return ServiceNotice.objects.published().filter(pk=number).first()

    def page(self, key: str) -> Page | None:
        return Page.objects.filter(key=key).first()

    def category(self, key: str) -> Category | None:
        shown = (category for category in shown_categories() if category.key == key)
        return next(shown, None) or Category.objects.filter(key=key).first()

    def is_shown(self, category: Category) -> bool:
        return category in shown_categories()

    def once_in(self, category: Category) -> list[Entry]:
        records = Entry.history.filter(category_id=category.pk, status=Entry.Status.PUBLISHED)
        known = Entry.objects.exclude(status=Entry.Status.DRAFT)
        known = known.filter(pk__in=records.values("id"))
        return list(known.select_related("category").prefetch_related("aliases"))

    def living_successor(self, row: Row) -> Row | None:
        successor = cast(Row | None, row.successor)
        if successor is None or successor.is_published:
            return successor
        later = later_in_chain(successor)
        published = type(row).objects.published().order_by().in_bulk(later)
        return cast(Row | None, next((published[pk] for pk in later if pk in published), None))


def _nearest_anchor(entry: Entry, name: str) -> Anchor | None:
    """A section of an entry, or of one that it replaces: a browser led on keeps the fragment."""
    known = Anchor.objects.select_related("entry__successor", "successor__entry__successor")
    nearest = RawSQL(NEAREST_ANCHOR, [entry.pk, name])  # noqa: S611  (nothing is put into the text)
    return next(iter(known.filter(pk=nearest).order_by()), None)


DATABASE: Final = DatabaseMemory()
