"""Which words of an entry or code are searched, in which field.

`FIELDS` in `ranking` says how much each field counts. Pure reading: nothing is written here.
"""

import re
from collections.abc import Container
from dataclasses import asdict, dataclass
from itertools import islice

from django.db.models import QuerySet

from faq.analysis import PART, forms, terms
from faq.models import Entry, ErrorCode, MailServer

MOST_TERMS = 20_000
"""Terms of one field that are kept: more than any answer has, less than an engine refuses."""

HEXADECIMAL = re.compile(r"0x[0-9a-f]+")


@dataclass(frozen=True, slots=True)
class Texts:
    """The searched texts of one piece of content, as people wrote them."""

    codes: str
    title: str
    keywords: str
    lead: str
    body: str
    place: str


@dataclass(frozen=True, slots=True)
class Analysed:
    """The same as finished terms, with the folded words they came from."""

    fields: dict[str, str]
    forms: str
    body_length: int


def entry_texts(entry: Entry) -> Texts:
    """Read an entry; the settings table below it is part of its text."""
    servers = list(_shown_services()) if entry.shows_mail_servers else []
    numbers = [*HEXADECIMAL.findall(entry.key), *(str(server.port) for server in servers)]
    return Texts(
        codes=" ".join([*numbers, *sorted({server.host for server in servers})]),
        title=entry.title,
        keywords="\n".join([entry.search_words, *map(_setting_text, servers)]),
        lead=entry.short_answer,
        body=entry.plain_text,
        place=entry.category.title,
    )


def code_texts(code: ErrorCode) -> Texts:
    """Read an error code record."""
    return Texts(
        codes=" ".join(filter(None, (code.reply_code, code.enhanced_code, code.text))),
        title=code.title,
        keywords=code.search_words,
        lead=code.short_answer,
        body=f"{code.plain_text}\n{code.example}",
        place="",
    )


def analyse(texts: Texts, site_words: Container[str]) -> Analysed:
    """Turn texts into terms; ``site_words`` are words that may be parts of compounds."""
    fields = {name: _terms(text, site_words) for name, text in asdict(texts).items()}
    words = dict.fromkeys(form for text in asdict(texts).values() for form in forms(text))
    body_length = sum(term[0] != PART for term in fields["body"].split())
    return Analysed(fields, " ".join(list(words)[:MOST_TERMS]), body_length)


def _terms(text: str, site_words: Container[str]) -> str:
    return " ".join(islice(terms(text, site_words), MOST_TERMS))


def _shown_services() -> QuerySet[MailServer]:
    return MailServer.objects.published().filter(block__on_entry=True).select_related("block")


def _setting_text(server: MailServer) -> str:
    names = (server.get_protocol_display(), server.get_security_display(), server.label)
    block = f"{server.block.label} {server.block.audience}"
    return f"{block} {' '.join(names)} Server {server.host} Port {server.port} {server.url}"
