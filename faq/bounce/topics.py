"""What is a window or a reader's own sentence about, and which way was the mail going?"""

from enum import StrEnum
from functools import cache

from faq.bounce.flow import Flow, flow
from faq.bounce.phrases import Phrases, indexed, read_phrases


class Topic(StrEnum):
    """What it is about; the values are the sections of ``data/topics.txt``."""

    RECIPIENT_MAILBOX_FULL = "recipient-mailbox-full"
    OWN_MAILBOX_FULL = "own-mailbox-full"
    WHOSE_MAILBOX_FULL = "whose-mailbox-full"
    OUT_OF_OFFICE = "out-of-office"
    ABUSED = "abused"
    SUSPICIOUS = "suspicious"
    SENDER_SERVER_BLOCKED = "sender-server-blocked"
    SPAM_FOLDER = "spam-folder"
    MESSAGE_TOO_LARGE = "message-too-large"
    CERTIFICATE = "certificate"
    ENCRYPTION = "encryption"
    LOGIN = "login"
    NAME_NOT_FOUND = "name-not-found"
    OFFLINE = "offline"
    NEW_DEVICE = "new-device"
    MOVE = "move"
    BACKUP = "backup"
    LOST = "lost"
    DEVICES_DIFFER = "devices-differ"
    RECALL = "recall"
    DEVICE_SENDS = "device-sends"
    LATE = "late"
    UMLAUT = "umlaut"
    BACK = "back"
    NEVER_ARRIVED = "never-arrived"
    CANNOT_BE_REACHED = "cannot-be-reached"
    ARRIVES_NOWHERE = "arrives-nowhere"
    NOTHING_ARRIVES = "nothing-arrives"
    CANNOT_SEND = "cannot-send"
    DELIVERY = "delivery"
    CONNECTION = "connection"
    UNKNOWN = "unknown"


class Direction(StrEnum):
    """Which way the mail was going."""

    SENDING = "sending"
    RECEIVING = "receiving"
    LOGIN = "login"
    CERTIFICATE = "certificate"
    BOTH = "both"


# What the grammar of a clause decides better than its words do.
_OF_A_FLOW = {
    Flow.OUT: Topic.CANNOT_SEND,
    Flow.TO_THEM: Topic.NEVER_ARRIVED,
    Flow.TO_ME: Topic.CANNOT_BE_REACHED,
    Flow.IN: Topic.NOTHING_ARRIVES,
    Flow.OPEN: Topic.ARRIVES_NOWHERE,
}
_LEFT_TO_FLOW = frozenset(
    {
        Topic.NEVER_ARRIVED, Topic.NOTHING_ARRIVES, Topic.CANNOT_SEND, Topic.DELIVERY,
        Topic.CONNECTION, Topic.UNKNOWN,
    }
)  # fmt: skip
_OF_A_TOPIC = {
    Topic.LOGIN: Direction.LOGIN,
    Topic.CERTIFICATE: Direction.CERTIFICATE,
    Topic.OWN_MAILBOX_FULL: Direction.RECEIVING,
    Topic.NEVER_ARRIVED: Direction.SENDING,
    Topic.CANNOT_SEND: Direction.SENDING,
    Topic.CANNOT_BE_REACHED: Direction.RECEIVING,
    Topic.ARRIVES_NOWHERE: Direction.BOTH,
}
# What a window can be about; everything else in it is decoration.
WINDOW_TOPICS = frozenset(
    {
        Topic.OWN_MAILBOX_FULL, Topic.MESSAGE_TOO_LARGE, Topic.CERTIFICATE, Topic.ENCRYPTION,
        Topic.LOGIN, Topic.NAME_NOT_FOUND, Topic.OFFLINE, Topic.CANNOT_SEND, Topic.NOTHING_ARRIVES,
        Topic.CONNECTION, Topic.WHOSE_MAILBOX_FULL,
    }
)  # fmt: skip


def topics(said: str) -> tuple[Topic, ...]:
    """Return what ``said`` (lower case, one line) is about, the most special first."""
    return tuple(Topic(section) for section in _topics().sections_by_rank(said))


def told(said: str) -> Topic:
    """Return what a reader's own words (lower case, one line) are about."""
    found = next(iter(topics(said)), Topic.UNKNOWN)
    way = flow(said)
    if way is None:
        return found
    is_returned_to_them = found is Topic.BACK and way is Flow.TO_ME
    return _OF_A_FLOW[way] if found in _LEFT_TO_FLOW or is_returned_to_them else found


def direction(topic: Topic, said: str) -> Direction:
    """Return the direction: by the topic where it decides, else by the words."""
    if topic in _OF_A_TOPIC:
        return _OF_A_TOPIC[topic]
    found = _directions().first_in(said)
    return Direction(found.phrase.section) if found else Direction.BOTH


@cache
def _topics() -> Phrases:
    return indexed(read_phrases("topics"))


@cache
def _directions() -> Phrases:
    return indexed(read_phrases("directions"))
