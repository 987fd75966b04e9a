"""What does the site say about a pasted text? The analysis, the words for it, and ways on."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.db import Error

from faq.bounce import (
    Kind,
    Outcome,
    Party,
    Topic,
    Turn,
    Understanding,
    looks_pasted,
    understand,
)
from faq.models import ProgramWindow
from faq.search import Hit, search
from faq.services.bounce.explained_result import Explained, needs_search
from faq.services.bounce.explanations import (
    Texts,
    answer_for,
    lines_of,
    shipped_texts,
    texts_for,
)
from faq.services.bounce.own_servers import own_hosts, server_state
from faq.services.bounce.program_windows import known_windows, windows_by_key
from faq.services.bounce.ways_on import (
    Way,
    asked_back,
    named_programs,
    places,
    program_ways,
    ways_on,
)

logger = logging.getLogger(__name__)

_SHOWN_LINES = 300
_QUERY_LENGTH = 300
_MOST_HITS = 3
_SENTENCE = 6  # words
_FRAUD = "verdaechtige-mail"
_EVERY_CODE = "fehlercodes"


def explain(source: bytes | str, *, ask_database: bool = True) -> Explained:
    """Understand what somebody pasted and find the words for it.

    `ask_database` is false where it is known not to answer: asking would only wait.
    """
    if ask_database:
        try:
            known = _checked(understand(source, own_hosts=own_hosts(), windows=known_windows()))
            return _explained(known, texts_for(known))
        except Error as error:
            logger.warning("explained without database", extra={"reason": type(error).__name__})
    return _explained(understand(source), shipped_texts())


def explain_search(query: str) -> Explained | None:
    """Explain a search that is really a pasted message; None for what the search itself answers.

    The page of results is kept, so that nothing is said of how our servers are at the moment.
    """
    known = understand(query, own_hosts=own_hosts(), windows=known_windows())
    if not _is_message(known, query):
        return None
    return replace(_explained(known, texts_for(known)), state=None)


def _is_message(known: Understanding, query: str) -> bool:
    """Whether a program, a server or a fraud wrote it, in more words than a typed code has."""
    if known.kind is Kind.OWN_WORDS or len(query.split()) < _SENTENCE:
        return False
    if known.kind is Kind.NOT_A_FAILURE and known.report.outcome is Outcome.ORDINARY_MAIL:
        return False
    return known.is_sure or looks_pasted(query)


def _explained(known: Understanding, texts: Texts) -> Explained:
    report = known.report
    failures = report.failures if _has_answers(known) else ()
    answers = tuple(answer_for(known, failure, texts) for failure in failures)
    lines = lines_of(report, answers)
    is_asked = texts.has_database
    ways = _ways(known) if is_asked else ()
    back = asked_back(known.question) if is_asked else None
    shown = (*ways, *(back.ways if back else ()))
    return Explained(
        known=known,
        answers=answers,
        windows=tuple(_rows(known.windows)) if is_asked else (),
        ways=ways,
        notice=texts.causes[known.notice] if known.notice else None,
        asked_back=back,
        hits=_hits(known, shown) if is_asked else (),
        state=server_state(known.direction) if is_asked and _is_at_us(known) else None,
        lines=lines[:_SHOWN_LINES],
        has_more_lines=len(lines) > _SHOWN_LINES,
        has_database=is_asked,
    )


def _has_answers(known: Understanding) -> bool:
    """Whether a server has said something that needs explaining."""
    if known.kind in (Kind.SERVER_REPORT, Kind.NOT_A_FAILURE):
        return known.kind is Kind.SERVER_REPORT or known.fault is Party.NOBODY
    return bool(known.report.codes) and known.kind is not Kind.PHISHING


def _is_at_us(known: Understanding) -> bool:
    return known.kind is Kind.PROGRAM_WINDOW


def _checked(known: Understanding) -> Understanding:
    """With what the live check says: a server that does not answer is not the reader's fault."""
    if not _is_at_us(known) or known.topic is not Topic.CONNECTION:
        return known
    state = server_state(known.direction)
    if state is None:
        return known
    if state.is_up:
        return replace(known, fault=Party.SENDER, turn=Turn.READER, is_sure=True)
    return replace(known, fault=Party.HOST, turn=Turn.SUPPORT, is_sure=True)


def _rows(keys: Iterable[str]) -> Iterator[ProgramWindow]:
    rows = windows_by_key()
    return (rows[key] for key in keys if key in rows)


def _ways(known: Understanding) -> tuple[Way, ...]:
    match known.kind:
        case Kind.PROGRAM_WINDOW:
            rows = tuple(_rows(known.windows))
            related = [key for row in rows for key in row.related_keys]
            names = " ".join([known.report.text, *(row.programs for row in rows[:1])])
            found = [*places(related), *ways_on(known), *program_ways(names)]
        case Kind.OWN_WORDS:
            found = [*ways_on(known), *named_programs(known.report.text)]
        case Kind.PHISHING:
            found = list(places([_FRAUD]))
        case Kind.SERVER_REPORT:
            found = [*ways_on(known), *places([_EVERY_CODE])]
        case Kind.NOT_A_FAILURE:
            found = list(ways_on(known))
    return tuple({way.key: way for way in found}.values())


def _hits(known: Understanding, above: tuple[Way, ...]) -> tuple[Hit, ...]:
    """What else the search finds for the reader's own words; a long text is no question."""
    if not needs_search(known):
        return ()
    found = search(" ".join(known.report.text.split())[:_QUERY_LENGTH])
    shown = {way.url for way in above}
    return tuple(hit for hit in found.shown if hit.url not in shown)[:_MOST_HITS]
