"""What does the site say about a pasted text? One result, of which page, API and desk are made."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.db import DatabaseError

from faq.bounce import Kind, Outcome, Party, Topic, Turn, Understanding, looks_pasted, understand
from faq.models import Explanation, ProgramWindow
from faq.search import Hit, search
from faq.services.bounce.explanations import (
    Answer,
    Line,
    Texts,
    answer_for,
    lines_of,
    shipped_texts,
    texts_for,
)
from faq.services.bounce.own_servers import ServerState, own_hosts, server_state
from faq.services.bounce.program_windows import known_windows, windows_by_key
from faq.services.bounce.ways_on import (
    AskedBack,
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
_FRAUD = "verdaechtige-mail"
_SUMMARY_LENGTH = 400
_HEADINGS = {
    Kind.SERVER_REPORT: "Das bedeutet Ihre Fehlermeldung",
    Kind.PROGRAM_WINDOW: "Das bedeutet die Meldung Ihres Programms",
    Kind.OWN_WORDS: "Das hilft bei Ihrem Problem",
    Kind.NOT_A_FAILURE: "Das ist keine Fehlermeldung",
    Kind.PHISHING: "Vorsicht, Betrug",
}
_SUMMARY = {
    Kind.SERVER_REPORT: "Zurückgekommene E-Mail",
    Kind.PROGRAM_WINDOW: "Meldung eines Mailprogramms",
    Kind.OWN_WORDS: "Beschreibung eines Problems",
    Kind.NOT_A_FAILURE: "Eingefügter Text",
    Kind.PHISHING: "Verdacht auf Betrug",
}
_TURNS = {
    Turn.READER: "Kunde",
    Turn.SUPPORT: "MMcom",
    Turn.RECIPIENT: "Empfänger",
    Turn.WAIT: "niemand, abwarten",
    Turn.NOBODY: "niemand",
    Turn.UNKNOWN: "unklar",
}


@dataclass(frozen=True, slots=True)
class Explained:
    """Everything the site says about one text: page, API, desk and command are made of it.

    ``answers`` explain what a server said, one per recipient; ``windows`` what a program shows;
    ``ways`` lead on, ``hits`` are what the search finds where nothing else is known.
    """

    known: Understanding
    answers: tuple[Answer, ...]
    windows: tuple[ProgramWindow, ...]
    ways: tuple[Way, ...]
    notice: Explanation | None
    asked_back: AskedBack | None
    hits: tuple[Hit, ...]
    state: ServerState | None
    lines: tuple[Line, ...]
    has_more_lines: bool
    has_database: bool

    @property
    def kind(self) -> Kind:
        """What was pasted."""
        return self.known.kind

    @property
    def outcome(self) -> Outcome:
        """What kind of report it is."""
        return self.known.report.outcome

    @property
    def title(self) -> str:
        """The answer in a line."""
        titles = [window.title for window in self.windows]
        titles += [self.notice.title] if self.notice else []
        titles += [answer.advice.title for answer in self.answers]
        return next(iter(titles), self.heading)

    @property
    def heading(self) -> str:
        """What the page is called."""
        if self.kind is Kind.NOT_A_FAILURE and self.notice:
            return self.notice.title
        return _HEADINGS[self.kind]

    @property
    def summary(self) -> str:
        """What support needs to know, as plain text."""
        known = self.known
        first = [_SUMMARY[known.kind], f"Ergebnis: {self.title}"]
        codes = [f"Codes: {', '.join(self.codes)}"] if self.codes else []
        people = [f"Empfänger: {a.failure.recipient}" for a in self.answers if a.failure.recipient]
        said = [f"Meldung: {a.failure.diagnostic}" for a in self.answers if a.failure.diagnostic]
        text = " ".join(known.report.text.split())[:_SUMMARY_LENGTH]
        own = [] if said or known.kind is Kind.SERVER_REPORT else [f"Text: {text}"]
        acts = [f"Am Zug: {_TURNS[known.turn]}"]
        return "\n".join([*first, *codes, *people, *acts, *said, *own])

    @property
    def has_decisive_line(self) -> bool:
        """Whether a line of the message proves the answer."""
        return any(line.is_decisive for line in self.lines)

    @property
    def shows_hits(self) -> bool:
        """Whether the search has to help."""
        return _needs_search(self.known)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of everything that answers, in the order shown."""
        keys = [window.key for window in self.windows]
        for answer in self.answers:
            keys.append(f"cause-{answer.failure.cause}")
            keys += [f"code-{record.key}" for record in answer.records]
        keys += [way.key for way in self.ways]
        for choice in self.asked_back.choices if self.asked_back else ():
            keys += [way.key for way in choice.ways]
        keys += [hit.key for hit in self.hits] + (["search"] if self.shows_hits else [])
        return tuple(dict.fromkeys(keys))

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code that stands in the text: of programs, replies, enhanced codes."""
        said = [part for code in self.known.report.codes for part in (code.reply, code.enhanced)]
        return tuple(dict.fromkeys([*self.known.hexadecimal, *filter(None, said)]))


def looks_like_a_message(query: str) -> bool:
    """Whether a search is really a pasted message, by its look."""
    return looks_pasted(query)


def explain(source: bytes | str, *, ask_database: bool = True) -> Explained:
    """Understand what somebody pasted and find the words for it.

    `ask_database` is false where it is known not to answer: asking would only wait.
    """
    if ask_database:
        try:
            known = _checked(understand(source, own_hosts=own_hosts(), windows=known_windows()))
            return _explained(known, texts_for(known))
        except DatabaseError as error:
            logger.warning("explained without database", extra={"reason": type(error).__name__})
    return _explained(understand(source), shipped_texts())


def _explained(known: Understanding, texts: Texts) -> Explained:
    report = known.report
    failures = report.failures if _has_answers(known) else ()
    answers = tuple(answer_for(known, failure, texts) for failure in failures)
    lines = lines_of(report, answers)
    is_asked = texts.has_database
    return Explained(
        known=known,
        answers=answers,
        windows=tuple(_rows(known.windows)) if is_asked else (),
        ways=_ways(known) if is_asked else (),
        notice=texts.causes[known.notice] if known.notice else None,
        asked_back=asked_back(known.question) if is_asked else None,
        hits=_hits(known) if is_asked else (),
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
        case Kind.SERVER_REPORT | Kind.NOT_A_FAILURE:
            found = list(ways_on(known))
    return tuple({way.key: way for way in found}.values())


def _needs_search(known: Understanding) -> bool:
    if known.kind in (Kind.OWN_WORDS, Kind.PROGRAM_WINDOW):
        return True
    return known.fault is Party.UNKNOWN


def _hits(known: Understanding) -> tuple[Hit, ...]:
    """What the search finds best for the reader's own words; a long text is no question."""
    if not _needs_search(known):
        return ()
    found = search(" ".join(known.report.text.split())[:_QUERY_LENGTH])
    return found.shown[:_MOST_HITS]
