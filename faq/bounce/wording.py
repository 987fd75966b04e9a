"""What do the words of a server mean? Phrases, English, German and others, each with its cause."""

from dataclasses import dataclass
from functools import cache

from faq.bounce.phrases import Phrases, indexed, read_phrases
from faq.bounce.report import Cause, Party

_HINT = "?"


@dataclass(frozen=True, slots=True)
class Wording:
    """A phrase that stands in the text, its cause and party, and the words there that say it."""

    cause: Cause
    phrase: str
    words: str
    party: Party | None = None


def wording(text: str) -> Wording | None:
    """Return the most specific wording in ``text`` (lower case, one line)."""
    return _look_up(_proofs(), text)


def hint(text: str) -> Wording | None:
    """Return the vaguer wording that narrows what a code in ``text`` means."""
    return _look_up(_hints(), text)


def _look_up(phrases: Phrases, text: str) -> Wording | None:
    found = phrases.first_in(text)
    if found is None:
        return None
    cause, _, party = found.phrase.section.rstrip(_HINT).partition(" ")
    return Wording(Cause(cause), found.phrase.text, found.words, Party(party) if party else None)


@cache
def _proofs() -> Phrases:
    return indexed(p for p in read_phrases("wording") if not p.section.endswith(_HINT))


@cache
def _hints() -> Phrases:
    return indexed(p for p in read_phrases("wording") if p.section.endswith(_HINT))
