"""Orange, Wanadoo and La Poste: the last number of ``OFR_506`` or ``LPN007_426``.

Source: the operators' postmaster pages; a table of both.
"""

import re

from faq.bounce.formats.finding import Mark, from_table
from faq.bounce.report import Cause

_REASON = re.compile(r"(?:ofr|lpn|ld)\d{0,3}_(\d{3})\b")
_CAUSES = {
    "101": Cause.SENDER_SERVER_BLOCKED,
    "102": Cause.SENDER_SERVER_BLOCKED,
    "103": Cause.SENDER_SERVER_BLOCKED,
    "104": Cause.TOO_MANY_CONNECTIONS,
    "105": Cause.RATE_LIMITED,
    "106": Cause.SENDER_SERVER_BLOCKED,
    "107": Cause.SENDER_SERVER_BLOCKED,
    "108": Cause.SENDER_SERVER_BLOCKED,
    "109": Cause.TOO_MANY_CONNECTIONS,
    "201": Cause.SENDER_REJECTED,
    "202": Cause.SENDER_REJECTED,
    "203": Cause.SENDER_REJECTED,
    "204": Cause.MAILBOX_UNKNOWN,
    "205": Cause.MAILBOX_UNKNOWN,
    "305": Cause.RATE_LIMITED,
    "401": Cause.MAILBOX_UNKNOWN,
    "402": Cause.MAILBOX_DISABLED,
    "403": Cause.MAILBOX_UNKNOWN,
    "413": Cause.MAILBOX_UNKNOWN,
    "416": Cause.MAILBOX_UNKNOWN,
    "417": Cause.MAILBOX_FULL,
    "420": Cause.MAILBOX_DISABLED,
    "426": Cause.MAILBOX_DISABLED,
    "501": Cause.MESSAGE_TOO_LARGE,
    "503": Cause.SENDER_REJECTED,
    "504": Cause.SENDER_REJECTED,
    "505": Cause.SERVER_ERROR,
    "506": Cause.SPAM_SUSPECTED,
    "510": Cause.SENDER_SERVER_BLOCKED,
    "511": Cause.SENDER_AUTHENTICATION_FAILED,
    "513": Cause.SENDER_REJECTED,
    "514": Cause.SPAM_SUSPECTED,
    "515": Cause.SPAM_SUSPECTED,
    "516": Cause.SPAM_SUSPECTED,
    "517": Cause.SENDER_REJECTED,
    "519": Cause.SPAM_SUSPECTED,
    "521": Cause.POLICY_REFUSED,
    "522": Cause.POLICY_REFUSED,
    "523": Cause.SPAM_SUSPECTED,
    "610": Cause.POLICY_REFUSED,
    "630": Cause.POLICY_REFUSED,
    "640": Cause.POLICY_REFUSED,
    "999": Cause.SENDER_SERVER_BLOCKED,
}


def mark(text: str) -> Mark | None:
    """Return the operator's reason."""
    return from_table(text, "Orange", _REASON, _CAUSES, ("_",))
