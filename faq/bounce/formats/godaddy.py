"""GoDaddy (secureserver.net): ``IB`` and three digits.

Source: GoDaddy's help page on bounces.
"""

import re

from faq.bounce.formats.finding import Mark, from_table
from faq.bounce.report import Cause

_REASON = re.compile(r"ib(\d{3}[a-z]?)\b")
_CAUSES = {
    "101": Cause.SENDER_SERVER_BLOCKED,
    "103": Cause.TOO_MANY_CONNECTIONS,
    "104": Cause.TOO_MANY_CONNECTIONS,
    "105": Cause.SENDER_SERVER_BLOCKED,
    "106": Cause.SENDER_SERVER_BLOCKED,
    "007": Cause.SENDER_SERVER_BLOCKED,
    "108": Cause.REVERSE_DNS_MISSING,
    "110": Cause.REVERSE_DNS_MISSING,
    "111": Cause.REVERSE_DNS_MISSING,
    "112": Cause.REVERSE_DNS_MISSING,
    "113": Cause.SENDER_SERVER_BLOCKED,
    "212": Cause.SPAM_SUSPECTED,
    "401": Cause.SPAM_SUSPECTED,
    "501": Cause.SPAM_SUSPECTED,
    "502": Cause.SPAM_SUSPECTED,
    "504": Cause.SPAM_SUSPECTED,
    "504a": Cause.SPAM_SUSPECTED,
    "505": Cause.SENDER_REJECTED,
    "506": Cause.SENDER_REJECTED,
    "507": Cause.SPAM_SUSPECTED,
    "508": Cause.VIRUS_FOUND,
    "510": Cause.SPAM_SUSPECTED,
    "601": Cause.MAILBOX_UNKNOWN,
    "602": Cause.MAILBOX_UNKNOWN,
    "603": Cause.SENDER_SERVER_BLOCKED,
    "604": Cause.RATE_LIMITED,
    "605": Cause.RATE_LIMITED,
    "607": Cause.RATE_LIMITED,
    "703": Cause.RATE_LIMITED,
    "704": Cause.RATE_LIMITED,
    "705": Cause.RATE_LIMITED,
}


def mark(text: str) -> Mark | None:
    """Return the number behind ``IB``."""
    return from_table(text, "GoDaddy", _REASON, _CAUSES)
