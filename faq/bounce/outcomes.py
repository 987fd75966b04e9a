"""Is this a failure, or a delay, a success notice, an auto-reply, a spam report, plain mail?

Standards: RFC 3464 (Action), RFC 3834 (Auto-Submitted), RFC 5965 (feedback reports), RFC 8098.
"""

from functools import cache

from faq.bounce.dsn import RecipientFields
from faq.bounce.message import Message
from faq.bounce.phrases import Phrases, indexed, read_phrases
from faq.bounce.report import Outcome

_NOTHING_FAILED = frozenset({"delivered", "relayed", "expanded"})
_AUTO_REPLY_FIELDS = frozenset({"x-autoreply", "x-autorespond"})


def outcome(
    message: Message,
    said: str,
    fields: tuple[RecipientFields, ...],
    *,
    has_code: bool,
    has_cause: bool,
) -> Outcome:
    """Return what kind of message this is; ``said`` is the report in lower case on one line."""
    if _is_spam_report(message, said, has_code=has_code):
        return Outcome.SPAM_REPORT
    if _is_auto_reply(message, said, has_code=has_code, has_fields=bool(fields)):
        return Outcome.AUTO_REPLY
    actions = {group.action for group in fields if group.action}
    if actions and actions <= _NOTHING_FAILED:
        return Outcome.DELIVERED
    if actions == {"delayed"} or (not actions and _says("delayed", said, unless="given-up")):
        return Outcome.DELAYED
    if has_code or actions:
        return Outcome.FAILED
    return _without_code(message, said, has_cause=has_cause)


def _without_code(message: Message, said: str, *, has_cause: bool) -> Outcome:
    if "disposition-notification" in message.content_type:
        return Outcome.DELIVERED
    if _says("delivered", said, unless="given-up"):
        return Outcome.DELIVERED
    if has_cause or message.failed_recipients or _says("bounce", f"{said} {_header(message)}"):
        return Outcome.FAILED
    return Outcome.ORDINARY_MAIL


def _is_spam_report(message: Message, said: str, *, has_code: bool) -> bool:
    if "feedback-report" in message.content_type or "message/feedback-report" in message.kinds:
        return True
    return not has_code and _says("spam-report", said)


def _is_auto_reply(message: Message, said: str, *, has_code: bool, has_fields: bool) -> bool:
    if has_code or has_fields or "multipart/report" in message.content_type:
        return False
    if message.auto_submitted.startswith("auto-replied") or _AUTO_REPLY_FIELDS & message.kinds:
        return not message.failed_recipients and not _says("bounce", _header(message))
    return _says("auto-reply", f"{message.subject.lower()} {said}", unless="bounce")


def _header(message: Message) -> str:
    return f"{message.subject} {message.sender}".lower()


def _says(section: str, text: str, *, unless: str = "") -> bool:
    found = _section(section).first_in(text) is not None
    return found and not (unless and _section(unless).first_in(text))


@cache
def _section(name: str) -> Phrases:
    return indexed(phrase for phrase in read_phrases("outcomes") if phrase.section == name)
