"""GMX, WEB.DE, 1&1 and IONOS: the reason is the parameter ``c`` of a postmaster link.

Source: the postmaster pages of GMX and WEB.DE ("Fehlermeldungen").
"""

import re

from faq.bounce.formats.finding import Mark, from_table
from faq.bounce.report import Cause

_REASON = re.compile(
    r"(?:postmaster\.|gmx\.|web\.de|1und1|1and1|ionos|mail\.com|explanation visit )"
    r"[^\s]{1,120}[?&]c=([a-z0-9]{1,8})"
)
_CAUSES = {
    "hi": Cause.MESSAGE_MALFORMED,  # header invalid
    "hd": Cause.MESSAGE_MALFORMED,  # header: date
    "hf": Cause.MESSAGE_MALFORMED,
    "r0701": Cause.MESSAGE_MALFORMED,  # not as RFC 5322 demands
    "r0735": Cause.MESSAGE_MALFORMED,  # header fields missing or doubled
    "rdns": Cause.REVERSE_DNS_MISSING,
    "bl": Cause.SENDER_SERVER_BLOCKED,
    "bip": Cause.SENDER_SERVER_BLOCKED,
    "ip": Cause.SENDER_SERVER_BLOCKED,
    "dip": Cause.SENDER_SERVER_BLOCKED,
    "dyn": Cause.SENDER_SERVER_BLOCKED,
    "r0201": Cause.SENDER_SERVER_BLOCKED,
    "r1202": Cause.RATE_LIMITED,
    "r1201": Cause.RATE_LIMITED,
    "rl": Cause.RATE_LIMITED,
    "spf": Cause.SENDER_AUTHENTICATION_FAILED,
    "sfp": Cause.SENDER_AUTHENTICATION_FAILED,
    "mx": Cause.SENDER_REJECTED,
    "spam": Cause.SPAM_SUSPECTED,
    "sp": Cause.SPAM_SUSPECTED,
    "vi": Cause.VIRUS_FOUND,
}


def mark(text: str) -> Mark | None:
    """Return the reason in the link."""
    return from_table(text, "United Internet", _REASON, _CAUSES, ("c=",))
