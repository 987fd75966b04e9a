"""Do the links between texts of the site lead anywhere? Asked of fixtures before they are used."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from faq.markup import Heading, render
from faq.models import Category, Entry, ErrorCode, MailProgram, Page, ProgramWindow
from faq.models.text import RenderedModel
from faq.services.fixtures import Fault, Record

# Pages of the site that belong to no record.
PLACES = frozenset(
    {"/", "/suche/", "/fehlercodes/", "/fehleranalyse/", "/einrichten/", "/einrichten/dns/"}
)
_ENTRY = re.compile(r"^/faq/(?P<key>[^/]+)/(?:(?P<anchor>[^/]+)/)?$")


def dead_links(records: Iterable[Record]) -> list[Fault]:
    """Every link in a text of these records that leads to no page or section of theirs."""
    records = list(records)
    sections = _sections(records)
    pages = PLACES.union(_paths(records))
    return [
        record.fault(f"{name}: dead link {link}")
        for record in records
        for name, text in _texts(record)
        for link in render(text).links
        if not _is_alive(link, pages, sections, own=sections.get(record.name, frozenset()))
    ]


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    if issubclass(record.model, RenderedModel):
        for name in record.model.source_fields:
            yield name, str(record.values.get(name, ""))


def _sections(records: list[Record]) -> dict[str, frozenset[str]]:
    """The anchors of each entry, by its key."""
    return {
        record.name: frozenset(_anchors(render(str(record.values["body"])).headings))
        for record in records
        if record.model is Entry
    }


def _anchors(headings: Iterable[Heading]) -> Iterator[str]:
    return (heading.anchor for heading in headings)


def _paths(records: list[Record]) -> Iterator[str]:
    prefixes = {
        Category: "/",
        Entry: "/faq/",
        ErrorCode: "/fehlercode/",
        MailProgram: "/einrichten/",
        ProgramWindow: "/meldung/",
        Page: "/",
    }
    for record in records:
        if record.model in prefixes:
            yield f"{prefixes[record.model]}{record.name}/"


def _is_alive(
    link: str, pages: frozenset[str], sections: dict[str, frozenset[str]], *, own: frozenset[str]
) -> bool:
    url = urlsplit(link)
    if url.scheme or url.netloc:
        return True  # another site: `check_links --external` asks it
    if not url.path:
        return url.fragment in own
    if match := _ENTRY.match(url.path):
        anchors = sections.get(match["key"])
        return anchors is not None and (match["anchor"] is None or match["anchor"] in anchors)
    return url.path in pages
