"""What is known of a pasted text? Values only."""

from dataclasses import dataclass
from enum import StrEnum

from faq.bounce.headers import Journey
from faq.bounce.kinds import Kind
from faq.bounce.report import Cause, Party, Permanence, Place, Report, Standing, Turn
from faq.bounce.topics import Direction, Topic

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


class Question(StrEnum):
    """What has to be asked back where two answers are open."""

    WHOSE_MAILBOX = "whose-mailbox"
    WHICH_MESSAGE = "which-message"
    WHICH_WAY = "which-way"


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
            case Kind.OWN_WORDS if self.topic is Topic.RECIPIENT_MAILBOX_FULL:
                return Cause.MAILBOX_FULL
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
