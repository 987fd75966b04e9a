"""What does a format return? The mark a product leaves, and the cause it stands for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from faq.bounce.report import Cause


@dataclass(frozen=True, slots=True)
class Mark:
    """A product's own reason: the words as they stand in the text, and what they mean."""

    product: str
    words: str
    cause: Cause


def from_table(
    text: str, product: str, pattern: re.Pattern[str], causes: Mapping[str, Cause]
) -> Mark | None:
    """Look the first group of ``pattern`` up in ``causes``; no match or no entry: ``None``."""
    for match in pattern.finditer(text):
        cause = causes.get(match[1])
        if cause is not None:
            return Mark(product=product, words=match[0], cause=cause)
    return None
