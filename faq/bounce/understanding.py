"""What did somebody paste, and what is surely known of it? The whole answer, without a word of it.

The kind is told first; each kind then has its own way to the party, the turn and the certainty.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from faq.bounce.analyse import report_of
from faq.bounce.headers import Journey, journey
from faq.bounce.kinds import Kind, kind
from faq.bounce.message import read
from faq.bounce.report import (
    Cause,
    Confidence,
    Failure,
    Outcome,
    Party,
    Permanence,
    Place,
    Report,
    Standing,
    Turn,
)
from faq.bounce.reporters import belongs_to, is_forwarded, reporter
from faq.bounce.signs import Signs, signs
from faq.bounce.topics import WINDOW_TOPICS, Direction, Topic, direction, topics
from faq.bounce.transcript import squeezed, transcript
from faq.bounce.turns import standing, turn
from faq.bounce.windows import Window, Windows

_TEXT_LIMIT = 6_000
_NO_WINDOWS = Windows()


class Question(StrEnum):
    """What has to be asked back where two answers are open."""

    WHOSE_MAILBOX = "whose-mailbox"
    WHICH_MESSAGE = "which-message"


@dataclass(frozen=True, slots=True)
class Understanding:
    """The answer about one text.

    ``fault`` is whose fault it is, ``turn`` who can act now; ``is_sure`` whether that may be said
    without a doubt. ``foreign_reporter`` is the server that reports, where it is not ours.
    ``windows`` are keys of matching records, ``hexadecimal`` codes of programs.
    """

    kind: Kind
    report: Report
    fault: Party
    turn: Turn
    is_sure: bool
    standing: Standing = Standing.UNKNOWN
    place: Place = Place.UNKNOWN
    topic: Topic = Topic.UNKNOWN
    direction: Direction = Direction.BOTH
    windows: tuple[str, ...] = ()
    hexadecimal: tuple[str, ...] = ()
    names_own_host: bool = False
    question: Question | None = None
    journey: Journey | None = None
    foreign_reporter: str | None = None

    @property
    def cause(self) -> Cause:
        """The cause of the first failure."""
        return self.report.failures[0].cause

    @property
    def notice(self) -> Cause | None:
        """What is said of a text in which no server speaks; None where an answer says it."""
        match self.kind:
            case Kind.PHISHING:
                return Cause.PHISHING
            case Kind.PROGRAM_WINDOW if not self.windows and not self.report.codes:
                return _WINDOW_NOTICE.get(self.topic, Cause.PROGRAM_MESSAGE)
            case Kind.NOT_A_FAILURE if self.journey:
                return Cause.HEADERS
            case Kind.NOT_A_FAILURE if self.fault is not Party.NOBODY:
                return Cause.ORDINARY_MAIL
            case _:
                return None

    @property
    def is_temporary(self) -> bool | None:
        """Whether trying later can help, where that is known."""
        if self.kind is Kind.PROGRAM_WINDOW and not self.report.codes:
            return _PASSES.get(self.topic)
        if self.kind is not Kind.SERVER_REPORT and not self.report.codes:
            return None
        known = {Permanence.TEMPORARY: True, Permanence.PERMANENT: False}
        return known.get(self.report.failures[0].permanence)


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
}
_WINDOW_NOTICE = {
    Topic.LOGIN: Cause.PROGRAM_LOGIN,
    Topic.CERTIFICATE: Cause.PROGRAM_CERTIFICATE,
    Topic.ENCRYPTION: Cause.PROGRAM_CONNECTION,
    Topic.NAME_NOT_FOUND: Cause.PROGRAM_CONNECTION,
    Topic.OFFLINE: Cause.PROGRAM_CONNECTION,
    Topic.CONNECTION: Cause.PROGRAM_CONNECTION,
    Topic.CANNOT_SEND: Cause.PROGRAM_CONNECTION,
    Topic.NOTHING_ARRIVES: Cause.PROGRAM_CONNECTION,
    Topic.MESSAGE_TOO_LARGE: Cause.MESSAGE_TOO_LARGE,
}
# Whether a window goes away by waiting.
_PASSES = {
    Topic.CONNECTION: True,
    Topic.OWN_MAILBOX_FULL: True,
    Topic.LOGIN: False,
    Topic.ENCRYPTION: False,
    Topic.MESSAGE_TOO_LARGE: False,
}
_OWN_WORDS = {
    Topic.OWN_MAILBOX_FULL: (Party.SENDER, Turn.READER, True),
    Topic.OUT_OF_OFFICE: (Party.SENDER, Turn.READER, False),
    Topic.ABUSED: (Party.SENDER, Turn.READER, False),
    Topic.SENDER_SERVER_BLOCKED: (Party.HOST, Turn.SUPPORT, False),
    Topic.MESSAGE_TOO_LARGE: (Party.SENDER, Turn.READER, False),
    Topic.CERTIFICATE: (Party.SENDER, Turn.READER, False),
    Topic.ENCRYPTION: (Party.SENDER, Turn.READER, False),
    Topic.LOGIN: (Party.SENDER, Turn.READER, False),
    Topic.OFFLINE: (Party.SENDER, Turn.READER, False),
    Topic.NEW_DEVICE: (Party.SENDER, Turn.READER, False),
    Topic.MOVE: (Party.SENDER, Turn.READER, False),
    Topic.BACKUP: (Party.SENDER, Turn.READER, False),
    Topic.DEVICES_DIFFER: (Party.SENDER, Turn.READER, False),
    Topic.DEVICE_SENDS: (Party.SENDER, Turn.READER, False),
    Topic.CANNOT_SEND: (Party.SENDER, Turn.READER, False),
    Topic.CONNECTION: (Party.SENDER, Turn.READER, False),
}
_QUESTIONS = {
    Topic.WHOSE_MAILBOX_FULL: Question.WHOSE_MAILBOX,
    Topic.BACK: Question.WHICH_MESSAGE,
}
_EVIDENCE_OF_A_LETTER = frozenset({Outcome.DELIVERED, Outcome.AUTO_REPLY, Outcome.SPAM_REPORT})


def understand(
    source: bytes | str, *, own_hosts: Iterable[str] = (), windows: Windows = _NO_WINDOWS
) -> Understanding:
    """Return what ``source`` is and what is known of it. Total, in time linear to the input.

    ``own_hosts`` are the names of the operator's servers: they are never the recipient's.
    """
    message = read(source)
    pages = transcript(message.text, message.sections)
    report = report_of(message, pages)
    hosts = tuple(own_hosts)
    found = signs(message, pages, report, hosts)
    known = Understanding(
        kind=kind(found, report),
        report=report,
        fault=Party.UNKNOWN,
        turn=Turn.UNKNOWN,
        is_sure=False,
        hexadecimal=found.hexadecimal,
        names_own_host=found.names_own_host,
    )
    said = squeezed(pages.plain[:_TEXT_LIMIT])
    match known.kind:
        case Kind.SERVER_REPORT:
            return _of_a_report(known, hosts, pages.plain, found)
        case Kind.PROGRAM_WINDOW:
            return _of_a_window(known, said, windows.matching(pages.plain))
        case Kind.OWN_WORDS:
            return _of_own_words(known, said)
        case Kind.PHISHING:
            return replace(known, fault=Party.NOBODY, turn=Turn.READER, is_sure=True)
        case Kind.NOT_A_FAILURE:
            return replace(
                _of_a_letter(known, found, is_whole=message.is_whole),
                journey=journey(source, hosts) if message.is_whole else None,
            )


def _of_a_report(
    known: Understanding, own_hosts: tuple[str, ...], plain: str, found: Signs
) -> Understanding:
    first = known.report.failures[0]
    is_own = _answered_by(first, own_hosts)
    fault = first.party
    if is_own and fault is Party.RECIPIENT_HOST:
        fault = Party.HOST
    stands = standing(known.report)
    foreign = _foreign_reporter(plain, own_hosts)
    who = turn(first.cause, fault, stands)
    return replace(
        known,
        fault=fault,
        turn=Turn.READER if foreign and who is Turn.SUPPORT else who,
        is_sure=fault is not Party.UNKNOWN and _is_borne_out(known, first, found),
        standing=stands,
        place=_place(first, plain, is_own=is_own),
        foreign_reporter=foreign,
        direction=Direction.SENDING,
    )


def _is_borne_out(known: Understanding, first: Failure, found: Signs) -> bool:
    """Whether the reading may be said surely: words alone, outside of any report, may not."""
    if first.confidence is not Confidence.MEDIUM:
        return first.confidence is Confidence.HIGH
    is_report = {"report", "frame"} & found.everywhere or found.has_fields or found.has_answer
    return bool(is_report or first.recipient or known.report.codes)


def _foreign_reporter(plain: str, own_hosts: tuple[str, ...]) -> str | None:
    """The server that reports, where it is not ours: its operator has to act, not we."""
    found = reporter(plain)
    if found is None or not own_hosts or belongs_to(found, own_hosts):
        return None
    return found


def _place(first: Failure, plain: str, *, is_own: bool) -> Place:
    if first.cause is Cause.UNKNOWN:
        return Place.UNKNOWN
    if is_forwarded(plain):
        return Place.FORWARDER
    return Place.OWN_SERVER if is_own else Place.OTHER_SERVER


def _of_a_window(known: Understanding, said: str, windows: tuple[Window, ...]) -> Understanding:
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
    if first.cause is not Cause.UNKNOWN and _is_answer(first, about):
        party = first.party
        if party is Party.RECIPIENT_HOST:
            party = _AT_OWN_SERVER.get(first.cause, Party.HOST)
        if party in (Party.SENDER, Party.RECIPIENT, Party.HOST):
            return party, first.confidence is not Confidence.LOW
    if windows and windows[0].party is not Party.UNKNOWN:
        return windows[0].party, True
    return _WINDOW_FAULT.get(about, (Party.UNKNOWN, False))


def _is_answer(first: Failure, about: Topic) -> bool:
    """Whether the server answered so; a window may only sound like it."""
    if first.code.reply or first.code.enhanced:
        return about is not Topic.OWN_MAILBOX_FULL
    return first.party is Party.SENDER and about not in (Topic.CONNECTION, Topic.OWN_MAILBOX_FULL)


def _is_webmail(said: str) -> bool:
    return "webmail" in said or "roundcube" in said


def _of_own_words(known: Understanding, said: str) -> Understanding:
    about = next(iter(topics(said)), Topic.UNKNOWN)
    fault, who, is_sure = _OWN_WORDS.get(about, (Party.UNKNOWN, Turn.UNKNOWN, False))
    first = known.report.failures[0]
    if known.report.codes:
        is_known = first.confidence is not Confidence.LOW
        fault = first.party if is_known else Party.UNKNOWN
        who = turn(first.cause, fault, Standing.RETURNED) if is_known else Turn.UNKNOWN
        is_sure = False
    return replace(
        known,
        fault=fault,
        turn=who,
        is_sure=is_sure,
        topic=about,
        direction=direction(about, said),
        question=_QUESTIONS.get(about),
    )


def _of_a_letter(known: Understanding, found: Signs, *, is_whole: bool) -> Understanding:
    """Nobody has to act, where the text shows that it is a letter; surely, where headers say so."""
    is_proved = known.report.outcome in _EVIDENCE_OF_A_LETTER or "notice" in found.said
    if not is_proved:
        return known
    return replace(known, fault=Party.NOBODY, turn=Turn.NOBODY, is_sure=is_whole)


def _answered_by(first: Failure, hosts: Iterable[str]) -> bool:
    """Whether the server that answered, or could not be reached, is one of the hosts."""
    said = first.diagnostic.lower()
    return any(
        re.search(
            rf"(?<!system at )(?:host|to|relay=|server|dns;) ?{re.escape(host.lower())}\b", said
        )
        for host in hosts
    )
