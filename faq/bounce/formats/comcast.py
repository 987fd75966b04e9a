"""Comcast and Xfinity: ``BL000010``, ``RL000003``: two letters for the kind, a running number.

Source: postmaster.comcast.net, "error codes".
"""

import re

from faq.bounce.formats.finding import Mark, from_table
from faq.bounce.report import Cause

_REASON = re.compile(r"(bl|rl|dm|pt)0000\d\d\b")
_CAUSES = {
    "bl": Cause.SENDER_SERVER_BLOCKED,
    "rl": Cause.RATE_LIMITED,
    "dm": Cause.SENDER_AUTHENTICATION_FAILED,
    "pt": Cause.REVERSE_DNS_MISSING,
}


def mark(text: str) -> Mark | None:
    """Return the kind of refusal."""
    return from_table(text, "Comcast", _REASON, _CAUSES)
