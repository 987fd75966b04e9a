"""Which words does the analysis answer in? Enums and values only, no behaviour."""

from dataclasses import dataclass
from enum import StrEnum


class Cause(StrEnum):
    """Why the message was not delivered; the value is the key of the editable explanation."""

    MAILBOX_UNKNOWN = "mailbox-unknown"
    MAILBOX_MOVED = "mailbox-moved"
    MAILBOX_FULL = "mailbox-full"
    MAILBOX_DISABLED = "mailbox-disabled"
    DOMAIN_UNKNOWN = "domain-unknown"
    NO_MAIL_ACCEPTED = "no-mail-accepted"
    NETWORK_ERROR = "network-error"
    MAIL_LOOP = "mail-loop"
    DELIVERY_EXPIRED = "delivery-expired"
    SERVER_ERROR = "server-error"
    SERVER_STORAGE_FULL = "server-storage-full"
    DELIVERY_PROGRAM_FAILED = "delivery-program-failed"
    TLS_FAILED = "tls-failed"
    GREYLISTED = "greylisted"
    TOO_MANY_CONNECTIONS = "too-many-connections"
    RATE_LIMITED = "rate-limited"
    SENDER_SERVER_BLOCKED = "sender-server-blocked"
    BAD_REPUTATION = "bad-reputation"
    REVERSE_DNS_MISSING = "reverse-dns-missing"
    SENDER_AUTHENTICATION_FAILED = "sender-authentication-failed"
    FORWARDING_REFUSED = "forwarding-refused"
    SENDER_REJECTED = "sender-rejected"
    RELAYING_DENIED = "relaying-denied"
    LOGIN_REQUIRED = "login-required"
    POLICY_REFUSED = "policy-refused"
    SPAM_SUSPECTED = "spam-suspected"
    VIRUS_FOUND = "virus-found"
    CONTENT_REFUSED = "content-refused"
    FILTERED = "filtered"
    MESSAGE_MALFORMED = "message-malformed"
    MESSAGE_TOO_LARGE = "message-too-large"
    RECIPIENT_LIMIT_EXCEEDED = "recipient-limit-exceeded"
    ADDRESS_SYNTAX = "address-syntax"
    ADDRESS_NOT_ASCII = "address-not-ascii"
    PROTOCOL_ERROR = "protocol-error"
    SUPPRESSED = "suppressed"
    UNKNOWN = "unknown"
    # No failures, but they have an explanation too:
    DELAYED = "delayed"
    DELIVERED = "delivered"
    AUTO_REPLY = "auto-reply"
    SPAM_REPORT = "spam-report"
    LETTER = "letter"
    ORDINARY_MAIL = "ordinary-mail"
    # What is no report of a server at all:
    PHISHING = "phishing"
    PROGRAM_CONNECTION = "program-connection"
    PROGRAM_LOGIN = "program-login"
    PROGRAM_CERTIFICATE = "program-certificate"
    PROGRAM_MESSAGE = "program-message"
    HEADERS = "headers"


class Outcome(StrEnum):
    """What kind of message this is."""

    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    AUTO_REPLY = "auto-reply"
    SPAM_REPORT = "spam-report"
    ORDINARY_MAIL = "ordinary-mail"


class Party(StrEnum):
    """Whose fault it is."""

    SENDER = "sender"
    RECIPIENT = "recipient"
    HOST = "host"
    RECIPIENT_HOST = "recipient-host"
    NETWORK = "network"
    NOBODY = "nobody"
    UNKNOWN = "unknown"


class Turn(StrEnum):
    """Who can do something now."""

    READER = "reader"
    SUPPORT = "support"
    RECIPIENT = "recipient"
    WAIT = "wait"
    NOBODY = "nobody"
    UNKNOWN = "unknown"


class Standing(StrEnum):
    """Whether the message came back or is still on its way."""

    RETURNED = "returned"
    TRYING = "trying"
    UNKNOWN = "unknown"


class Place(StrEnum):
    """Where it happened."""

    PROGRAM = "program"
    OWN_SERVER = "own-server"
    OTHER_SERVER = "other-server"
    FORWARDER = "forwarder"
    UNKNOWN = "unknown"


class Permanence(StrEnum):
    """Whether trying again later can help."""

    TEMPORARY = "temporary"
    PERMANENT = "permanent"
    SUCCESS = "success"
    UNKNOWN = "unknown"


class Confidence(StrEnum):
    """How well the evidence carries the conclusion."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of ``Report.text``: ``text[start:end]`` led to the conclusion."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Code:
    """A code as it stands in the text: RFC 5321 reply, RFC 3463 enhanced code, or both."""

    reply: str | None
    enhanced: str | None


@dataclass(frozen=True, slots=True)
class Failure:
    """The answer for one recipient (``None``: the message names none).

    ``other`` is what a second reader sees instead, where the two differ.
    """

    recipient: str | None
    code: Code
    cause: Cause
    permanence: Permanence
    party: Party
    confidence: Confidence
    evidence: Evidence | None
    diagnostic: str
    other: Cause | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the analysis found, most important failure first.

    ``text`` is what the reader can read of the message; the offsets of every evidence refer to it.
    ``codes`` are all codes that stand in it in an SMTP context, most important first.
    """

    outcome: Outcome
    failures: tuple[Failure, ...]
    codes: tuple[Code, ...]
    text: str
