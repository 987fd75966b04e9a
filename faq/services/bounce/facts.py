"""What machines are told about a returned message: plain facts, no sentences."""

from typing import Any

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

Facts = dict[str, Any]


def analysed_facts(source: bytes | str) -> Facts:
    """Analyse a message, raw or pasted."""
    return facts(analyse(source))


def facts(report: Report) -> Facts:
    """Return the report as values for JSON; `fault` and `temporary` speak of the first failure."""
    first = report.failures[0]
    return {
        "outcome": report.outcome,
        "is_bounce": report.outcome not in _NO_FAILURE,
        "codes": [_code_facts(code, report.failures) for code in report.codes],
        "fault": _FAULT[first.party],
        "temporary": _TEMPORARY.get(first.permanence),
        "failures": [failure_facts(failure) for failure in report.failures],
    }


def _code_facts(code: Code, failures: tuple[Failure, ...]) -> Facts:
    owner = next((failure for failure in failures if failure.code == code), None)
    return {
        "reply": code.reply,
        "status": code.enhanced,
        "recipient": owner.recipient if owner else None,
        "line": owner.diagnostic if owner else "",
    }


def failure_facts(failure: Failure) -> Facts:
    """The answer for one recipient, with the line that proves it."""
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
