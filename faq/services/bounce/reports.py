"""What ticket systems are told about a pasted text: the facts, and the text for the customer.

Made from the same result as the page. Described for clients in ``faq/openapi.yaml``.
"""

from typing import TypedDict

from faq.bounce import Party, Understanding
from faq.models import site_url
from faq.models.errorcodes import Advice
from faq.services.bounce.explained import explain
from faq.services.bounce.explained_result import Explained
from faq.services.bounce.explanations import Answer
from faq.services.bounce.facts import FailureFacts, facts


class ExplainedFacts(TypedDict):
    """What the page shows, in a line: what it is, who is concerned, what answers."""

    kind: str
    party: str
    turn: str
    sure: bool
    answers: list[str]
    codes: list[str]
    temporary: bool | None
    cause: str


class Explanation(TypedDict):
    """The text for one failure; ``url`` leads to the code's page where there is one."""

    title: str
    text: str
    url: str | None


class ExplainedFailure(FailureFacts):
    """A failure with its text."""

    turn: str
    likely_address: str | None
    explanation: Explanation


class BounceDocument(TypedDict):
    """The answer to one message; the first failure is the most important one."""

    outcome: str
    is_bounce: bool
    fault: str
    temporary: bool | None
    kind: str
    party: str
    turn: str
    sure: bool
    standing: str
    place: str
    answers: list[str]
    explanation: Explanation | None
    failures: list[ExplainedFailure]


def bounce_document(source: bytes | str, *, ask_database: bool = True) -> BounceDocument:
    """Explain a message, raw or pasted; see `explain`."""
    found = explain(source, ask_database=ask_database)
    told, known = facts(found.known.report), found.known
    return {
        "outcome": told["outcome"],
        "is_bounce": told["is_bounce"],
        "fault": told["fault"],
        "temporary": told["temporary"],
        "kind": known.kind,
        "party": known.fault,
        "turn": known.turn,
        "sure": known.is_sure,
        "standing": known.standing,
        "place": known.place,
        "answers": list(found.keys),
        "explanation": _first(found),
        "failures": [
            {
                **failure,
                "party": answer.fault,
                "turn": answer.turn,
                "likely_address": answer.likely_address,
                "explanation": _explanation(answer),
            }
            for failure, answer in zip(told["failures"], found.answers, strict=False)
        ],
    }


def _first(found: Explained) -> Explanation | None:
    """The text at the top of the page: of a window, of a server's answer, or of the kind."""
    if found.windows:
        return _words(found.windows[0], found.windows[0].get_absolute_url())
    if found.answers:
        return _explanation(found.answers[0])
    return _words(found.notice, "") if found.notice else None


def explained_facts(found: Explained) -> ExplainedFacts:
    """Return the result as one line of values."""
    known = found.known
    return {
        "kind": known.kind,
        "party": known.fault,
        "turn": known.turn,
        "sure": _is_said_surely(known),
        "answers": list(found.keys),
        "codes": list(found.codes),
        "temporary": known.is_temporary,
        "cause": known.cause,
    }


def _is_said_surely(known: Understanding) -> bool:
    return known.is_sure and known.fault is not Party.UNKNOWN


def _explanation(answer: Answer) -> Explanation:
    page = answer.record.get_absolute_url() if answer.record else ""
    return _words(answer.advice, page)


def _words(advice: Advice, page: str) -> Explanation:
    return {
        "title": advice.title,
        "text": advice.plain_text,
        "url": f"{site_url()}{page}" if page else None,
    }
