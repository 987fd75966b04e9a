"""What do we tell a reader about each failure? The most specific text that staff have written.

A code's record speaks where the code itself tells the cause; otherwise the text of the cause does.
Without a database the shipped texts speak: the analysis itself needs none.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml
from django.conf import settings
from django.db import DatabaseError
from django.db.models import Q

from faq.bounce import (
    Cause,
    Confidence,
    Failure,
    Kind,
    Outcome,
    Party,
    Report,
    Standing,
    Topic,
    Turn,
    Understanding,
    understand,
)
from faq.bounce.registry import enhanced_cause, is_generic
from faq.bounce.turns import turn
from faq.models import ErrorCode, Explanation, ProgramWindow
from faq.search.service import Hit, search
from faq.services.own_servers import ServerState, own_hosts, server_state
from faq.services.ways_on import (
    AskedBack,
    Way,
    asked_back,
    named_programs,
    places,
    program_ways,
    ways_on,
)
from faq.services.windows import known_windows, windows_by_key

logger = logging.getLogger(__name__)

_SHOWN_LINES = 300
_QUERY_LENGTH = 300
_MOST_HITS = 3
_FRAUD = "verdaechtige-mail"
_SUMMARY_LENGTH = 400
_HEADING_UNKNOWN = "Diese Meldung kennen wir nicht"
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
    Turn.READER: "Absender",
    Turn.SUPPORT: "MMcom",
    Turn.RECIPIENT: "Empfänger",
    Turn.WAIT: "niemand, abwarten",
    Turn.NOBODY: "niemand",
    Turn.UNKNOWN: "unklar",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the reader's message."""

    text: str
    is_decisive: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One failure with the text that explains it, and the record of its code if there is one."""

    failure: Failure
    advice: ErrorCode | Explanation
    record: ErrorCode | None
    turn: Turn
    standing: Standing
    records: tuple[ErrorCode, ...] = ()
    other: Explanation | None = None

    @property
    def shown_permanence(self) -> str:
        """Nothing where the cause is not known: then nobody can say how long it lasts."""
        return "" if self.failure.cause is Cause.UNKNOWN else self.failure.permanence

    @property
    def glosses_code(self) -> bool:
        """Whether the title of the code's record says the same as the diagnosis."""
        return self.record is not None and _says_the_cause(self.record, self.failure)

    @property
    def code_label(self) -> str:
        """The code as people say it: reply and enhanced code with a blank between."""
        return " ".join(filter(None, (self.failure.code.reply, self.failure.code.enhanced)))

    @property
    def is_unsure(self) -> bool:
        """Whether the page has to say that this is only the nearest reading."""
        is_low = self.failure.confidence is Confidence.LOW
        return (is_low or self.other is not None) and self.failure.cause is not Cause.UNKNOWN  # whose text says so itself


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
        advice = next(iter(self.windows), None) or self.notice
        if advice is None and self.answers:
            advice = self.answers[0].advice
        return advice.title if advice else self.heading

    @property
    def heading(self) -> str:
        """What the page is called."""
        if self.kind is Kind.NOT_A_FAILURE and self.notice:
            return _HEADING_UNKNOWN
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


@dataclass(frozen=True, slots=True)
class _Texts:
    """Every text that may be needed for one report."""

    codes: dict[str, list[ErrorCode]]
    causes: dict[str, Explanation]
    has_database: bool


def explain(source: bytes | str, *, ask_database: bool = True) -> Explained:
    """Understand what somebody pasted and find the words for it.

    `ask_database` is false where it is known not to answer: asking would only wait.
    """
    if ask_database:
        try:
            known = _checked(understand(source, own_hosts=own_hosts(), windows=known_windows()))
            return _explained(known, _texts(known))
        except DatabaseError as error:
            logger.warning("explained without database", extra={"reason": type(error).__name__})
    return _explained(understand(source), _shipped_texts())


def _explained(known: Understanding, texts: _Texts) -> Explained:
    report = known.report
    answers = tuple(_answer(known, f, texts) for f in report.failures) if _has_answers(known) else ()
    lines = _lines(report, answers)
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
            related = [key for row in _rows(known.windows) for key in row.related_keys]
            found = [*places(related), *ways_on(known), *program_ways(known.report.text)]
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
    return (found.hits or found.weak)[:_MOST_HITS]


def _texts(known: Understanding) -> _Texts:
    report = known.report
    causes = {failure.cause for failure in report.failures} | {Cause.UNKNOWN}
    causes |= {failure.other for failure in report.failures if failure.other}
    causes |= {known.notice} if known.notice else set()
    explanations = {row.cause: row for row in Explanation.objects.filter(cause__in=causes)}
    records = _records(report)
    for cause in causes - explanations.keys():
        explanations[cause] = shipped_explanations()[cause]
    return _Texts(codes=records, causes=explanations, has_database=True)


def _shipped_texts() -> _Texts:
    return _Texts(codes={}, causes=dict(shipped_explanations()), has_database=False)


def _records(report: Report) -> dict[str, list[ErrorCode]]:
    """The records of all codes in the report, by code; those told by a text come first."""
    codes = [failure.code for failure in report.failures]
    enhanced = [code.enhanced for code in codes if code.enhanced]
    replies = [code.reply for code in codes if code.reply]
    if not enhanced and not replies:
        return {}
    wanted = Q(enhanced_code__in=enhanced) | Q(enhanced_code="", reply_code__in=replies)
    found: dict[str, list[ErrorCode]] = {}
    for record in ErrorCode.objects.published().filter(wanted).order_by("-text", "key"):
        found.setdefault(record.code, []).append(record)
    return found


def _answer(known: Understanding, failure: Failure, texts: _Texts) -> Answer:
    record = _record(failure, texts)
    cause = texts.causes[failure.cause]
    is_better = record is not None and _says_the_cause(record, failure)
    advice = record if record is not None and is_better else cause
    is_first = failure is known.report.failures[0]
    return Answer(
        failure=failure,
        advice=advice,
        record=record,
        turn=known.turn if is_first else turn(failure.cause, failure.party, known.standing),
        standing=known.standing,
        records=_all_records(failure, record, texts),
        other=texts.causes[failure.other] if failure.other else None,
    )


def _all_records(
    failure: Failure, record: ErrorCode | None, texts: _Texts
) -> tuple[ErrorCode, ...]:
    """The records of both codes, the most specific first."""
    plain = [
        row
        for code in (failure.code.enhanced, failure.code.reply)
        for row in texts.codes.get(code or "", [])
        if not row.text
    ]
    return tuple(dict.fromkeys([record, *plain] if record else plain))


def _record(failure: Failure, texts: _Texts) -> ErrorCode | None:
    """The most specific record: enhanced code with text, enhanced code, reply with text, reply."""
    said = failure.diagnostic.lower()
    for code in (failure.code.enhanced, failure.code.reply):
        for record in texts.codes.get(code or "", []):
            if not record.text or record.text.lower() in said:
                return record
    return None


def _says_the_cause(record: ErrorCode, failure: Failure) -> bool:
    """Whether the code alone tells what happened; 5.7.1 or 550 mean too many things."""
    if record.text:
        return True
    if failure.cause is Cause.UNKNOWN or failure.confidence is Confidence.LOW:
        return True
    enhanced = record.enhanced_code
    return bool(enhanced) and not is_generic(enhanced) and enhanced_cause(enhanced) == failure.cause


def _lines(report: Report, answers: tuple[Answer, ...]) -> tuple[Line, ...]:
    """The message line by line; the last line of each evidence carries the answer's title."""
    lines = []
    start = 0
    for text in report.text.split("\n"):
        end = start + len(text)
        spans = [(a.failure.evidence, a.advice.title) for a in answers if a.failure.evidence]
        is_decisive = any(start < span.end and end > span.start for span, _ in spans)
        notes = dict.fromkeys(title for span, title in spans if start < span.end <= end)
        lines.append(Line(text, is_decisive, " · ".join(notes)))
        start = end + 1
    return tuple(lines)


@cache
def shipped_explanations() -> dict[str, Explanation]:
    """The explanations as they are shipped, rendered but not saved; by cause."""
    path = Path(settings.FIXTURE_DIRS[0]) / "explanations.yaml"
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    explanations = {}
    for row in rows:
        explanation = Explanation(**row["fields"])
        explanation.render_text()
        explanations[explanation.cause] = explanation
    return explanations
