"""The small tables that every page shows, cached in memory until content changes.

What is cached belongs to one content version, not to a time: all processes of all
machines make it anew after the same change. The page cache knows the number already and announces
it, so a page that is made anew asks for its own content alone; anybody else asks the database.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import Final, Generic, TypeVar

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from faq.models.content import Category, Entry
from faq.models.errorcodes import ErrorCode
from faq.models.feedback import PageView
from faq.models.glossary import GlossaryTerm
from faq.models.house import House
from faq.models.mailprograms import MailProgram
from faq.models.mailservers import MailServer
from faq.models.notices import ServiceNotice
from faq.models.programwindows import ProgramWindow
from faq.models.shownblocks import ShownBlock, blocks_of
from faq.models.version import ContentVersion

Value = TypeVar("Value")

FAVOURITES: Final = 6
READ_WITHIN: Final = timedelta(days=30)

_announced: ContextVar[int | None] = ContextVar("_announced", default=None)


@contextmanager
def content_version(number: int) -> Iterator[None]:
    """Say which content version holds for what is done within."""
    token = _announced.set(number)
    try:
        yield
    finally:
        _announced.reset(token)


def announced_version() -> int | None:
    """The content version that holds here without asking; None where nobody has said it."""
    return _announced.get()


class Cached(Generic[Value]):
    """A function without arguments whose value is cached until content changes."""

    def __init__(self, make: Callable[[], Value]) -> None:
        self.__doc__ = make.__doc__
        self._make = make
        self._last: tuple[int, Value] | None = None

    def __call__(self) -> Value:
        if connection.in_atomic_block:  # what is read may yet be rolled back
            return self._make()
        announced = announced_version()
        version = ContentVersion.current() if announced is None else announced
        last = self._last
        if last is None or last[0] != version:
            last = self._last = (version, self._make())
        return last[1]

    def last(self) -> Value | None:
        """What was made last, of whatever version; nothing is asked."""
        return self._last[1] if self._last else None

    def forget(self) -> None:
        """Make it anew next time, whatever the version: for a database that was exchanged."""
        self._last = None


@Cached
def shown_house() -> House:
    """The details of the house."""
    return House.objects.default()


@Cached
def shown_categories() -> tuple[Category, ...]:
    """The categories that have something to read, each with its `entry_count`."""
    return tuple(Category.objects.with_entry_count())


@Cached
def shown_mail_servers() -> tuple[MailServer, ...]:
    """Every published service with its last check."""
    return tuple(MailServer.objects.published().with_checks())


@Cached
def shown_blocks() -> tuple[ShownBlock, ...]:
    """The blocks with their services, as the tables show them."""
    return blocks_of(MailServer.objects.with_checks())


@Cached
def current_notices() -> tuple[ServiceNotice, ...]:
    """What readers of every page are told now, with services and updates."""
    return tuple(ServiceNotice.objects.current().with_details())


@Cached
def shown_programs() -> tuple[MailProgram, ...]:
    """Every mail program that readers can choose."""
    return tuple(MailProgram.objects.published())


@Cached
def shown_windows() -> tuple[ProgramWindow, ...]:
    """Every window of a mail program that is explained."""
    return tuple(ProgramWindow.objects.published())


@Cached
def glossary_terms() -> tuple[GlossaryTerm, ...]:
    """Every term that staff explain."""
    return tuple(GlossaryTerm.objects.all())


@Cached
def listed_codes() -> tuple[ErrorCode, ...]:
    """The codes of the two tables."""
    return tuple(ErrorCode.objects.listed())


@Cached
def favourite_entries() -> tuple[Entry, ...]:
    """The entries for the start page: those that staff pinned, then those read most of late."""
    since = timezone.localdate() - READ_WITHIN
    paths = PageView.objects.most_read(since, "/faq/", 3 * FAVOURITES)
    read = {path.split("/")[2]: place for place, path in enumerate(paths)}
    wanted = Q(is_pinned=True) | Q(key__in=read)
    entries = list(
        Entry.objects.published()
        .filter(wanted)
        .only("key", "title", "category", "position", "is_pinned")
    )
    pinned = sorted((e for e in entries if e.is_pinned), key=lambda entry: entry.position)
    most_read = sorted((e for e in entries if e.key in read), key=lambda entry: read[entry.key])
    return tuple(dict.fromkeys((*pinned, *most_read)))[:FAVOURITES]
