"""Outlook.com and Hotmail: ``(S3140)``, ``SC-001``, ``OU-002``, ``CS-001``, ``DY-001``.

Source: sendersupport.olc.protection.outlook.com, "troubleshooting".
"""

import re

from faq.bounce.formats.finding import Mark, from_table
from faq.bounce.report import Cause

_REASON = re.compile(
    r"(s3140|s3150|s775|s776|s777|s844|as3140|rp-00[1-3]|dy-00[1-2]|ou-00[1-2]|sc-00[1-4]"
    r"|cs-001)\b"
)
_CAUSES = {
    "s3140": Cause.SENDER_SERVER_BLOCKED,
    "s3150": Cause.SENDER_SERVER_BLOCKED,
    "as3140": Cause.SENDER_SERVER_BLOCKED,
    "s775": Cause.BAD_REPUTATION,
    "s776": Cause.BAD_REPUTATION,
    "s777": Cause.RATE_LIMITED,
    "s844": Cause.RATE_LIMITED,
    "rp-001": Cause.RATE_LIMITED,
    "rp-002": Cause.TOO_MANY_CONNECTIONS,
    "rp-003": Cause.BAD_REPUTATION,
    "dy-001": Cause.SENDER_SERVER_BLOCKED,
    "dy-002": Cause.SENDER_SERVER_BLOCKED,
    "ou-001": Cause.SENDER_SERVER_BLOCKED,
    "ou-002": Cause.SENDER_SERVER_BLOCKED,
    "sc-001": Cause.SENDER_SERVER_BLOCKED,
    "sc-002": Cause.SENDER_SERVER_BLOCKED,
    "sc-003": Cause.SENDER_SERVER_BLOCKED,
    "sc-004": Cause.SENDER_SERVER_BLOCKED,
    "cs-001": Cause.CONTENT_REFUSED,
}


def mark(text: str) -> Mark | None:
    """Return Outlook.com's own mark."""
    return from_table(text, "Outlook.com", _REASON, _CAUSES, ("s3", "s7", "s844", "-00"))
