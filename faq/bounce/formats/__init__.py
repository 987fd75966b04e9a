"""Which products leave a mark of their own? Specific first; each answers or abstains."""

from collections.abc import Callable

from faq.bounce.formats import (
    comcast,
    exchange,
    godaddy,
    microsoft,
    orange,
    spamhaus,
    strato,
    telekom,
    united_internet,
    yahoo,
)
from faq.bounce.formats.finding import Mark

Format = Callable[[str], Mark | None]

FORMATS: tuple[Format, ...] = (
    united_internet.mark,
    telekom.mark,
    strato.mark,
    orange.mark,
    spamhaus.mark,
    godaddy.mark,
    yahoo.mark,
    comcast.mark,
    microsoft.mark,
    exchange.mark,
)


def mark(text: str) -> Mark | None:
    """Return the first product's mark in ``text`` (lower case, one line)."""
    for product in FORMATS:
        found = product(text)
        if found is not None:
            return found
    return None


__all__ = ["FORMATS", "Format", "Mark", "mark"]
