"""What does a format return? The mark a product leaves, and the cause it stands for."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from faq.bounce.report import Cause


@dataclass(frozen=True, slots=True)
class Mark:
    """A product's own reason: the words as they stand in the text, and what they mean."""

    product: str
    words: str
    cause: Cause


def marks(
    text: str, pattern: re.Pattern[str], needles: tuple[str, ...] = ()
) -> Iterator[re.Match[str]]:
    """Where the pattern matches at the beginning of a word.

    Patterns do not say so themselves: one that begins with a letter is searched for much faster.
    In every match stands one of the ``needles``; most texts have none, and no pattern is tried.
    """
    if needles and not any(needle in text for needle in needles):
        return
    for match in pattern.finditer(text):
        before, first = text[max(0, match.start() - 1) : match.start()], match[0][0]
        if not (before.isalnum() and first.isalnum()):
            yield match


def from_table(
    text: str,
    product: str,
    pattern: re.Pattern[str],
    causes: Mapping[str, Cause],
    needles: tuple[str, ...] = (),
) -> Mark | None:
    """Look the first group of ``pattern`` up in ``causes``; no match or no entry: ``None``."""
    for match in marks(text, pattern, needles):
        cause = causes.get(match[1])
        if cause is not None:
            return Mark(product=product, words=match[0], cause=cause)
    return None
