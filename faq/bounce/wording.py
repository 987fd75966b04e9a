"""What do the words of a server mean? Whole texts that servers write, and phrases of any server."""

from dataclasses import dataclass, replace
from functools import cache

from faq.bounce.phrases import Found, Phrases, indexed, read_phrases
from faq.bounce.report import Cause, Party

_HINT = "?"
_LONG = 5  # words; a shorter text has to be most of what was said
_MOST_OF = 0.5


@dataclass(frozen=True, slots=True)
class Wording:
    """A phrase that stands in the text, its cause and party, and the words there that say it."""

    cause: Cause
    phrase: str
    words: str
    party: Party | None = None


def server_text(text: str) -> Wording | None:
    """Return the longest text in ``text``, which is `normal`, that a server is known for."""
    found = _server_texts().first_in_normal(text)
    if found is None:
        return None
    is_long = len(found.phrase.text.split()) >= _LONG
    return _wording(found) if is_long or len(found.words) >= _MOST_OF * len(text) else None


def wording(text: str) -> Wording | None:
    """Return the most specific wording in ``text``, which is `normal`."""
    return _look_up(_proofs(), text)


def hint(text: str) -> Wording | None:
    """Return the vaguer wording that narrows what a code in ``text``, which is `normal`, means."""
    return _look_up(_hints(), text)


def _look_up(phrases: Phrases, text: str) -> Wording | None:
    found = phrases.first_in_normal(text)
    return _wording(found) if found else None


def _wording(found: Found) -> Wording:
    cause, _, party = found.phrase.section.rstrip(_HINT).partition(" ")
    return Wording(Cause(cause), found.phrase.text, found.words, Party(party) if party else None)


@cache
def _server_texts() -> Phrases:
    longest_first = sorted(read_phrases("server_texts"), key=lambda phrase: -len(phrase.text))
    return indexed(replace(phrase, rank=rank) for rank, phrase in enumerate(longest_first))


@cache
def _proofs() -> Phrases:
    return indexed(p for p in read_phrases("wording") if not p.section.endswith(_HINT))


@cache
def _hints() -> Phrases:
    return indexed(p for p in read_phrases("wording") if p.section.endswith(_HINT))
