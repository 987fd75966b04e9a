"""How sure is a reading? As sure as independent readers agree; alone, hardly anything is.

The readers: a provider's own mark or a server's exact text; the phrases; the registered enhanced
code; the words as they were learned (`faq.bounce.learned`).
"""

from dataclasses import dataclass
from enum import IntEnum

from faq.bounce.code_table import party
from faq.bounce.learned import speaks_for
from faq.bounce.report import Cause, Confidence, Party

_TELLING_WORDS = 3  # a phrase of so many words is no accident


class Reader(IntEnum):
    """Who read it, the most trusted first."""

    MARK = 0
    SERVER_TEXT = 1
    PHRASE = 2
    CODE = 3
    STAGE = 4
    HINT = 5
    REPLY = 6


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure it is, and the cause that another reader sees where they differ."""

    confidence: Confidence
    other: Cause | None = None


def certainty(
    reader: Reader, cause: Cause, fault: Party, words: str, said: str, registered: Cause | None
) -> Certainty:
    """Return the certainty of ``cause``: ``said`` in the answer, ``registered`` for its code."""
    if cause is Cause.UNKNOWN:
        return Certainty(Confidence.LOW)
    if reader in (Reader.MARK, Reader.SERVER_TEXT):
        return Certainty(Confidence.HIGH)
    by_words = speaks_for(fault, said)
    if registered and reader is not Reader.CODE and party(registered) != fault:
        is_surer = reader is Reader.PHRASE and by_words
        return Certainty(Confidence.MEDIUM if is_surer else Confidence.LOW, registered)
    if registered and by_words is not False:
        return Certainty(Confidence.HIGH)
    if registered and reader is Reader.PHRASE:  # two of three
        return Certainty(Confidence.MEDIUM)
    if by_words:
        return Certainty(Confidence.HIGH if reader is Reader.PHRASE else Confidence.MEDIUM)
    is_telling = reader is Reader.PHRASE and len(words.split()) >= _TELLING_WORDS
    is_alone = by_words is None and is_telling
    return Certainty(Confidence.MEDIUM if is_alone else Confidence.LOW)
