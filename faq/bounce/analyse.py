"""How does an input become an answer? The pipeline, from top to bottom."""

from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate

from faq.bounce.addresses import recipients
from faq.bounce.certainty import Reader, certainty
from faq.bounce.code_table import party, permanence
from faq.bounce.dsn import recipient_fields
from faq.bounce.message import Message, read
from faq.bounce.outcomes import outcome
from faq.bounce.phrases import normal
from faq.bounce.reply_codes import find
from faq.bounce.report import (
    Cause,
    Code,
    Confidence,
    Evidence,
    Failure,
    Outcome,
    Permanence,
    Report,
)
from faq.bounce.statements import Statement, statements
from faq.bounce.transcript import (
    Transcript,
    hides_report,
    line_around,
    squeezed,
    transcript,
    whole_transcript,
)
from faq.bounce.verdict import Reading, diagnostic, failure, text_reading
from faq.incoming.codes import LONGEST_TYPED, rewritten

_NO_CODE = Code(None, None)
_TEXT_LIMIT = 6_000  # characters in which the kind of message is told
_EVIDENCE_LIMIT = 8_000  # characters in which words without a code are looked for
_SAME_AS_DELAYED = frozenset({Cause.UNKNOWN, Cause.DELIVERY_EXPIRED})
# What a delay is put down to in words that name no reason.
_ONLY_LATE = frozenset({Cause.NETWORK_ERROR, Cause.SERVER_ERROR})
_NO_FAILURE = {
    Outcome.DELIVERED: Cause.DELIVERED,
    Outcome.AUTO_REPLY: Cause.AUTO_REPLY,
    Outcome.SPAM_REPORT: Cause.SPAM_REPORT,
    Outcome.ORDINARY_MAIL: Cause.ORDINARY_MAIL,
}


def analyse(source: bytes | str) -> Report:
    """Return what the returned message means. Total: any input of any size gives a report."""
    message = read(_typed(source))
    return report_of(message, transcript(message.text, message.sections))


def report_of(message: Message, report: Transcript) -> Report:
    """Return what a message means that has been read already."""
    found = _analysed(message, report)
    if not found.codes and hides_report(report):
        hidden = _analysed(message, whole_transcript(message.text))
        return hidden if hidden.codes else found
    return found


def _typed(source: bytes | str) -> bytes | str:
    """One line that somebody typed, its codes as they are known; everything else as it is."""
    if isinstance(source, str) and len(source) <= LONGEST_TYPED and "\n" not in source.strip():
        return rewritten(source)
    return source


def _analysed(message: Message, report: Transcript) -> Report:
    fields = recipient_fields(report)
    said = statements(report, find(report.plain), fields)
    words = None if said else text_reading(report.plain)
    kind = outcome(
        message,
        squeezed(report.plain[:_TEXT_LIMIT]),
        fields,
        has_code=any(not _is_success(s) for s in said),
        has_cause=words is not None and words.is_telling,
    )
    if kind in _NO_FAILURE:
        failures: tuple[Failure, ...] = (no_failure(_NO_FAILURE[kind]),)
    elif failed := tuple(s for s in said if not _is_success(s)):
        said = failed  # recipients that got the message need no answer
        failures = _failures(message, report, said)
    else:
        failures = _failures_by_words(message, report, words or text_reading(report.plain))
    if kind is Outcome.DELAYED:
        failures = tuple(_delayed(failure) for failure in failures)
    return Report(
        outcome=kind,
        failures=failures,
        codes=tuple(
            dict.fromkeys([f.code for f in failures if f.code != _NO_CODE] + [s.code for s in said])
        ),
        text=message.text,
    )


def _is_success(statement: Statement) -> bool:
    return (statement.code.reply or statement.code.enhanced or "").startswith("2")


def no_failure(cause: Cause) -> Failure:
    """Return what stands for a failure where nothing failed."""
    return Failure(
        recipient=None,
        code=_NO_CODE,
        cause=cause,
        permanence=permanence(_NO_CODE, cause),
        party=party(cause),
        confidence=Confidence.HIGH,
        evidence=None,
        diagnostic="",
    )


def _delayed(failure: Failure) -> Failure:
    is_only_late = failure.cause in _ONLY_LATE and failure.code == _NO_CODE
    if failure.cause not in _SAME_AS_DELAYED and not is_only_late:
        return replace(failure, permanence=Permanence.TEMPORARY)
    return replace(
        failure,
        cause=Cause.DELAYED,
        party=party(Cause.DELAYED),
        permanence=Permanence.TEMPORARY,
    )


def _failures(
    message: Message,
    report: Transcript,
    said: tuple[Statement, ...],
) -> tuple[Failure, ...]:
    """One failure per recipient, each from the statement that is nearest and surest."""
    people = _people(message, report)
    if len(people) < 2:
        name = people[0][0] if people else said[0].recipient
        return (failure(report, said[0], name),)
    chosen = []
    for index, (name, position) in enumerate(people):
        until = people[index + 1][1] if index + 1 < len(people) else len(report.plain)
        best = _statement_for(report, said, name, position, until)
        if best is not None:
            chosen.append(failure(report, best, name))
    return tuple(chosen) or (failure(report, said[0], people[0][0]),)


def _statement_for(
    report: Transcript, said: tuple[Statement, ...], name: str, position: int, until: int
) -> Statement | None:
    wanted = name.lower()
    for statement in said:
        if (statement.recipient or "").lower() == wanted:
            return statement
    for statement in said:
        if statement.recipient is None and position <= statement.start < until:
            return statement
    for statement in said:
        if wanted in report.plain[statement.start : statement.end]:
            return statement
    return None


def _people(message: Message, report: Transcript) -> tuple[tuple[str, int], ...]:
    people = recipients(report)
    if not people and message.failed_recipients:
        return tuple((address, 0) for address in message.failed_recipients)
    return people


def _failures_by_words(
    message: Message, report: Transcript, words: Reading | None
) -> tuple[Failure, ...]:
    people: tuple[tuple[str | None, int], ...] = _people(message, report) or ((None, 0),)
    general = words or text_reading(message.subject.lower())
    places = [position for _, position in people]
    return tuple(_failure_by_words(report, *person, places, general) for person in people)


def _failure_by_words(
    report: Transcript,
    name: str | None,
    position: int,
    places: list[int],
    general: Reading | None,
) -> Failure:
    later = [place for place in places if place > position]
    own = report.plain[position : later[0] if later else len(report.plain)] if position else ""
    found = (text_reading(own) if own else None) or general
    cause = found.cause if found else Cause.UNKNOWN
    fault = found.fault if found else party(cause)
    known = certainty(
        found.reader if found else Reader.REPLY,
        cause,
        fault,
        found.words if found else "",
        squeezed(own or report.plain[:_TEXT_LIMIT]),
        None,
    )
    is_phrase = found is not None and found.reader is Reader.PHRASE
    is_most = is_phrase and known.confidence is Confidence.HIGH
    confidence = Confidence.MEDIUM if is_most else known.confidence  # no code bears it out
    span = _span(report, found.words) if found else None
    return Failure(
        recipient=name,
        code=_NO_CODE,
        cause=cause,
        permanence=permanence(_NO_CODE, cause),
        party=fault,
        confidence=confidence,
        evidence=span,
        diagnostic=diagnostic(report, span.start, span.end) if span else "",
    )


def _span(report: Transcript, words: str) -> Evidence | None:
    """The line in which the words stand, or the lines when they are wrapped."""
    start = report.plain.find(words)
    if start >= 0:
        return Evidence(*line_around(report.text, start, start + len(words)))
    lines = _normal_lines(report.plain[:_EVIDENCE_LIMIT])
    place = " ".join(line for line, _ in lines).find(words)
    if place < 0:
        return None
    ends = list(accumulate(len(line) + 1 for line, _ in lines))
    first, last = bisect_right(ends, place), bisect_right(ends, place + len(words) - 1)
    return Evidence(*line_around(report.text, lines[first][1], lines[last][1] + 1))


def _normal_lines(plain: str) -> list[tuple[str, int]]:
    """Every line that is not blank, as phrases are compared, and where it begins."""
    lines = []
    start = 0
    for line in plain.split("\n"):
        if line.strip():
            lines.append((normal(f" {squeezed(line)}").strip(), start))
        start += len(line) + 1
    return lines
