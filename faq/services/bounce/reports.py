"""What ticket systems are told about a returned message: the facts, and the text for the customer.

Described for clients in ``faq/openapi.yaml``.
"""

from typing import TypedDict

from django.conf import settings

from faq.bounce import analyse
from faq.services.bounce.explanations import Answer, explain_report
from faq.services.bounce.facts import FailureFacts, facts


class Explanation(TypedDict):
    """The text for one failure; ``url`` leads to the code's page where there is one."""

    title: str
    text: str
    url: str | None


class ExplainedFailure(FailureFacts):
    """A failure with its text."""

    explanation: Explanation


class BounceDocument(TypedDict):
    """The answer to one message; the first failure is the most important one."""

    outcome: str
    is_bounce: bool
    fault: str
    temporary: bool | None
    failures: list[ExplainedFailure]


def bounce_document(source: bytes | str, *, ask_database: bool = True) -> BounceDocument:
    """Analyse a message, raw or pasted, and explain it; see `explain_report`."""
    report = analyse(source)
    known = facts(report)
    answers = explain_report(report, ask_database=ask_database).answers
    return {
        "outcome": known["outcome"],
        "is_bounce": known["is_bounce"],
        "fault": known["fault"],
        "temporary": known["temporary"],
        "failures": [
            {**failure, "explanation": _explanation(answer)}
            for failure, answer in zip(known["failures"], answers, strict=True)
        ],
    }


def _explanation(answer: Answer) -> Explanation:
    page = answer.record.get_absolute_url() if answer.record else ""
    return {
        "title": answer.advice.title,
        "text": answer.advice.plain_text,
        "url": f"{settings.SITE_URL}{page}" if page else None,
    }
