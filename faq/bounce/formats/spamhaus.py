"""Spamhaus: a listed domain, or that the asking server may not ask. (Listed addresses: phrases.)

Source: spamhaus.org, "Return codes" and "Error codes": an answer in 127.255.255.0/24 says nothing
about the sender.
"""

import re

from faq.bounce.formats.finding import Mark, from_table
from faq.bounce.report import Cause

_REASON = re.compile(
    r"(open resolver|excessive queries|spamhaus\.org/returnc|dbl\.spamhaus"
    r"|spamhaus\.org/query/domain)"
)
_ASKED_WRONGLY = ("open resolver", "excessive queries", "spamhaus.org/returnc")
_LISTED_DOMAIN = ("dbl.spamhaus", "spamhaus.org/query/domain")
_CAUSES = {
    **dict.fromkeys(_ASKED_WRONGLY, Cause.SERVER_ERROR),
    **dict.fromkeys(_LISTED_DOMAIN, Cause.SENDER_REJECTED),
}


def mark(text: str) -> Mark | None:
    """Return what Spamhaus says; that it may not be asked holds before any listing."""
    if "spamhaus" not in text and "open resolver" not in text:
        return None
    return from_table(text, "Spamhaus", _REASON, _CAUSES)
