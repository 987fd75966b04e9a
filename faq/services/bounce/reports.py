"""What ticket systems are told about a pasted text: the facts, and the text for the customer.

Made from the same result as the page. Described for clients in ``faq/openapi.yaml``.
"""

from faq.bounce import Party
from faq.models import site_url
from faq.models.errorcodes import Advice
from faq.models.placeholders import in_words
from faq.services.bounce.explained import explain
from faq.services.bounce.explained_result import Explained
from faq.services.bounce.explanations import Answer
from faq.services.bounce.facts import Facts, facts, failure_facts


def bounce_document(source: bytes | str, *, ask_database: bool = True) -> Facts:
    """Explain a message, raw or pasted; see `explain`. The weightiest failure comes first."""
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
                **failure_facts(answer.failure),
                "party": answer.fault,
                "turn": answer.turn,
                "likely_address": answer.likely_address,
                "explanation": _explanation(answer),
            }
            for answer in found.answers
        ],
    }


def _first(found: Explained) -> Facts | None:
    """The text at the top of the page: of a window, of a server's answer, or of the kind."""
    if found.windows:
        return _words(found.windows[0], found.windows[0].get_absolute_url())
    if found.answers:
        return _explanation(found.answers[0])
    return _words(found.notice, "") if found.notice else None


def explained_facts(found: Explained) -> Facts:
    """Return the result as one line of values."""
    known = found.known
    return {
        "kind": known.kind,
        "party": known.fault,
        "turn": known.turn,
        "sure": known.is_sure and known.fault is not Party.UNKNOWN,
        "answers": list(found.keys),
        "codes": list(found.codes),
        "temporary": known.is_temporary,
        "cause": known.cause,
    }


def _explanation(answer: Answer) -> Facts:
    page = answer.record.get_absolute_url() if answer.record else ""
    return _words(answer.advice, page)


def _words(advice: Advice, page: str) -> Facts:
    return {
        "title": advice.title,
        "text": in_words(advice.plain_text),
        "url": f"{site_url()}{page}" if page else None,
    }
