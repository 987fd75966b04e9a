"""At which step of the SMTP dialogue (RFC 5321) did the server refuse?"""

import re
from enum import StrEnum


class Stage(StrEnum):
    """The step of the dialogue, by its command."""

    CONNECT = "connect"
    HELO = "helo"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    UNKNOWN = ""


_COMMAND = (
    r"(?P<connect>initial connection|connect(?:ion|ing)?\b|banner|talk to me|greeting)"
    r"|(?P<helo>helo|ehlo|lhlo)"
    r"|(?P<mail>mail(?: from|_from|from)?\b)|(?P<rcpt>rcpt(?: to|_to)?\b)"
    r"|(?P<data>(?:end of )?data|message body|bdat|pipelined data|pipelined sending|final dot"
    r"|\.$)"
)
_STAGE = re.compile(
    rf"(?:in reply to|after|while sending|while performing the|while receiving the"
    rf"|in response to(?: the)?|response to(?: the)?"
    rf"|during|refused to|>>>|\[|sending|error (?:in|on)|\bin) ?(?:sending |end of |the "
    rf"|to )?(?:{_COMMAND})"
)
# Gmail's "(state 14)" counts the replies it has read.
_STATE = re.compile(r"\(state (\d{1,2})\)")
_STATES = {"9": Stage.MAIL, "12": Stage.RCPT, "13": Stage.MAIL, "14": Stage.RCPT, "15": Stage.DATA,
           "17": Stage.DATA, "18": Stage.DATA}  # fmt: skip


def stage(plain: str, start: int, end: int) -> Stage:
    """Return the step named behind the reply in ``plain[start:end]``, or shortly before it."""
    state = _STATE.search(plain, start, end)
    if state:
        return _STATES.get(state[1], Stage.UNKNOWN)
    match = _STAGE.search(plain, start, end)
    if match is None:
        match = _last(plain, max(0, start - 250), start)
    return Stage(match.lastgroup) if match and match.lastgroup else Stage.UNKNOWN


def _last(plain: str, start: int, end: int) -> re.Match[str] | None:
    return next(iter([*_STAGE.finditer(plain, start, end)][-1:]), None)
