"""Yahoo and AOL: ``[TSS04]``, ``[BL21]`` and their like.

Source: senders.yahooinc.com, "SMTP error codes".
"""

import re

from faq.bounce.formats.finding import Mark, from_table
from faq.bounce.report import Cause

_REASON = re.compile(r"\[(tss?\d{2}|phk\d|ph01|bl\d{2}|gl\d{2})\]")
_CAUSES = {
    "ts01": Cause.RATE_LIMITED,
    "ts02": Cause.RATE_LIMITED,
    "ts03": Cause.SENDER_SERVER_BLOCKED,
    "tss04": Cause.BAD_REPUTATION,
    "tss05": Cause.BAD_REPUTATION,
    "tss09": Cause.SENDER_SERVER_BLOCKED,
    "tss11": Cause.SENDER_SERVER_BLOCKED,
    "tss12": Cause.SENDER_SERVER_BLOCKED,
    "bl21": Cause.SENDER_SERVER_BLOCKED,
    "bl23": Cause.SENDER_SERVER_BLOCKED,
    "ph01": Cause.SPAM_SUSPECTED,
    "phk1": Cause.SENDER_SERVER_BLOCKED,
    "gl01": Cause.GREYLISTED,
}


def mark(text: str) -> Mark | None:
    """Return Yahoo's own mark."""
    return from_table(text, "Yahoo", _REASON, _CAUSES)
