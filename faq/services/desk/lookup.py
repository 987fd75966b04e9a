"""What support staff look for while they answer a ticket: entries, sections, codes, settings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse

from faq.bounce import Outcome, Report
from faq.models import Entry, ErrorCode, current_notices, site_url
from faq.search import Hit, Span, matching_sections, search
from faq.services.bounce.explained import explain
from faq.services.bounce.explained_result import Explained
from faq.services.desk.answers import (
    Answer,
    answer_at,
    code_answer,
    explanation_answer,
    window_answer,
)
from faq.services.desk.customer_message import questions
from faq.services.links.destination import code_destination, destination

MOST_FOUND = 8
"""Answers to choose from, beside their sections: nobody reads more, one types another word."""
WORTH_SUGGESTING = 0.35
"""Suggestions far behind the first one (as a share of its score) are left out."""
WEAK = 0.3
"""What a mere suggestion of the search counts, compared with an answer."""


class Kind(StrEnum):
    ENTRY = "entry"
    SECTION = "section"
    CODE = "code"
    SETTINGS = "settings"
    PAGE = "page"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Found:
    """Something to answer with; `path` is its address on this site, `title` marks what matched."""

    kind: Kind
    path: str
    title: tuple[Span, ...]
    place: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What may answer a customer's message: the analysis' answer to a returned one, and more."""

    answer: Answer | None
    found: list[Found]


def find(text: str) -> list[Found]:
    """Find answers for words, a code, or an address of this site; best first."""
    if answer := answer_at(text.strip()):
        return [_pasted(answer)]
    results = search(text)
    hits = [hit for hit in results.shown if hit.is_answer][:MOST_FOUND]
    found = [Found(Kind.SETTINGS, reverse("faq:mail-setup"), ())] if results.settings else []
    return [*_notices(), *_with_sections(hits, text), *found]


def _notices() -> list[Found]:
    """What half of all tickets ask for while it lasts."""
    return [
        Found(Kind.NOTICE, notice.get_absolute_url(), (Span(notice.title, False),))
        for notice in current_notices()
    ]


def answer_for(path: str) -> Answer | None:
    """The answer behind a path of this site, which may be a former one."""
    return answer_at(f"{site_url()}{path}") if path.startswith("/") else None


def sections_beside(path: str) -> list[Found]:
    """The sections of the entry at a path: where the whole entry is more than a ticket needs."""
    found = destination(path)
    entry = found.row if found.is_alive else None
    if not isinstance(entry, Entry):
        return []
    return [
        _section(entry.key, heading["anchor"], (Span(heading["title"], False),))
        for heading in entry.headings
    ]


def suggest(message: str) -> Suggestions:
    """Find answers for a message: of a customer, of a server, or of a program's window."""
    found = explain(message)
    if _is_returned(found):
        return Suggestions(_explained(found), list(_codes(found.known.report)))
    if found.windows:
        return Suggestions(window_answer(found.windows[0]), _suggested(message))
    return Suggestions(None, _suggested(message))


def _is_returned(found: Explained) -> bool:
    """Whether a server speaks: a customer says „my mailbox is full“, too, but names no code."""
    report = found.known.report
    names_somebody = any(failure.recipient for failure in report.failures)
    return (
        bool(found.answers)
        and report.outcome in (Outcome.FAILED, Outcome.DELAYED)
        and (bool(report.codes) or names_somebody)
    )


def _explained(found: Explained) -> Answer:
    """What the error analysis says of the first failure."""
    first = found.answers[0]
    if isinstance(first.advice, ErrorCode):
        return code_answer(first.advice)
    return explanation_answer(first.advice, first.record)


def _codes(report: Report) -> Iterator[Found]:
    spellings = [text for code in report.codes for text in (code.enhanced, code.reply) if text]
    for text in dict.fromkeys(spellings):
        if code := _code_of(text):
            title = (Span(code.title, False),)
            yield Found(Kind.CODE, code.get_absolute_url(), title, code=code.label)


def _code_of(text: str) -> ErrorCode | None:
    found = code_destination(text)
    return found.row if found.is_alive and isinstance(found.row, ErrorCode) else None


def _suggested(message: str) -> list[Found]:
    """The answers that most of a message's sentences ask for; codes only where they are named."""
    scores: dict[str, float] = {}
    hits: dict[str, Hit] = {}
    for question in questions(message):
        results = search(f"{question} ")
        named = (
            hit for hit in results.shown if hit.is_answer and (not hit.is_code or hit.is_direct)
        )
        for rank, hit in enumerate(named):
            hits.setdefault(hit.url, hit)
            worth = 1.0 if results.hits else WEAK
            scores[hit.url] = scores.get(hit.url, 0.0) + worth / (1 + rank)
    best = sorted(hits.values(), key=lambda hit: -scores[hit.url])[:MOST_FOUND]
    least = WORTH_SUGGESTING * max(scores.values(), default=0.0)
    return [_hit(hit) for hit in best if scores[hit.url] >= least]


def _with_sections(hits: Iterable[Hit], text: str) -> Iterator[Found]:
    hits = list(hits)
    sections = matching_sections(text, [hit.key for hit in hits if hit.is_entry])
    for hit in hits:
        yield _hit(hit)
        for section in sections.get(hit.key, ()):
            yield _section(hit.key, section.anchor, section.title)


def _pasted(answer: Answer) -> Found:
    path = answer.url.removeprefix(site_url())
    return Found(Kind(answer.kind), path, (Span(answer.title, False),))


def _hit(hit: Hit) -> Found:
    kind = Kind(hit.kind) if hit.is_entry or hit.is_code else Kind.PAGE
    return Found(kind, hit.url, hit.title, hit.place, hit.code)


def _section(key: str, anchor: str, title: tuple[Span, ...]) -> Found:
    return Found(Kind.SECTION, reverse("faq:section", args=[key, anchor]), title)
