"""What do we tell a reader about each failure? The most specific text that staff have written.

A code's record speaks where the code itself tells the cause; otherwise the text of the cause does.
Without a database the shipped texts speak: the analysis itself needs none.
"""

import logging
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.conf import settings
from django.db import DatabaseError
from django.db.models import Q

from faq.bounce import Cause, Confidence, Failure, Outcome, Report, analyse
from faq.bounce.code_table import enhanced_cause, is_generic
from faq.models import ErrorCode, Explanation

logger = logging.getLogger(__name__)

_SHOWN_LINES = 300


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

    @property
    def code_label(self) -> str:
        """The code as people say it: reply and enhanced code with a blank between."""
        return " ".join(filter(None, (self.failure.code.reply, self.failure.code.enhanced)))

    @property
    def is_unsure(self) -> bool:
        """Whether the page has to say that this is only the nearest reading."""
        is_low = self.failure.confidence is Confidence.LOW
        return is_low and self.failure.cause is not Cause.UNKNOWN  # whose text says so itself


@dataclass(frozen=True, slots=True)
class Explained:
    """The analysis in words: an answer per recipient, and the message with the marked lines."""

    outcome: Outcome
    answers: tuple[Answer, ...]
    lines: tuple[Line, ...]
    has_more_lines: bool
    has_database: bool

    @property
    def has_decisive_line(self) -> bool:
        """Whether a line of the message proves the answer."""
        return any(line.is_decisive for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Texts:
    """Every text that may be needed for one report."""

    codes: dict[str, list[ErrorCode]]
    causes: dict[str, Explanation]
    has_database: bool


def explain(source: bytes | str, *, ask_database: bool = True) -> Explained:
    """Analyse a message, raw or pasted, and find the words for it."""
    report = analyse(source)
    return explain_report(report, ask_database=ask_database)


def explain_report(report: Report, *, ask_database: bool = True) -> Explained:
    """Return the words for a finished analysis.

    `ask_database` is false where it is known not to answer: asking would only wait.
    """
    texts = _texts(report) if ask_database else _shipped_texts()
    answers = tuple(_answer(failure, texts) for failure in report.failures)
    lines = _lines(report, answers)
    return Explained(
        outcome=report.outcome,
        answers=answers,
        lines=lines[:_SHOWN_LINES],
        has_more_lines=len(lines) > _SHOWN_LINES,
        has_database=texts.has_database,
    )


def _texts(report: Report) -> _Texts:
    causes = {failure.cause for failure in report.failures} | {Cause.UNKNOWN}
    try:
        explanations = {row.cause: row for row in Explanation.objects.filter(cause__in=causes)}
        records = _records(report)
    except DatabaseError as error:
        logger.warning("explanations from shipped texts", extra={"reason": type(error).__name__})
        return _shipped_texts()
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


def _answer(failure: Failure, texts: _Texts) -> Answer:
    record = _record(failure, texts)
    cause = texts.causes[failure.cause]
    is_better = record is not None and _says_the_cause(record, failure)
    return Answer(failure, record if record is not None and is_better else cause, record)


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
