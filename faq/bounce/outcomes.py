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
    told = _phrases().sections_in(said)
    if _is_spam_report(message, told, has_code=has_code):
        return Outcome.SPAM_REPORT
    if not has_code and not fields and _is_auto_reply(message, told):
        return Outcome.AUTO_REPLY
    actions = {group.action for group in fields if group.action}
    if actions and actions <= _NOTHING_FAILED:
        return Outcome.DELIVERED
    is_on_its_way = "still-trying" in told or _says("delayed", told)
    if actions == {"delayed"} or (not actions and is_on_its_way):
        return Outcome.DELAYED
    if has_code or actions:
        return Outcome.FAILED
    return _without_code(message, told, has_cause=has_cause)


def _without_code(message: Message, told: frozenset[str], *, has_cause: bool) -> Outcome:
    if "disposition-notification" in message.content_type or _says("delivered", told):
        return Outcome.DELIVERED
    is_told = not told.isdisjoint({"bounce", "given-up"})
    is_told_by_cause = has_cause and "letter" not in told
    if is_told or is_told_by_cause or message.failed_recipients or _is_from_mailer(message):
        return Outcome.FAILED
    return Outcome.ORDINARY_MAIL


def _says(section: str, told: frozenset[str]) -> bool:
    return section in told and "given-up" not in told


def _is_spam_report(message: Message, told: frozenset[str], *, has_code: bool) -> bool:
    if "feedback-report" in message.content_type or "message/feedback-report" in message.kinds:
        return True
    return not has_code and "spam-report" in told


def _is_auto_reply(message: Message, told: frozenset[str]) -> bool:
    if message.failed_recipients or "multipart/report" in message.content_type:
        return False
    if message.auto_submitted.startswith("auto-replied") or _AUTO_REPLY_FIELDS & message.kinds:
        return not _is_from_mailer(message)
    subject = _phrases().sections_in(message.subject.lower())
    return "auto-reply" in told | subject and "bounce" not in told | subject


def _is_from_mailer(message: Message) -> bool:
    return "bounce" in _phrases().sections_in(f"{message.subject} {message.sender}".lower())


@cache
def _phrases() -> Phrases:
    return indexed(read_phrases("outcomes"))
