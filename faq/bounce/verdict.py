"""What follows from a statement? Cause, permanence, who can act, and how sure that is.

The order of trust: the product's own mark, words that can mean only one thing, the enhanced code,
vaguer words, the step of the dialogue, the reply code.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from faq.bounce import formats
from faq.bounce.certainty import Reader, certainty
from faq.bounce.code_table import (
    enhanced_cause,
    is_generic,
    party,
    permanence,
    reply_cause,
    subject_cause,
)
from faq.bounce.evidence import reason
from faq.bounce.phrases import normal, read_phrases
from faq.bounce.report import Cause, Code, Evidence, Failure, Party, Permanence
from faq.bounce.stages import Stage, stage
from faq.bounce.statements import Statement
from faq.bounce.transcript import Transcript, line_around, squeezed, unquoted
from faq.bounce.wording import hint, server_text, wording

_DIAGNOSTIC_LIMIT = 600
_TEXT_LIMIT = 6_000
_REFUSED_AT = {
    Stage.CONNECT: Cause.SENDER_SERVER_BLOCKED,
    Stage.HELO: Cause.SENDER_SERVER_BLOCKED,
    Stage.MAIL: Cause.SENDER_REJECTED,
}
# Words that many answers share: a registered enhanced code is more precise.
_VAGUE = frozenset(
    {
        Cause.CONTENT_REFUSED,
        Cause.FILTERED,
        Cause.POLICY_REFUSED,
        Cause.PROTOCOL_ERROR,
        Cause.SERVER_ERROR,
    }
)
_ABOUT_AN_ADDRESS = frozenset({Cause.MAILBOX_UNKNOWN, Cause.DOMAIN_UNKNOWN, Cause.NO_MAIL_ACCEPTED})
_OPENING = re.compile(
    r"this (?:is the|message was created|is an automatic|e-?mail is an auto)"
    r"|mail delivery (?:sub)?system|mailer-daemon"
    r"|weitergeleitete nachricht|ursprüngliche nachricht|forwarded message|undeliver"
    r"|delivery (?:to|has|status|failed)"
    r"|your (?:message|mail|e-?mail)|ihre (?:nachricht|e-?mail|mail)|unzustellbar"
    r"|fehler bei der zustellung|hi\. this is"
    r"|sorry|the original message was received|fehlermeldung|betreff: |subject: "
)
_GREETING = 120  # shorter, it is no greeting but the report itself
_OWN_TEXT = 60
_LEAST_LETTERS = 8
_CLOSED_BY_STAGE = frozenset({"550", "551", "553", "554", "571", "521", "421", "450"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A cause, who read it, from which phrase, and the words that say it."""

    cause: Cause
    reader: Reader
    phrase: str = ""
    words: str = ""
    party: Party | None = None

    @property
    def fault(self) -> Party:
        """Whose fault it is: as the words say, else as the cause has it."""
        return self.party or party(self.cause)

    @property
    def is_telling(self) -> bool:
        """Whether the words alone make a text a report; everyday words do not."""
        return self.phrase not in _everyday()


@cache
def _everyday() -> frozenset[str]:
    return frozenset(phrase.text for phrase in read_phrases("everyday"))


def reading(report: Transcript, statement: Statement) -> Reading:
    """Return what the statement says."""
    said = answer(report, statement)
    around = squeezed(report.plain[statement.lead : statement.end])
    if statement.is_bare:
        return text_reading(_human_part(report, statement)) or _by_code(statement.code)
    if statement.is_conclusion:
        said = squeezed(report.plain[statement.lead : statement.start]) or said
    found = _about_whom(report, statement, _by_words(said))
    registered = _by_enhanced(statement.code)
    if found is not None and registered is not None and _is_vaguer(found, registered):
        return registered
    return (
        found
        or registered
        or _by_stage(report, statement)
        or _by_words(around)
        or _by_hint(said, statement.code)
        or _by_code(statement.code)
    )


def _is_vaguer(found: Reading, registered: Reading) -> bool:
    return found.cause in _VAGUE and not found.party and found.cause != registered.cause


def answer(report: Transcript, statement: Statement) -> str:
    """What the server said: behind its code, or before it where nothing stands behind."""
    said = squeezed(report.plain[statement.start : statement.end])
    if statement.code.reply or sum(map(str.isalpha, said)) >= _LEAST_LETTERS:
        return said
    return squeezed(report.plain[statement.lead : statement.end])


def _human_part(report: Transcript, statement: Statement) -> str:
    """What stands before the fields; of several recipients, from this one on."""
    before = report.plain[: statement.start]
    own = before.find((statement.recipient or "\0").lower())
    return before[own:] if own > 0 and len(before) - own > _OWN_TEXT else before


def text_reading(plain: str) -> Reading | None:
    """Return what a text without codes says; a greeting before the report does not count."""
    opening = _OPENING.search(plain)
    if opening is not None and opening.start() > _GREETING:
        found = _by_words(squeezed(plain[opening.start() :][:_TEXT_LIMIT]))
        if found is not None:
            return found
    return _by_words(squeezed(plain[:_TEXT_LIMIT]))


def failure(report: Transcript, statement: Statement, recipient: str | None) -> Failure:
    """Return the answer for one recipient."""
    found = reading(report, statement)
    registered = _by_enhanced(statement.code)
    known = certainty(
        found.reader,
        found.cause,
        found.fault,
        found.words,
        answer(report, statement),
        registered.cause if registered else None,
    )
    start, end = line_around(report.text, statement.start, statement.end)
    return Failure(
        recipient=recipient,
        code=statement.code,
        cause=found.cause,
        permanence=permanence(statement.code, found.cause),
        party=found.fault,
        confidence=known.confidence,
        other=known.other,
        evidence=Evidence(start, end),
        diagnostic=diagnostic(report, start, end),
    )


def diagnostic(report: Transcript, start: int, end: int) -> str:
    """Return the lines on one line, without marks of quoting."""
    return " ".join(unquoted(report.text[start:end]).split())[:_DIAGNOSTIC_LIMIT]


def _by_words(text: str) -> Reading | None:
    mark = formats.mark(text)
    if mark is not None:
        return Reading(mark.cause, Reader.MARK, mark.words, mark.words)
    reasons = reason(text)
    bare = normal(reasons)
    exact = server_text(bare)
    phrase = wording(bare) or (wording(normal(text)) if reasons != text else None)
    if exact and exact.cause is Cause.DELIVERY_EXPIRED and phrase:
        exact = None  # it is the end, what stands before it was the reason
    found = exact or phrase
    if found is None:
        return None
    reader = Reader.SERVER_TEXT if exact else Reader.PHRASE
    return Reading(found.cause, reader, found.phrase, found.words, found.party)


def _about_whom(report: Transcript, statement: Statement, found: Reading | None) -> Reading | None:
    """At MAIL FROM, "unknown" speaks of the sender's address; for now, it is only unavailable."""
    if found is None or found.cause not in _ABOUT_AN_ADDRESS:
        return found
    is_passing = permanence(statement.code, Cause.UNKNOWN) is Permanence.TEMPORARY
    if found.cause is Cause.MAILBOX_UNKNOWN and is_passing and "unavailable" in found.words:
        return replace(found, cause=Cause.MAILBOX_DISABLED)
    if stage(report.plain, statement.start, statement.end) is not Stage.MAIL:
        return found
    return replace(found, cause=Cause.SENDER_REJECTED, party=None)


def _by_enhanced(code: Code) -> Reading | None:
    if code.enhanced is None or is_generic(code.enhanced):
        return None
    cause = enhanced_cause(code.enhanced)
    return Reading(cause, Reader.CODE) if cause else None


def _by_stage(report: Transcript, statement: Statement) -> Reading | None:
    cause = _REFUSED_AT.get(stage(report.plain, statement.start, statement.end))
    if cause is None or statement.code.reply not in _CLOSED_BY_STAGE:
        return None
    return Reading(cause, Reader.STAGE)


def _by_hint(said: str, code: Code) -> Reading | None:
    """Vaguer words; beside a temporary code, "recipient" does not mean that it is unknown."""
    found = hint(normal(said))
    is_temporary = permanence(code, Cause.UNKNOWN) is Permanence.TEMPORARY
    if found is None or (is_temporary and found.cause is Cause.MAILBOX_UNKNOWN):
        return None
    return Reading(found.cause, Reader.HINT, found.phrase, found.words)


def _by_code(code: Code) -> Reading:
    enhanced = enhanced_cause(code.enhanced)
    if enhanced is not None and code.enhanced and not code.enhanced.endswith(".0.0"):
        return Reading(enhanced, Reader.REPLY)
    cause = reply_cause(code.reply) or enhanced or subject_cause(code.enhanced)
    return Reading(cause or Cause.UNKNOWN, Reader.REPLY)
