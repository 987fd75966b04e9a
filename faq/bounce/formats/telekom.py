"""T-Online: the reason stands in brackets behind the sentence.

Source: postmaster.t-online.de.
"""

import re

from faq.bounce.formats.finding import Mark, from_table
from faq.bounce.report import Cause

_REASON = re.compile(r"(?:\[|\()(nowl|bl|eab|dul|dyn|rbl)(?:\]|\))")
_CAUSES = {
    "nowl": Cause.BAD_REPUTATION,  # "not on the white list": no or bad reputation
    "bl": Cause.SENDER_SERVER_BLOCKED,
    "eab": Cause.SENDER_SERVER_BLOCKED,
    "dul": Cause.SENDER_SERVER_BLOCKED,
    "dyn": Cause.SENDER_SERVER_BLOCKED,
    "rbl": Cause.SENDER_SERVER_BLOCKED,
}


def mark(text: str) -> Mark | None:
    """Return the reason in brackets."""
    return from_table(text, "T-Online", _REASON, _CAUSES)
