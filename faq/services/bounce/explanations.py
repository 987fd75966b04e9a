"""What do we tell a reader about each failure? The most specific text that staff have written.

A code's record speaks where the code itself tells the cause; otherwise the text of the cause does.
Without a database the shipped texts speak: the analysis itself needs none.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db.models import Q

from faq.bounce import (
    Cause,
    Confidence,
    Failure,
    Kind,
    Party,
    Permanence,
    Report,
    Standing,
    Turn,
    Understanding,
)
from faq.bounce.code_table import enhanced_cause, is_generic, reply_cause
from faq.bounce.turns import turn
from faq.bounce.typing_errors import ABOUT_THE_ADDRESS, likely_address
from faq.incoming import EXAMPLE_ADDRESS
from faq.models import (
    ErrorCode,
    Explanation,
    House,
    MailServer,
    current_brand,
    last_house,
    shown_mail_servers,
)
from faq.models.placeholders import Values, values_of


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
    fault: Party
    turn: Turn
    standing: Standing
    is_sure: bool
    records: tuple[ErrorCode, ...] = ()
    other: Explanation | None = None
    likely_address: str | None = None

    @property
    def recipient(self) -> str | None:
        """Whom the message was for; nobody where only the example stands in its place."""
        recipient = self.failure.recipient
        return None if recipient == EXAMPLE_ADDRESS else recipient

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
        if self.failure.cause is Cause.UNKNOWN:  # whose own text says so, that of a code does not
            return self.advice is self.record
        is_doubted = self.failure.confidence is Confidence.LOW or self.other is not None
        return is_doubted or not self.is_sure


@dataclass(frozen=True, slots=True)
class Texts:
    """Every text that may be needed for one report."""

    codes: dict[str, list[ErrorCode]]
    causes: dict[str, Explanation]
    has_database: bool


def texts_for(known: Understanding) -> Texts:
    """Every text for what is known, from the database; Error where it does not answer."""
    report = known.report
    causes = {failure.cause for failure in report.failures} | {Cause.UNKNOWN}
    causes |= {failure.other for failure in report.failures if failure.other}
    causes |= {known.notice} if known.notice else set()
    causes |= {Cause.DELIVERY_EXPIRED} if known.standing is Standing.RETURNED else set()
    explanations = {row.cause: row for row in Explanation.objects.filter(cause__in=causes)}
    records = _records(report)
    for cause in causes - explanations.keys():
        explanations[cause] = shipped_explanations()[cause]
    return Texts(codes=records, causes=explanations, has_database=True)


def shipped_texts() -> Texts:
    """The texts as they are shipped, with what is last known of a brand that answers."""
    causes = _brand_explanations() if current_brand() else shipped_explanations()
    return Texts(codes={}, causes=dict(causes), has_database=False)


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


def answer_for(known: Understanding, failure: Failure, texts: Texts) -> Answer:
    """The text for one failure."""
    record = _record(failure, texts)
    is_first = failure is known.report.failures[0]
    return Answer(
        failure=failure,
        advice=_advice(known, failure, record, texts),
        record=record,
        fault=known.fault if is_first else failure.party,
        turn=known.turn if is_first else turn(failure.cause, failure.party, known.standing),
        standing=known.standing,
        is_sure=known.is_sure or not is_first or known.kind is not Kind.SERVER_REPORT,
        records=_all_records(failure, record, texts),
        other=texts.causes[failure.other] if failure.other else None,
        likely_address=_likely_address(known.report, failure),
    )


def _advice(
    known: Understanding, failure: Failure, record: ErrorCode | None, texts: Texts
) -> ErrorCode | Explanation:
    """What to tell: a code that says "later" no longer holds when the message has come back."""
    if known.standing is Standing.RETURNED and failure.permanence is Permanence.TEMPORARY:
        is_waiting = turn(failure.cause, failure.party, Standing.TRYING) is Turn.WAIT
        return texts.causes[Cause.DELIVERY_EXPIRED if is_waiting else failure.cause]
    if record is not None and _says_the_cause(record, failure):
        return record
    return texts.causes[failure.cause]


def _likely_address(report: Report, failure: Failure) -> str | None:
    if failure.cause not in ABOUT_THE_ADDRESS:
        return None
    return likely_address(failure.recipient, report.text)


def _all_records(failure: Failure, record: ErrorCode | None, texts: Texts) -> tuple[ErrorCode, ...]:
    """The records of both codes, the most specific first."""
    plain = [
        row
        for code in (failure.code.enhanced, failure.code.reply)
        for row in texts.codes.get(code or "", [])
        if not row.text
    ]
    return tuple(dict.fromkeys([record, *plain] if record else plain))


def _record(failure: Failure, texts: Texts) -> ErrorCode | None:
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
    if failure.cause is Cause.UNKNOWN:
        return True
    enhanced = record.enhanced_code
    if failure.confidence is Confidence.LOW and not enhanced:
        return reply_cause(record.reply_code) is failure.cause
    return bool(enhanced) and not is_generic(enhanced) and enhanced_cause(enhanced) == failure.cause


def lines_of(report: Report, answers: tuple[Answer, ...]) -> tuple[Line, ...]:
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


def _shipped(name: str) -> list[dict[str, dict[str, Any]]]:
    path = Path(settings.FIXTURE_DIRS[0]) / f"{name}.yaml"
    return list(yaml.safe_load(path.read_text(encoding="utf-8")))


@cache
def shipped_explanations() -> dict[str, Explanation]:
    """The explanations as they are shipped, rendered but not saved; by cause."""
    (house,) = (row["fields"] for row in _shipped("houses"))
    servers = [
        MailServer(**{name: value for name, value in row["fields"].items() if name != "block"})
        for row in _shipped("mail_servers")
    ]
    return _filled_explanations(values_of(House(**house), servers))


def _brand_explanations() -> dict[str, Explanation]:
    return _filled_explanations(values_of(last_house(), shown_mail_servers.last() or ()))


def _filled_explanations(known: Values) -> dict[str, Explanation]:
    explanations = {}
    for row in _shipped("explanations"):
        # Filled here: a token left to the model would ask the database that is away.
        filled = {name: known.fill(value) if isinstance(value, str) else value
                  for name, value in row["fields"].items()}  # fmt: skip
        explanation = Explanation(**filled)
        explanation.render_text()
        explanations[explanation.cause] = explanation
    return explanations
