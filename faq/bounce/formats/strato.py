"""Strato: the reason of its filter stands in round brackets, ``(B-URL)``.

Source: Strato's FAQ on error messages.
"""

import re

from faq.bounce.formats.finding import Mark, from_table
from faq.bounce.report import Cause

_REASON = re.compile(r"\((b-(?:url|text|score|exe?|attach|efrom|ip|helo|hfrom))\b[^)]{0,40}\)")
_CAUSES = {
    "b-url": Cause.SPAM_SUSPECTED,
    "b-text": Cause.SPAM_SUSPECTED,
    "b-score": Cause.SPAM_SUSPECTED,
    "b-ex": Cause.SPAM_SUSPECTED,
    "b-exe": Cause.CONTENT_REFUSED,
    "b-attach": Cause.CONTENT_REFUSED,
    "b-efrom": Cause.SENDER_REJECTED,
    "b-hfrom": Cause.SENDER_REJECTED,
    "b-ip": Cause.SENDER_SERVER_BLOCKED,
    "b-helo": Cause.SENDER_SERVER_BLOCKED,
}


def mark(text: str) -> Mark | None:
    """Return the filter's reason."""
    return from_table(text, "Strato", _REASON, _CAUSES)
