"""Where does the copy of the original message begin? What stands there proves nothing."""

import re

_FAILURE_HINT = re.compile(
    r"fail|deliver|error|unknown|reject|returned|refused|problem|[45]\d\d |unzustellbar|zugestellt"
    r"|fehler|nicht erreich|unable|sorry|exceed|invalid|not accepted"
)
# Announcements end the report wherever they stand behind the first word of a failure.
_ANNOUNCEMENTS = (
    "is a copy of the message",
    "is a copy of your message",
    "is a copy of the original",
    "below this line is",
    "included is a copy",
    "header of the original",
    "headers of the original",
    "header and top",
    "original message header",
    "original message follows",
    "original mail as follows",
    "unsent message follows",
    "unsent message below",
    "returned message follows",
    "message header follows",
    "message headers follow",
    "beginning of the original header",
    "ursprüngliche nachrichtenk",
    "ursprünglicher nachrichtenk",
    "nachrichtenkopfzeilen",
    "kopf der ursprünglichen",
    "kopfzeilen der ursprünglichen",
    "header der ursprünglichen",
    "header der original",
    "ursprüngliche nachricht folgt",
    "en-têtes de message d'origine",
    "en-têtes du message d'origine",
    "encabezados de mensaje originales",
    "intestazioni originali del messaggio",
    "content-type: message/rfc822",
    "content-type: text/rfc822-headers",
)
# The same words also head a quoted reply, so they need their dashes.
_DASHED = re.compile(
    r"(?<!-)--+ ?(?:the )?(?:original[ -]?(?:message|mail|nachricht|e-mail)|message d'origine"
    r"|message text"
    r"|urspr\S{1,2}ngliche (?:nachricht|e-mail|mail)|returned mail|undelivered message"
    r"|copy of (?:the )?message|body of (?:the )?original)\b"
)
# Fields that only machines write, at the beginning of a line.
_FIELDS = ("received: from", "received: by", "return-path:", "dkim-signature:", "x-received:")
_RECEIVED = re.compile(r"received: (?:from|by) [^\n]{1,200}\b(?:with|by|id|for) ")
_INDENT = 8


def copy_start(plain: str) -> int:
    """Return the offset of the copy in ``plain`` (lower case); its length if there is none."""
    told = _FAILURE_HINT.search(plain)
    if told is None:
        return len(plain)
    start = told.start()
    found = [plain.find(words, start) for words in _ANNOUNCEMENTS]
    stop = min((place for place in found if place >= 0), default=len(plain))
    likely = _DASHED.search(plain, start, stop)
    stop = likely.start() if likely else stop
    return min([stop, *(_field(plain, name, start, stop) for name in _FIELDS)])


def _field(plain: str, name: str, start: int, stop: int) -> int:
    """The first place where the field begins a line, or is complete in a run-on text."""
    place = plain.find(name, start, stop)
    while place >= 0:
        before = plain[max(0, place - _INDENT) : place]
        if not before.rpartition("\n")[2].strip() or _RECEIVED.match(plain, place):
            return place
        place = plain.find(name, place + 1, stop)
    return stop
