"""Exchange and Microsoft 365: the component that refused, ``RESOLVER.ADR.RecipNotFound``.

Source: Microsoft's reference of non-delivery reports.
"""

import re

from faq.bounce.formats.finding import Mark, marks
from faq.bounce.report import Cause

_COMPONENTS = (
    "resolver", "routing", "queue", "smtp", "submit", "storedrv", "agent", "advanced", "smtpsend",
    "context", "content", "m2m", "transport",
)  # fmt: skip
_NAME = re.compile(rf"((?:{'|'.join(_COMPONENTS)})(?:\.[a-z0-9]{{2,40}}){{1,4}})")
_NEEDLES = tuple(f"{component}." for component in _COMPONENTS)
# Beginnings of the names, longest first.
_CAUSES = (
    ("resolver.adr.recipnotfound", Cause.MAILBOX_UNKNOWN),
    ("resolver.adr.exrecipnotfound", Cause.MAILBOX_UNKNOWN),
    ("resolver.adr.recipientnotfound", Cause.MAILBOX_UNKNOWN),
    ("resolver.adr.invalidinsmtp", Cause.ADDRESS_SYNTAX),
    ("resolver.adr.invalidsmtp", Cause.ADDRESS_SYNTAX),
    ("resolver.adr.bad", Cause.ADDRESS_SYNTAX),
    ("resolver.adr.ambiguous", Cause.MAILBOX_UNKNOWN),
    ("resolver.adr.reciplimit", Cause.RECIPIENT_LIMIT_EXCEEDED),
    ("resolver.adr", Cause.MAILBOX_UNKNOWN),
    ("resolver.rst.recipsizelimit", Cause.MESSAGE_TOO_LARGE),
    ("resolver.rst.sendsizelimit", Cause.MESSAGE_TOO_LARGE),
    ("resolver.rst.restrictedto", Cause.FILTERED),
    ("resolver.rst.sendernotauthenticated", Cause.FILTERED),
    ("resolver.rst.authrequired", Cause.FILTERED),
    ("resolver.rst.notauthorized", Cause.FILTERED),
    ("resolver.rst.sendernotin", Cause.FILTERED),
    ("resolver.rst.senderproblem", Cause.SENDER_REJECTED),
    ("resolver.rst", Cause.POLICY_REFUSED),
    ("resolver.fwd.loop", Cause.MAIL_LOOP),
    ("resolver.fwd.notfound", Cause.MAILBOX_DISABLED),
    ("resolver.grp.expansion", Cause.DELIVERY_PROGRAM_FAILED),
    ("routing.loopdetected", Cause.MAIL_LOOP),
    ("routing.noconnector", Cause.NETWORK_ERROR),
    ("routing.sizelimit", Cause.MESSAGE_TOO_LARGE),
    ("routing", Cause.NETWORK_ERROR),
    ("queue.expired", Cause.DELIVERY_EXPIRED),
    ("queue.poison", Cause.SERVER_ERROR),
    ("smtpsend.dns.nonexistentdomain", Cause.DOMAIN_UNKNOWN),
    ("smtpsend.dns.mxloopback", Cause.MAIL_LOOP),
    ("smtpsend.dns", Cause.NETWORK_ERROR),
    ("smtpsend.suspiciousremoteservererror", Cause.SERVER_ERROR),
    ("smtpsend.sendingerror", Cause.SERVER_ERROR),
    ("storedrv.deliver; disabled mailbox", Cause.MAILBOX_DISABLED),
    ("storedrv.deliver.exception:accountdisabled", Cause.MAILBOX_DISABLED),
    ("storedrv.submission.exception", Cause.SERVER_ERROR),
    ("submit", Cause.SERVER_ERROR),
)


def mark(text: str) -> Mark | None:
    """Return the component's name."""
    for match in marks(text, _NAME, _NEEDLES):
        for beginning, cause in _CAUSES:
            if match[1].startswith(beginning):
                return Mark(product="Exchange", words=match[1], cause=cause)
    return None
