"""Whose fault is what a program's window says? By the server's answer, the record, the topic."""

from dataclasses import replace

from faq.bounce.report import Cause, Confidence, Failure, Party, Place, Turn
from faq.bounce.topics import WINDOW_TOPICS, Topic, direction, topics
from faq.bounce.understood import Understanding
from faq.bounce.windows import Window

# At our own server, what would be the other side's is ours, or the reader's settings.
_AT_OWN_SERVER = {
    Cause.TLS_FAILED: Party.SENDER,
    Cause.PROTOCOL_ERROR: Party.SENDER,
    Cause.DOMAIN_UNKNOWN: Party.SENDER,
    Cause.NETWORK_ERROR: Party.NETWORK,
    Cause.DELIVERY_EXPIRED: Party.NETWORK,
}
_WINDOW_FAULT = {
    Topic.LOGIN: (Party.SENDER, True),
    Topic.ENCRYPTION: (Party.SENDER, True),
    Topic.NAME_NOT_FOUND: (Party.SENDER, True),
    Topic.OFFLINE: (Party.SENDER, True),
    Topic.OWN_MAILBOX_FULL: (Party.SENDER, True),
    Topic.MESSAGE_TOO_LARGE: (Party.SENDER, True),
    Topic.WHOSE_MAILBOX_FULL: (Party.SENDER, False),
    Topic.CERTIFICATE: (Party.SENDER, False),
    Topic.CONNECTION: (Party.SENDER, False),
    Topic.CANNOT_SEND: (Party.SENDER, False),
    Topic.NOTHING_ARRIVES: (Party.SENDER, False),
}


def of_a_window(known: Understanding, said: str, windows: tuple[Window, ...]) -> Understanding:
    """Return what is known of a window; ``windows`` are the records that fit what is ``said``."""
    about = next((topic for topic in topics(said) if topic in WINDOW_TOPICS), Topic.UNKNOWN)
    fault, is_sure = _window_fault(known, about, windows)
    if about is Topic.CONNECTION and _is_webmail(said):
        fault, is_sure = Party.HOST, known.names_own_host
    return replace(
        known,
        fault=fault,
        turn=Turn.SUPPORT if fault is Party.HOST else Turn.READER,
        is_sure=is_sure,
        place=Place.PROGRAM,
        topic=about,
        direction=windows[0].direction if windows else direction(about, said),
        windows=tuple(window.key for window in windows),
    )


def _window_fault(
    known: Understanding, about: Topic, windows: tuple[Window, ...]
) -> tuple[Party, bool]:
    """By what the server answered, else by the record, else by what the window is about."""
    first = known.report.failures[0]
    by_topic, is_clear = _WINDOW_FAULT.get(about, (Party.UNKNOWN, False))
    by_record = windows[0].party if windows else Party.UNKNOWN
    if first.cause is not Cause.UNKNOWN and _is_answer(first, about):
        party = first.party
        if party is Party.RECIPIENT_HOST:
            party = _AT_OWN_SERVER.get(first.cause, Party.HOST)
        if party in (Party.SENDER, Party.RECIPIENT, Party.HOST):
            return party, first.confidence is not Confidence.LOW or by_record is party
    if by_record is not Party.UNKNOWN:
        return by_record, True
    return by_topic, is_clear


def _is_answer(first: Failure, about: Topic) -> bool:
    """Whether the server answered so; a window may only sound like it."""
    if first.code.reply or first.code.enhanced:
        return about is not Topic.OWN_MAILBOX_FULL
    return first.party is Party.SENDER and about not in (Topic.CONNECTION, Topic.OWN_MAILBOX_FULL)


def _is_webmail(said: str) -> bool:
    return "webmail" in said or "roundcube" in said
