"""Is this a failure at all? Delay warnings, success notices, auto-replies, spam reports, ordinary mail.

Standards: RFC 3464 (Action), RFC 3834 (Auto-Submitted), RFC 5965 (feedback reports), RFC 8098.
"""

import re

from faq.bounce.dsn import RecipientFields
from faq.bounce.message import Message
from faq.bounce.report import Outcome

_SPAM_REPORT = re.compile(
    r"feedback-type ?: ?|this is an? (?:email )?abuse report|abuse report for|spam report for"
    r"|(?:x-)?complaint report|user complaint|marked (?:your|this) (?:message|mail|e-?mail) as (?:spam|junk)"
    r"|als spam (?:gemeldet|markiert)|beschwerde über eine e-?mail|email feedback report|feedback loop report"
)
_AUTO_REPLY = re.compile(
    r"out of (?:the |my )?office|out-of-office|on vacation|on holiday|auto(?:matic|mated)?[ -]?(?:reply|response|responder)"
    r"|i(?:'m| am) (?:currently )?(?:away|on leave|out of)|annual leave|maternity leave|parental leave"
    r"|abwesenheit|abwesend|automatische (?:antwort|e-?mail|rückantwort)|nicht im (?:büro|haus|hause|dienst)|bin ich (?:wieder|nicht)"
    r"|im urlaub|in urlaub|urlaubsbedingt|elternzeit|ab dem \S{1,20} wieder|wieder (?:erreichbar|für sie da|im büro|zurück)"
    r"|bin (?:derzeit|zurzeit|zur zeit|momentan|vom|bis|ab|leider|im) |kein(?:en)? zugriff auf meine e-?mails"
    r"|nicht weitergeleitet|vertretung|absence du bureau|réponse automatique|je suis absent"
)
_DELAYED = re.compile(
    r"warning (?:message )?only|has(?: been)? delayed|have(?: been)? delayed|is delayed|was delayed|delivery delay|delay(?:ed)? (?:notification|mail)"
    r"|still (?:being )?(?:retried|trying|in the queue|undelivered)|will be retried|will (?:continue|keep) (?:to try|trying|to attempt|attempting|retrying|to retry)"
    r"|do not need to resend|no need to resend|don't need to resend|not (?:yet )?been (?:delivered|received)|delivery attempts will continue|continue trying"
    r"|attempts to deliver (?:the|your) message will continue|not yet been delivered|no action is required on your part|will try again|temporary problem delivering"
    r"|noch nicht zugestellt|konnte bisher nicht|konnte (?:noch )?nicht innerhalb von|verzögert|zustellung wird (?:weiter|erneut)|weitere zustellversuche|wird (?:weiterhin )?versucht"
    r"|brauchen (?:sie )?(?:die )?(?:nachricht )?nicht (?:erneut|noch einmal)|müssen (?:sie )?(?:die |ihre )?(?:nachricht|e-?mail) nicht erneut|nicht erneut (?:zu )?senden|noch \d{1,3} (?:tage?|stunden?) (?:lang )?versucht"
    r"|wir versuchen es (?:weiter|noch|erneut)|unvollständige zustellung|warnung: |delivery incomplete|nur eine warnung"
)
_GIVEN_UP = re.compile(
    r"permanent(?:ly)? (?:error|fatal|failure|failed)|failed permanently|permanent fatal|giving up|i've given up|gave up|has been returned|is being returned"
    r"|undelivered mail returned|could not be delivered to one or more|did not reach|wurde nicht zugestellt|endgültig|unzustellbar|returned to sender"
    r"|couldn't be delivered|wasn't delivered|was not delivered|konnte nicht zugestellt|action ?: ?failed|address not found"
)
_DELIVERED = re.compile(
    r"success(?:ful|fully) (?:delivered|delivery|relayed|mail delivery)|(?:has been|was|were) successfully|delivery to the following recipients? (?:was|were|has been) success"
    r"|(?:message|mail|e-?mail) (?:has been|was) (?:delivered|received by|displayed|read)|relayed to non-dsn|(?:delivery )?confirmation of delivery|erfolgreich zugestellt"
    r"|wurde zugestellt|wurde(?:n)? erfolgreich|return receipt|read receipt|lesebestätigung|wurde (?:am|um) .{1,40} gelesen|übermittlungsbestätigung|empfangsbestätigung"
    r"|relayed: |return-receipt|successful mail delivery report|zustellbestätigung"
)
_BOUNCE = re.compile(
    r"undeliver|not deliver|n't deliver|not be deliver|n't be deliver|deliver(?:y|ed|ing)?\b.{0,60}\b(?:fail|problem|unable|error|impossible)|(?:fail|unable|could not|couldn't|problem).{0,60}\bdeliver"
    r"|returned mail|mail(?:er)?[- ]daemon|mail delivery (?:system|subsystem|service|software)|postmaster@|delivery status|non-?delivery|did not reach|didn't reach|not reach|was rejected|been rejected|rejected your|bounce"
    r"|unzustellbar|nicht zugestellt|nicht zustell|zustell(?:ung|fehler|problem)|nicht übermittelt|nicht ausgeliefert|nicht gesendet|konnte nicht|fehlermeldung|nicht erreicht|zurückgewiesen|kam zurück|returned to sender|message status|delivery report"
    r"|送信できません|配信できません|送達できません|配信エラー|pas (?:pu )?(?:être )?(?:remis|distribué|délivré|livré)|non remis|no se pudo entregar|non consegnat"
)
_NOTHING_FAILED = frozenset({"delivered", "relayed", "expanded"})


def outcome(
    message: Message, plain: str, fields: tuple[RecipientFields, ...], *, has_code: bool, has_cause: bool
) -> Outcome:
    """Return what kind of message this is."""
    if _is_spam_report(message, plain, has_code=has_code):
        return Outcome.SPAM_REPORT
    if _is_auto_reply(message, plain, has_code=has_code, has_fields=bool(fields)):
        return Outcome.AUTO_REPLY
    actions = {group.action for group in fields if group.action}
    if actions and actions <= _NOTHING_FAILED:
        return Outcome.DELIVERED
    if actions == {"delayed"} or (not actions and _is_delayed(plain)):
        return Outcome.DELAYED
    if has_code or actions:
        return Outcome.FAILED
    return _without_code(message, plain, has_cause=has_cause)


def _without_code(message: Message, plain: str, *, has_cause: bool) -> Outcome:
    if _DELIVERED.search(plain) and not _GIVEN_UP.search(plain):
        return Outcome.DELIVERED
    if "disposition-notification" in message.content_type:
        return Outcome.DELIVERED
    header = f"{message.subject} {message.sender}".lower()
    if has_cause or message.failed_recipients or _BOUNCE.search(plain) or _BOUNCE.search(header):
        return Outcome.FAILED
    return Outcome.ORDINARY_MAIL


def _is_spam_report(message: Message, plain: str, *, has_code: bool) -> bool:
    if "feedback-report" in message.content_type or "message/feedback-report" in message.kinds:
        return True
    return not has_code and _SPAM_REPORT.search(plain) is not None


def _is_auto_reply(message: Message, plain: str, *, has_code: bool, has_fields: bool) -> bool:
    if has_code or has_fields or "multipart/report" in message.content_type:
        return False
    replied = message.auto_submitted.startswith("auto-replied")
    if (replied or {"x-autoreply", "x-autorespond"} & message.kinds) and not message.failed_recipients:
        return not _BOUNCE.search(f"{message.subject} {message.sender}".lower())
    said = f"{message.subject}\n{plain}".lower() if message.is_whole else plain
    return _AUTO_REPLY.search(said) is not None and not _BOUNCE.search(said)


def _is_delayed(plain: str) -> bool:
    return _DELAYED.search(plain) is not None and _GIVEN_UP.search(plain) is None
