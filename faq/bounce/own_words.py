"""What does somebody want who writes in his own words, and whose mailbox is meant?"""

from dataclasses import replace

from faq.bounce.report import Confidence, Party, Standing, Turn
from faq.bounce.topics import Topic, direction, told
from faq.bounce.turns import turn
from faq.bounce.understood import Question, Understanding

_OWN_WORDS = {
    Topic.RECIPIENT_MAILBOX_FULL: (Party.RECIPIENT, Turn.RECIPIENT, True),
    Topic.OWN_MAILBOX_FULL: (Party.SENDER, Turn.READER, True),
    Topic.OUT_OF_OFFICE: (Party.SENDER, Turn.READER, False),
    Topic.ABUSED: (Party.SENDER, Turn.READER, False),
    Topic.SENDER_SERVER_BLOCKED: (Party.HOST, Turn.SUPPORT, False),
    Topic.MESSAGE_TOO_LARGE: (Party.SENDER, Turn.READER, False),
    Topic.CERTIFICATE: (Party.SENDER, Turn.READER, False),
    Topic.ENCRYPTION: (Party.SENDER, Turn.READER, False),
    Topic.LOGIN: (Party.SENDER, Turn.READER, False),
    Topic.OFFLINE: (Party.NETWORK, Turn.READER, False),
    Topic.LOST: (Party.SENDER, Turn.READER, False),
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
    Topic.ARRIVES_NOWHERE: Question.WHICH_WAY,
}


def of_own_words(known: Understanding, said: str) -> Understanding:
    """Return what is known of the words; ``said`` is the text (lower case, one line)."""
    about = told(said)
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
