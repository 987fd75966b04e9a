"""What machines are told about a returned message: plain facts, no sentences."""

from typing import TypedDict

from faq.bounce import Code, Failure, Outcome, Party, Permanence, Report, analyse

_NO_FAILURE = frozenset(
    {Outcome.DELIVERED, Outcome.AUTO_REPLY, Outcome.SPAM_REPORT, Outcome.ORDINARY_MAIL}
)
# Ticket systems ask whose fault it is, not which of two servers.
_FAULT = {
    Party.SENDER: "sender",
    Party.RECIPIENT: "recipient",
    Party.HOST: "server",
    Party.RECIPIENT_HOST: "server",
    Party.NETWORK: "sender",
    Party.NOBODY: "none",
    Party.UNKNOWN: "unknown",
}
_TEMPORARY = {Permanence.TEMPORARY: True, Permanence.PERMANENT: False}


class CodeFacts(TypedDict):
    """One code as it stands in the text, with the line that proves it."""

    reply: str | None
    status: str | None
    recipient: str | None
    line: str


class FailureFacts(TypedDict):
    """The answer for one recipient."""

    recipient: str | None
    reply: str | None
    status: str | None
    cause: str
    party: str
    permanence: str
    confidence: str
    line: str


class BounceFacts(TypedDict):
    """Everything about one message; ``fault`` and ``temporary`` speak of the first failure."""

    outcome: str
    is_bounce: bool
    codes: list[CodeFacts]
    fault: str
    temporary: bool | None
    failures: list[FailureFacts]


def analysed_facts(source: bytes | str) -> BounceFacts:
    """Analyse a message, raw or pasted."""
    return facts(analyse(source))


def facts(report: Report) -> BounceFacts:
    """Return the report as values for JSON."""
    first = report.failures[0]
    return {
        "outcome": report.outcome,
        "is_bounce": report.outcome not in _NO_FAILURE,
        "codes": [_code_facts(code, report.failures) for code in report.codes],
        "fault": _FAULT[first.party],
        "temporary": _TEMPORARY.get(first.permanence),
        "failures": [_failure_facts(failure) for failure in report.failures],
    }


def _code_facts(code: Code, failures: tuple[Failure, ...]) -> CodeFacts:
    owner = next((failure for failure in failures if failure.code == code), None)
    return {
        "reply": code.reply,
        "status": code.enhanced,
        "recipient": owner.recipient if owner else None,
        "line": owner.diagnostic if owner else "",
    }


def _failure_facts(failure: Failure) -> FailureFacts:
    return {
        "recipient": failure.recipient,
        "reply": failure.code.reply,
        "status": failure.code.enhanced,
        "cause": failure.cause,
        "party": failure.party,
        "permanence": failure.permanence,
        "confidence": failure.confidence,
        "line": failure.diagnostic,
    }
