"""What do the codes mean by the book: RFC 5321, RFC 3463 and IANA, and known products?

Tables only. An enhanced code is looked up without its class (``5.1.1`` as ``1.1``) unless the
class makes a difference: it tells the permanence, subject and detail tell the cause.
"""

from faq.bounce.report import Cause, Code, Party, Permanence

_C = Cause

# How much a code says by itself: these only say "something failed".
GENERIC_ENHANCED = frozenset({"0.0", "1.0", "2.0", "3.0", "4.0", "5.0", "6.0", "7.0", "7.1"})

_ENHANCED: dict[str, Cause] = {
    "1.0": _C.MAILBOX_UNKNOWN,
    "1.1": _C.MAILBOX_UNKNOWN,
    "1.2": _C.DOMAIN_UNKNOWN,
    "1.3": _C.ADDRESS_SYNTAX,
    "1.4": _C.MAILBOX_UNKNOWN,
    "1.6": _C.MAILBOX_MOVED,
    "1.7": _C.SENDER_REJECTED,
    "1.8": _C.SENDER_REJECTED,
    "1.10": _C.MAILBOX_UNKNOWN,  # IANA: null MX; nearly always Microsoft's "recipient not found"
    "1.20": _C.ADDRESS_SYNTAX,
    "1.90": _C.RATE_LIMITED,
    "1.351": _C.MAILBOX_UNKNOWN,
    "2.0": _C.FILTERED,
    "2.1": _C.MAILBOX_DISABLED,
    "2.2": _C.MAILBOX_FULL,
    "2.3": _C.MESSAGE_TOO_LARGE,
    "2.4": _C.DELIVERY_PROGRAM_FAILED,
    "3.0": _C.SERVER_ERROR,
    "3.1": _C.SERVER_STORAGE_FULL,
    "3.2": _C.NO_MAIL_ACCEPTED,
    "4.3.2": _C.SERVER_ERROR,  # not now; another time it does
    "3.3": _C.SERVER_ERROR,
    "3.4": _C.MESSAGE_TOO_LARGE,
    "3.5": _C.SERVER_ERROR,
    "4.0": _C.NETWORK_ERROR,
    "4.1": _C.NETWORK_ERROR,
    "4.2": _C.NETWORK_ERROR,
    "4.3": _C.NETWORK_ERROR,
    "4.4": _C.DOMAIN_UNKNOWN,
    "4.5": _C.SERVER_ERROR,
    "4.6": _C.MAIL_LOOP,
    "4.7": _C.DELIVERY_EXPIRED,
    "4.14": _C.MAIL_LOOP,
    "4.300": _C.DELIVERY_EXPIRED,
    "4.310": _C.DOMAIN_UNKNOWN,
    "4.312": _C.NETWORK_ERROR,
    "4.316": _C.NETWORK_ERROR,
    "4.317": _C.TLS_FAILED,
    "5.0": _C.PROTOCOL_ERROR,
    "5.1": _C.PROTOCOL_ERROR,
    "5.2": _C.PROTOCOL_ERROR,
    "5.3": _C.RECIPIENT_LIMIT_EXCEEDED,
    "5.4": _C.PROTOCOL_ERROR,
    "5.5": _C.PROTOCOL_ERROR,
    "5.6": _C.LOGIN_REQUIRED,
    "6.0": _C.CONTENT_REFUSED,
    "6.1": _C.CONTENT_REFUSED,
    "6.2": _C.CONTENT_REFUSED,
    "6.3": _C.CONTENT_REFUSED,
    "6.4": _C.CONTENT_REFUSED,
    "6.5": _C.CONTENT_REFUSED,
    "6.6": _C.CONTENT_REFUSED,
    "6.7": _C.ADDRESS_NOT_ASCII,
    "6.8": _C.ADDRESS_NOT_ASCII,
    "6.9": _C.ADDRESS_NOT_ASCII,
    "6.10": _C.ADDRESS_NOT_ASCII,
    "7.0": _C.POLICY_REFUSED,
    "7.1": _C.POLICY_REFUSED,
    "7.2": _C.FILTERED,
    "7.3": _C.POLICY_REFUSED,
    "7.4": _C.TLS_FAILED,
    "7.5": _C.TLS_FAILED,
    "7.6": _C.TLS_FAILED,
    "7.7": _C.MESSAGE_MALFORMED,
    "7.8": _C.LOGIN_REQUIRED,
    "7.9": _C.SENDER_AUTHENTICATION_FAILED,  # IANA: weak login; Yahoo and AOL: DMARC
    "7.10": _C.TLS_FAILED,
    "7.11": _C.LOGIN_REQUIRED,
    "7.12": _C.POLICY_REFUSED,
    "7.13": _C.MAILBOX_DISABLED,
    "7.14": _C.POLICY_REFUSED,
    "7.15": _C.POLICY_REFUSED,
    "7.16": _C.MESSAGE_TOO_LARGE,
    "7.17": _C.MAILBOX_MOVED,
    "7.18": _C.MAILBOX_MOVED,
    "7.19": _C.SERVER_ERROR,
    "7.20": _C.SENDER_AUTHENTICATION_FAILED,
    "7.21": _C.SENDER_AUTHENTICATION_FAILED,
    "7.22": _C.SENDER_AUTHENTICATION_FAILED,
    "7.23": _C.SENDER_AUTHENTICATION_FAILED,
    "7.24": _C.SENDER_AUTHENTICATION_FAILED,
    "7.25": _C.REVERSE_DNS_MISSING,
    "7.26": _C.SENDER_AUTHENTICATION_FAILED,
    "7.27": _C.SENDER_REJECTED,
    "7.28": _C.RATE_LIMITED,
    "7.29": _C.SENDER_AUTHENTICATION_FAILED,
    "7.30": _C.TLS_FAILED,
    "7.51": _C.POLICY_REFUSED,
    "7.54": _C.RELAYING_DENIED,
    "7.57": _C.LOGIN_REQUIRED,
    "7.60": _C.SENDER_REJECTED,
    "7.64": _C.RELAYING_DENIED,
    "7.124": _C.FILTERED,
    "7.129": _C.FILTERED,
    "7.133": _C.FILTERED,
    "7.134": _C.FILTERED,
    "7.136": _C.FILTERED,
    "7.321": _C.TLS_FAILED,
    "7.322": _C.TLS_FAILED,
    "7.323": _C.TLS_FAILED,
    "7.324": _C.TLS_FAILED,
    "7.325": _C.TLS_FAILED,
    "7.500": _C.RATE_LIMITED,
    "7.501": _C.SPAM_SUSPECTED,
    "7.502": _C.SPAM_SUSPECTED,
    "7.503": _C.SPAM_SUSPECTED,
    "7.504": _C.FILTERED,
    "7.505": _C.FILTERED,
    "7.506": _C.SENDER_SERVER_BLOCKED,
    "7.508": _C.RATE_LIMITED,
    "7.509": _C.SENDER_AUTHENTICATION_FAILED,
    "7.510": _C.NO_MAIL_ACCEPTED,  # Microsoft: not over IPv6
    "7.511": _C.SENDER_SERVER_BLOCKED,
    "7.512": _C.MESSAGE_MALFORMED,
    "7.513": _C.FILTERED,
    "7.515": _C.SENDER_AUTHENTICATION_FAILED,
    "7.606": _C.SENDER_SERVER_BLOCKED,
    "7.650": _C.BAD_REPUTATION,
    "7.651": _C.BAD_REPUTATION,
    "7.700": _C.RATE_LIMITED,
    "7.705": _C.RATE_LIMITED,
    "7.708": _C.BAD_REPUTATION,
    "7.750": _C.SENDER_REJECTED,
}

_SUBJECT: dict[str, Cause] = {
    "1": _C.MAILBOX_UNKNOWN,
    "2": _C.MAILBOX_DISABLED,
    "3": _C.SERVER_ERROR,
    "4": _C.NETWORK_ERROR,
    "5": _C.PROTOCOL_ERROR,
    "6": _C.CONTENT_REFUSED,
    "7": _C.POLICY_REFUSED,
}

_REPLY: dict[str, Cause] = {
    "420": _C.NETWORK_ERROR,
    "421": _C.SERVER_ERROR,
    "422": _C.MAILBOX_FULL,
    "426": _C.NETWORK_ERROR,
    "431": _C.SERVER_STORAGE_FULL,
    "432": _C.SERVER_ERROR,
    "441": _C.NETWORK_ERROR,
    "442": _C.NETWORK_ERROR,
    "446": _C.MAIL_LOOP,
    "447": _C.DELIVERY_EXPIRED,
    "449": _C.NETWORK_ERROR,
    "450": _C.SERVER_ERROR,
    "451": _C.SERVER_ERROR,
    "452": _C.SERVER_STORAGE_FULL,
    "454": _C.TLS_FAILED,
    "455": _C.SERVER_ERROR,
    "471": _C.SPAM_SUSPECTED,
    "500": _C.PROTOCOL_ERROR,
    "501": _C.PROTOCOL_ERROR,
    "502": _C.PROTOCOL_ERROR,
    "503": _C.PROTOCOL_ERROR,
    "504": _C.PROTOCOL_ERROR,
    "510": _C.MAILBOX_UNKNOWN,
    "511": _C.MAILBOX_UNKNOWN,
    "512": _C.DOMAIN_UNKNOWN,
    "513": _C.ADDRESS_SYNTAX,
    "516": _C.MAILBOX_MOVED,
    "517": _C.SENDER_REJECTED,
    "518": _C.SENDER_REJECTED,
    "520": _C.MAILBOX_UNKNOWN,
    "521": _C.NO_MAIL_ACCEPTED,
    "522": _C.MAILBOX_FULL,
    "523": _C.MESSAGE_TOO_LARGE,
    "525": _C.MAILBOX_DISABLED,
    "528": _C.SENDER_REJECTED,
    "530": _C.LOGIN_REQUIRED,
    "533": _C.RELAYING_DENIED,
    "534": _C.LOGIN_REQUIRED,
    "535": _C.LOGIN_REQUIRED,
    "538": _C.LOGIN_REQUIRED,
    "540": _C.MAILBOX_DISABLED,
    "541": _C.FILTERED,
    "542": _C.FILTERED,
    "543": _C.NETWORK_ERROR,
    "546": _C.MAIL_LOOP,
    "547": _C.DELIVERY_EXPIRED,
    "550": _C.MAILBOX_UNKNOWN,
    "551": _C.MAILBOX_MOVED,
    "552": _C.MAILBOX_FULL,
    "553": _C.SENDER_REJECTED,
    "555": _C.PROTOCOL_ERROR,
    "556": _C.NO_MAIL_ACCEPTED,
    "557": _C.RATE_LIMITED,
    "560": _C.CONTENT_REFUSED,
    "569": _C.POLICY_REFUSED,
    "570": _C.POLICY_REFUSED,
    "571": _C.POLICY_REFUSED,
    "572": _C.FILTERED,
    "573": _C.RELAYING_DENIED,
    "574": _C.LOGIN_REQUIRED,
    "577": _C.BAD_REPUTATION,
    "579": _C.POLICY_REFUSED,
    "591": _C.SENDER_SERVER_BLOCKED,
}

_PARTY: dict[Cause, Party] = {
    _C.MAILBOX_UNKNOWN: Party.RECIPIENT,
    _C.MAILBOX_MOVED: Party.RECIPIENT,
    _C.MAILBOX_FULL: Party.RECIPIENT,
    _C.MAILBOX_DISABLED: Party.RECIPIENT,
    _C.FILTERED: Party.RECIPIENT,
    _C.FORWARDING_REFUSED: Party.RECIPIENT,
    _C.DOMAIN_UNKNOWN: Party.RECIPIENT_HOST,
    _C.NO_MAIL_ACCEPTED: Party.RECIPIENT_HOST,
    _C.NETWORK_ERROR: Party.RECIPIENT_HOST,
    _C.MAIL_LOOP: Party.RECIPIENT_HOST,
    _C.DELIVERY_EXPIRED: Party.RECIPIENT_HOST,
    _C.SERVER_ERROR: Party.RECIPIENT_HOST,
    _C.SERVER_STORAGE_FULL: Party.RECIPIENT_HOST,
    _C.DELIVERY_PROGRAM_FAILED: Party.RECIPIENT_HOST,
    _C.TLS_FAILED: Party.RECIPIENT_HOST,
    _C.GREYLISTED: Party.RECIPIENT_HOST,
    _C.PROTOCOL_ERROR: Party.HOST,
    _C.TOO_MANY_CONNECTIONS: Party.HOST,
    _C.RATE_LIMITED: Party.HOST,
    _C.SENDER_SERVER_BLOCKED: Party.HOST,
    _C.BAD_REPUTATION: Party.HOST,
    _C.REVERSE_DNS_MISSING: Party.HOST,
    _C.SENDER_AUTHENTICATION_FAILED: Party.SENDER,
    _C.SENDER_REJECTED: Party.SENDER,
    _C.RELAYING_DENIED: Party.SENDER,
    _C.LOGIN_REQUIRED: Party.SENDER,
    _C.POLICY_REFUSED: Party.SENDER,
    _C.SPAM_SUSPECTED: Party.SENDER,
    _C.VIRUS_FOUND: Party.SENDER,
    _C.CONTENT_REFUSED: Party.SENDER,
    _C.MESSAGE_MALFORMED: Party.SENDER,
    _C.MESSAGE_TOO_LARGE: Party.SENDER,
    _C.RECIPIENT_LIMIT_EXCEEDED: Party.SENDER,
    _C.ADDRESS_SYNTAX: Party.SENDER,
    _C.ADDRESS_NOT_ASCII: Party.SENDER,
    _C.SUPPRESSED: Party.SENDER,
    _C.DELIVERED: Party.NOBODY,
    _C.AUTO_REPLY: Party.NOBODY,
    _C.SPAM_REPORT: Party.NOBODY,
    _C.LETTER: Party.NOBODY,
    _C.ORDINARY_MAIL: Party.NOBODY,
    _C.PHISHING: Party.NOBODY,
    _C.PROGRAM_CONNECTION: Party.SENDER,
    _C.PROGRAM_LOGIN: Party.SENDER,
    _C.PROGRAM_CERTIFICATE: Party.SENDER,
    _C.PROGRAM_MESSAGE: Party.UNKNOWN,
    _C.HEADERS: Party.NOBODY,
    _C.DELAYED: Party.RECIPIENT_HOST,
    _C.UNKNOWN: Party.UNKNOWN,
}

# Without a code: what often clears up by itself. Everything else is over for this message.
_PASSING = frozenset(
    {
        _C.GREYLISTED, _C.TOO_MANY_CONNECTIONS, _C.RATE_LIMITED, _C.MAILBOX_FULL, _C.NETWORK_ERROR,
        _C.SERVER_ERROR, _C.SERVER_STORAGE_FULL, _C.TLS_FAILED, _C.DELIVERY_EXPIRED, _C.DELAYED,
    }
)  # fmt: skip
_CLASS = {"2": Permanence.SUCCESS, "4": Permanence.TEMPORARY, "5": Permanence.PERMANENT}


def enhanced_cause(enhanced: str | None) -> Cause | None:
    """Return what the subject and detail of an enhanced status code say."""
    if enhanced is None:
        return None
    detail = enhanced[2:]
    if detail.startswith("7.") and 606 <= int(detail[2:]) <= 649:  # Microsoft: banned addresses
        return Cause.SENDER_SERVER_BLOCKED
    if detail.startswith("7.") and 700 <= int(detail[2:]) <= 749:  # Microsoft: tenant limits
        return _ENHANCED.get(detail, Cause.RATE_LIMITED)
    return _ENHANCED.get(enhanced) or _ENHANCED.get(detail)


def subject_cause(enhanced: str | None) -> Cause | None:
    """Return what the subject alone says, for details nobody has registered."""
    return _SUBJECT.get(enhanced[2]) if enhanced else None


def is_known(enhanced: str) -> bool:
    """Whether subject and detail are on record; a date such as 5.5.24 is not."""
    return enhanced[2:] in _ENHANCED or is_generic(enhanced)


def reply_cause(reply: str | None) -> Cause | None:
    """Return what a reply code says by itself."""
    return _REPLY.get(reply) if reply else None


def is_generic(enhanced: str) -> bool:
    """Whether the enhanced code names only a subject, or is used for everything (x.7.1)."""
    return enhanced[2:] in GENERIC_ENHANCED


def party(cause: Cause) -> Party:
    """Return who can act on the cause."""
    return _PARTY[cause]


def permanence(code: Code, cause: Cause) -> Permanence:
    """Return the permanence: by the code's class where there is a code, else by the cause."""
    digit = (code.reply or code.enhanced or " ")[0]
    if digit in _CLASS:
        return _CLASS[digit]
    if party(cause) is Party.NOBODY:
        return Permanence.SUCCESS
    return Permanence.TEMPORARY if cause in _PASSING else Permanence.PERMANENT
