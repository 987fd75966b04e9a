"""Do the links between texts of the site lead anywhere? Asked of fixtures before they are used."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import cast
from urllib.parse import unquote

from faq.markup import render
from faq.models import (
    Anchor,
    Category,
    Entry,
    ErrorCode,
    MailProgram,
    Page,
    ProgramWindow,
    ServiceNotice,
)
from faq.models.placeholders import TOKEN
from faq.models.text import RenderedModel
from faq.models.withdrawable import State
from faq.services.content.fixtures import Fault, Record, is_true, references
from faq.services.content.former_addresses import read_addresses
from faq.services.links.destination import LinkState, destination
from faq.services.links.memory import Row


def dead_links(records: Iterable[Record]) -> Iterator[tuple[Record, str, str]]:
    """Yield every link in a text that leads to none of these records: record, field, link."""
    records = list(records)
    memory = FixtureMemory(records)
    for record in records:
        for name, text in _texts(record):
            for link in render(text).links:
                if not _is_alive(link, record, memory):
                    yield record, name, link


def dead_link_faults(records: Iterable[Record], known: Container[str] = ()) -> list[Fault]:
    """The same as faults of the fixtures, but for those that are known."""
    return [
        record.fault(f"{name}: Der Link {link} führt nirgends hin. Berichtigen Sie ihn.")
        for record, name, link in dead_links(records)
        if link not in known
    ]


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    if issubclass(record.model, RenderedModel):
        for name in record.model.source_fields:
            yield name, str(record.values.get(name, ""))


def _is_alive(link: str, record: Record, memory: "FixtureMemory") -> bool:
    if link.startswith("#") and record.model is Entry:
        return link[1:] in memory.headings[record.name]
    if link.startswith("#"):
        return False
    if TOKEN.fullmatch(unquote(link)):  # a value of the house
        return True
    if destination(link, memory).state is not LinkState.DEAD:
        return True
    is_draft = record.values.get("status") == State.DRAFT
    return is_draft and link in memory.drafts  # whoever publishes it is asked again


class FixtureMemory:
    """The rows of records as they will be: made, but not stored."""

    def __init__(self, records: Iterable[Record]) -> None:
        records = list(records)
        entries = [record for record in records if record.model is Entry]
        self._codes = {r.name: ErrorCode(key=r.name) for r in records if r.model is ErrorCode}
        programs = (record.name for record in records if record.model is MailProgram)
        self._programs = {name: MailProgram(key=name) for name in programs}
        windows = (record.name for record in records if record.model is ProgramWindow)
        self._windows = {name: ProgramWindow(key=name) for name in windows}
        self._pages = {r.name: Page(key=r.name) for r in records if r.model is Page}
        self._categories = {r.name: Category(key=r.name) for r in records if r.model is Category}
        self._entries = {record.name: self._entry_of(record) for record in entries}
        drafts = (row for row in self._entries.values() if row.state is State.DRAFT)
        self.drafts = {row.get_absolute_url() for row in drafts}
        self._former: dict[str, Entry] = {}
        self._once_in: defaultdict[str, list[Entry]] = defaultdict(list)
        self.headings = {record.name: _headings(record) for record in entries}
        self._anchors: dict[str, dict[str, Anchor]] = {}
        for record in entries:
            self._note(record)
        _succeed(records, ErrorCode, self._codes)
        _succeed(records, MailProgram, self._programs)
        _succeed(records, ProgramWindow, self._windows)
        _succeed(records, Entry, self._entries | self._former)
        self._succeed_sections(entries)
        self._replaced: defaultdict[str, list[Entry]] = defaultdict(list)
        for row in self._entries.values():
            if row.successor:
                self._replaced[cast(Entry, row.successor).key].append(row)

    def entry(self, key: str) -> Entry | None:
        found = self._entries.get(key) or self._former.get(key)
        return found if found and found.state is not State.DRAFT else None

    def section(self, entry: Entry, name: str) -> Anchor | None:
        known = (self._anchors[other.key] for other in self._leading_to(entry))
        anchor = next((anchors[name] for anchors in known if name in anchors), None)
        seen: list[Anchor] = []
        while anchor and not anchor.is_live and anchor.successor and anchor not in seen:
            seen.append(anchor)
            anchor = anchor.successor
        return anchor

    def code(self, key: str) -> ErrorCode | Entry | None:
        if record := self._codes.get(key):
            return record
        named = [self._former.get(key)]
        if key.startswith("0x"):
            named += [row for name, row in self._entries.items() if name.endswith(f"-{key}")]
        return next((entry for entry in named if entry and entry.is_published), None)

    def program(self, key: str) -> MailProgram | None:
        return self._programs.get(key)

    def window(self, key: str) -> ProgramWindow | None:
        return self._windows.get(key)

    def notice(self, number: int) -> ServiceNotice | None:
        return ServiceNotice(pk=number)  # notices do not travel with content: nobody can say

    def page(self, key: str) -> Page | None:
        return self._pages.get(key)

    def category(self, key: str) -> Category | None:
        return self._categories.get(key)

    def is_shown(self, category: Category) -> bool:
        return any(row.is_published and row.category == category for row in self._entries.values())

    def once_in(self, category: Category) -> list[Entry]:
        return self._once_in[category.key]

    def living_successor(self, row: Row) -> Row | None:
        seen: list[Row] = []
        later = cast(Row | None, row.successor)
        while later and not later.is_published and later not in seen:
            seen.append(later)
            later = cast(Row | None, later.successor)
        return later if later and later.is_published else None

    def _entry_of(self, record: Record) -> Entry:
        ((category,),) = references(Entry._meta.get_field("category"), record.values["category"])
        row = Entry(key=record.name, status=str(record.values["status"]))
        row.category = self._categories[category]
        return row

    def _note(self, record: Record) -> None:
        """The former names of an entry, where it was, and its sections of today and before."""
        row, addresses = self._entries[record.name], read_addresses(record.values)
        self._former |= dict.fromkeys(addresses.keys, row)
        if row.state is not State.DRAFT:
            for category in (row.category.key, *addresses.categories):
                self._once_in[category].append(row)
        today = self.headings[record.name] if row.is_published else set()
        self._anchors[row.key] = {
            name: Anchor(entry=row, name=name, is_live=name in today)
            for name in (*(section.name for section in addresses.sections), *today)
        }

    def _succeed_sections(self, entries: Iterable[Record]) -> None:
        for record in entries:
            for section in read_addresses(record.values).sections:
                key, _, name = section.successor.partition("#")
                anchor = self._anchors[record.name][section.name]
                anchor.successor = self._anchors.get(key, {}).get(name)

    def _leading_to(self, entry: Entry) -> list[Entry]:
        """An entry and those that it replaces, the nearest first."""
        found = [entry]
        for later in found:
            found += [row for row in self._replaced[later.key] if row not in found]
        return found


def _headings(record: Record) -> set[str]:
    return {heading.anchor for heading in render(str(record.values["body"])).headings}


def _succeed(records: Iterable[Record], model: type[Row], rows: Mapping[str, Row]) -> None:
    """Give each row of a model its state and its successor."""
    for record in records:
        if record.model is not model:
            continue
        row = rows[record.name]
        if isinstance(row, ErrorCode | MailProgram | ProgramWindow):
            row.is_withdrawn = is_true(record, "is_withdrawn")
        for (name,) in references(
            model._meta.get_field("successor"), record.values.get("successor")
        ):
            row.successor = rows.get(name)
