"""What readers can find: each kind of content says which rows, and what is searched of each.

A further kind of content is one more line in `SOURCES`; the index, the suggestions, the API and
the desk follow.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Prefetch, QuerySet
from django.urls import reverse

from faq.models import Category, Entry, ErrorCode, MailProgram, MailServer, Page, ProgramWindow
from faq.models.placeholders import without_values
from faq.search.tools import TOOLS, Tool

ENTRY, CODE, PROGRAM, TOOL, PAGE, PLACE = "entry", "code", "program", "tool", "page", "place"
WINDOW = "window"
CODES = "fehlercodes"
"""Name of the error codes as a filter, beside the keys of the categories."""
WINDOWS = ("meldungen", "Meldungen von Mailprogrammen")
SETUP, SITE = ("einrichten", "Mailprogramm einrichten"), ("website", "Diese Website")

TOOL_PREFIX = "tool-"
PARTNER = "~"
"""Marks a code that a record only stands for as the reply that servers write with it."""

_HEXADECIMAL = re.compile(r"0x[0-9a-f]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """What is searched and shown of one piece of content, as people wrote it.

    `key` names it everywhere. `codes` are the typed codes that it answers: each a code and, where
    it holds only with certain words, these. Of the texts, `WEIGHED` says how much each counts.
    """

    key: str
    kind: str
    title: str
    url: str
    place_key: str
    place: str
    lead: str
    text: str
    body: str = ""
    keywords: str = ""
    label: str = ""
    numbers: str = ""
    codes: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    is_rare: bool = False
    shows_servers: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of content: its public rows, the key of their documents, and how to read one."""

    model: type[Model]
    public: Callable[[], QuerySet[Any]]
    prefix: str
    read: Callable[[Any], Answer]

    def key(self, row: Any) -> str:
        return f"{self.prefix}{row.key}"


def source_of(model: type[Model]) -> Source | None:
    """Where content of this model is described; None where nobody searches it."""
    return next((source for source in SOURCES if source.model is model), None)


def answers() -> Iterator[Answer]:
    """Yield everything that readers can find."""
    for source in SOURCES:
        yield from map(source.read, source.public())
    yield from map(read_tool, TOOLS)


def row_count() -> int:
    """How many of them are rows of content."""
    return sum(source.public().count() for source in SOURCES)


def read_entry(entry: Entry) -> Answer:
    """An entry; the settings table below it is part of its text."""
    servers = list(_shown_services()) if entry.shows_mail_servers else []
    hexadecimal = _HEXADECIMAL.findall(entry.key)
    numbers = [*hexadecimal, *(str(server.port) for server in servers)]
    return Answer(
        key=entry.key,
        kind=ENTRY,
        title=entry.title,
        url=entry.get_absolute_url(),
        place_key=entry.category.key,
        place=entry.category.title,
        lead=entry.short_answer,
        text=entry.plain_text,
        body=entry.plain_text,
        keywords="\n".join([entry.search_words, *map(_setting, servers)]),
        numbers=" ".join([*numbers, *sorted({server.host for server in servers})]),
        codes=tuple(hexadecimal),
        headings=tuple(heading["title"] for heading in entry.headings),
        shows_servers=entry.shows_mail_servers,
    )


def read_code(code: ErrorCode) -> Answer:
    """An error code. A listed one stands for the enhanced codes that its example shows with it."""
    own = f"{code.code} {code.text.lower()}".strip()
    naming: list[ErrorCode] = list(code.errorcode_set.all()) if code.is_listed else []
    partners = [
        PARTNER + other.enhanced_code
        for other in naming
        if other.enhanced_code and _shows(code.example, other.enhanced_code)
    ]
    return Answer(
        key=f"code-{code.key}",
        kind=CODE,
        title=code.title,
        url=code.get_absolute_url(),
        place_key=CODES,
        place=str(ErrorCode._meta.verbose_name_plural),
        lead=code.short_answer,
        text=code.plain_text,
        body=f"{code.plain_text}\n{code.example}",
        keywords=code.search_words,
        label=code.label,
        numbers=" ".join(filter(None, (code.reply_code, code.enhanced_code, code.text))),
        codes=(own, *partners),
        is_rare=not code.is_listed,
    )


def read_program(program: MailProgram) -> Answer:
    """A guide to a mail program."""
    steps = without_values(program.plain_text)
    return Answer(
        key=f"program-{program.key}",
        kind=PROGRAM,
        title=f"{program.name} einrichten",
        url=program.get_absolute_url(),
        place_key=SETUP[0],
        place=SETUP[1],
        lead=f"{program.lead} {program.platform}",
        text=f"{program.lead}\n{steps}",
        body=steps,
        keywords=program.search_words,
    )


def read_window(window: ProgramWindow) -> Answer:
    """A window of a mail program, found by its codes and its wordings."""
    codes, text = window.codes.split(), without_values(window.plain_text)
    return Answer(
        key=f"meldung-{window.key}",
        kind=WINDOW,
        title=window.title,
        url=window.get_absolute_url(),
        place_key=WINDOWS[0],
        place=WINDOWS[1],
        lead=f"{window.short_answer} {window.programs}",
        text=text,
        body=f"{text}\n{window.wordings.replace('*', ' ')}",
        keywords=window.search_words,
        numbers=" ".join(codes),
        codes=tuple(code.lower() for code in codes),
    )


def read_page(page: Page) -> Answer:
    """A page that the law asks for."""
    return Answer(
        key=f"page-{page.key}",
        kind=PAGE,
        title=page.title,
        url=page.get_absolute_url(),
        place_key=SITE[0],
        place=SITE[1],
        lead="",
        text=page.plain_text,
        body=page.plain_text,
    )


def read_category(category: Category) -> Answer:
    """A category: the list of its questions."""
    return Answer(
        key=f"category-{category.key}",
        kind=PLACE,
        title=category.title,
        url=category.get_absolute_url(),
        place_key=SITE[0],
        place=SITE[1],
        lead=category.lead,
        text=category.lead,
    )


def read_tool(tool: Tool) -> Answer:
    """A page that does something: it belongs to no row."""
    return Answer(
        key=f"{TOOL_PREFIX}{tool.name}",
        kind=PLACE if tool.is_place else TOOL,
        title=tool.title,
        url=reverse(tool.view),
        place_key=SITE[0],
        place=SITE[1],
        lead=tool.lead,
        text=tool.lead,
        keywords="\n".join(tool.search_words),
    )


SOURCES = (
    Source(Entry, lambda: Entry.objects.published().select_related("category"), "", read_entry),
    Source(
        ErrorCode,
        lambda: ErrorCode.objects.published().prefetch_related(
            Prefetch("errorcode_set", ErrorCode.objects.only("enhanced_code"))
        ),
        "code-",
        read_code,
    ),
    Source(MailProgram, lambda: MailProgram.objects.published(), "program-", read_program),
    Source(ProgramWindow, lambda: ProgramWindow.objects.published(), "meldung-", read_window),
    Source(Category, lambda: Category.objects.with_entry_count(), "category-", read_category),
    Source(Page, lambda: Page.objects.all(), "page-", read_page),
)


def _shown_services() -> QuerySet[MailServer]:
    return MailServer.objects.published().filter(block__on_entry=True).select_related("block")


def _setting(server: MailServer) -> str:
    names = (server.get_protocol_display(), server.get_security_display(), server.label)
    block = f"{server.block.label} {server.block.audience}"
    return f"{block} {' '.join(names)} Server {server.host} Port {server.port} {server.url}"


def _shows(example: str, code: str) -> bool:
    return re.search(rf"(^|[^0-9.]){re.escape(code)}([^0-9.]|$)", example) is not None
