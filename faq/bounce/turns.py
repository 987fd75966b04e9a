"""Who can do something now, and is the message back or still on its way?"""

from faq.bounce.report import Cause, Outcome, Party, Permanence, Report, Standing, Turn

_C = Cause
_RETURNED = (
    "action: failed", "action:failed", "status=bounced", "returned to sender", "permanent error",
    "permanent fatal error", "given up", "giving up", "gave up", "undeliverable", "undelivered",
    "not be delivered", "couldn't be delivered", "wasn't delivered", "was not delivered",
    "delivery failed", "delivery has failed", "unzustellbar", "nicht zugestellt",
    "nicht zustellbar", "zustellung fehlgeschlagen", "kam zurück", "zurückgekommen",
)  # fmt: skip
_TRYING = (
    "action: delayed", "action:delayed", "status=deferred", "will be retried",
    "wird weiter versucht",
)  # fmt: skip

# What the reader can do: look at the address, at the message, at the own settings, send it again.
_TURN = {
    _C.MAILBOX_UNKNOWN: Turn.READER,
    _C.MAILBOX_MOVED: Turn.READER,
    _C.MAILBOX_FULL: Turn.RECIPIENT,
    _C.MAILBOX_DISABLED: Turn.RECIPIENT,
    _C.DOMAIN_UNKNOWN: Turn.READER,
    _C.NO_MAIL_ACCEPTED: Turn.READER,
    _C.NETWORK_ERROR: Turn.WAIT,
    _C.MAIL_LOOP: Turn.RECIPIENT,
    _C.DELIVERY_EXPIRED: Turn.WAIT,
    _C.SERVER_ERROR: Turn.WAIT,
    _C.SERVER_STORAGE_FULL: Turn.WAIT,
    _C.DELIVERY_PROGRAM_FAILED: Turn.RECIPIENT,
    _C.TLS_FAILED: Turn.SUPPORT,
    _C.GREYLISTED: Turn.WAIT,
    _C.TOO_MANY_CONNECTIONS: Turn.WAIT,
    _C.RATE_LIMITED: Turn.WAIT,
    _C.SENDER_SERVER_BLOCKED: Turn.SUPPORT,
    _C.BAD_REPUTATION: Turn.SUPPORT,
    _C.REVERSE_DNS_MISSING: Turn.SUPPORT,
    _C.SENDER_AUTHENTICATION_FAILED: Turn.SUPPORT,
    _C.FORWARDING_REFUSED: Turn.RECIPIENT,
    _C.SENDER_REJECTED: Turn.READER,
    _C.RELAYING_DENIED: Turn.READER,
    _C.LOGIN_REQUIRED: Turn.READER,
    _C.POLICY_REFUSED: Turn.READER,
    _C.SPAM_SUSPECTED: Turn.READER,
    _C.VIRUS_FOUND: Turn.READER,
    _C.CONTENT_REFUSED: Turn.READER,
    _C.FILTERED: Turn.RECIPIENT,
    _C.MESSAGE_MALFORMED: Turn.READER,
    _C.MESSAGE_TOO_LARGE: Turn.READER,
    _C.RECIPIENT_LIMIT_EXCEEDED: Turn.READER,
    _C.ADDRESS_SYNTAX: Turn.READER,
    _C.ADDRESS_NOT_ASCII: Turn.READER,
    _C.PROTOCOL_ERROR: Turn.SUPPORT,
    _C.SUPPRESSED: Turn.READER,
    _C.DELAYED: Turn.WAIT,
    _C.DELIVERED: Turn.NOBODY,
    _C.AUTO_REPLY: Turn.NOBODY,
    _C.SPAM_REPORT: Turn.READER,
    _C.LETTER: Turn.NOBODY,
    _C.ORDINARY_MAIL: Turn.UNKNOWN,
    _C.PHISHING: Turn.READER,
    _C.PROGRAM_CONNECTION: Turn.READER,
    _C.PROGRAM_LOGIN: Turn.READER,
    _C.PROGRAM_CERTIFICATE: Turn.READER,
    _C.PROGRAM_MESSAGE: Turn.READER,
    _C.HEADERS: Turn.NOBODY,
    _C.UNKNOWN: Turn.UNKNOWN,
}


def turn(cause: Cause, fault: Party, standing: Standing) -> Turn:
    """Return who can act: nobody waits for a message that came back, the reader sends it again."""
    found = _TURN[cause]
    if fault is Party.HOST and found is Turn.WAIT:
        return Turn.SUPPORT
    if found is Turn.WAIT and standing is Standing.RETURNED:
        return Turn.READER
    return found


def standing(report: Report) -> Standing:
    """Return whether the message came back: the report says so, else its code's class."""
    if report.outcome is Outcome.DELAYED:
        return Standing.TRYING
    if report.outcome is not Outcome.FAILED:
        return Standing.UNKNOWN
    said = report.text[:6_000].lower()
    if any(words in said for words in _TRYING):
        return Standing.TRYING
    if any(words in said for words in _RETURNED):
        return Standing.RETURNED
    first = report.failures[0]
    if first.code.reply or first.code.enhanced:
        is_over = first.permanence is Permanence.PERMANENT
        return Standing.RETURNED if is_over else Standing.UNKNOWN
    return Standing.UNKNOWN
