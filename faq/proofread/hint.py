"""What proofreading takes and gives: values without behaviour."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """What kind of thing a hint is about."""

    DEAD_LINK = "dead-link"
    LINK_TEXT = "link-text"
    STRAIGHT_QUOTE = "straight-quote"
    SPACE_BEFORE_MARK = "space-before-mark"
    MISSING_NBSP = "missing-nbsp"
    BROKEN_MARK = "broken-mark"
    LONG_SENTENCE = "long-sentence"
    PASSIVE_CHAIN = "passive-chain"
    HOUSE_WORD = "house-word"
    ABBREVIATION = "abbreviation"
    NOT_ALONE = "not-alone"
    STEP_WITHOUT_VERB = "step-without-verb"
    HEADING_ORDER = "heading-order"
    PICTURE_TEXT = "picture-text"
    SEARCH_WORDS = "search-words"


class Role(Enum):
    """What a text is for: an answer box must stand alone, a body has sections."""

    BODY = "body"
    SHORT_ANSWER = "short-answer"


def no_dead_link(_target: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Context:
    """What the site knows: whether a link leads nowhere, and which terms its glossary explains."""

    is_dead: Callable[[str], bool] = no_dead_link
    explained: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing to look at again.

    `start` and `end` are places in the source (characters), `line` counts from 1, `sentence` says
    what is the matter, `suggestion` what to write instead; empty where only the author can know.
    """

    kind: Kind
    line: int
    start: int
    end: int
    sentence: str
    suggestion: str = ""
