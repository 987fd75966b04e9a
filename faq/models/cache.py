"""The small tables that every page shows, cached in memory until content changes."""

from datetime import timedelta
from typing import Final

from django.db.models import Q
from django.utils import timezone

from faq.models.brand import DEFAULT, current_brand
from faq.models.cached import Cached
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

FAVOURITES: Final = 6
READ_WITHIN: Final = timedelta(days=30)


@Cached
def shown_house() -> House:
    """The details of the house, or of the brand that answers."""
    return House.objects.shown()


def last_house() -> House:
    """The same as last seen: nothing is asked while the database does not answer."""
    return shown_house.last() or House(key=current_brand() or DEFAULT)


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
    return blocks_of(MailServer.objects.of_brand().with_checks())


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
