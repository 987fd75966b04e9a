"""Which numbers in the text are SMTP codes?

Replies of RFC 5321 and enhanced status codes of RFC 3463, however they are written:
``550-5.1.1``, ``(#5.1.1)``, ``smtp;550``, ``5.1.1 smtp; 550``. A number is a code only by its
neighbours: versions, ports, dates, sizes, phone numbers, queue ids and addresses look the same.
"""

import re
from dataclasses import dataclass
from enum import IntEnum

from faq.bounce.code_table import is_known

_MENTION_LIMIT = 400

# The class digit first: the search then skips everything else at the speed of C.
_NUMBER = re.compile(
    r"[245](?<![\w.@/\\%+$&~€][245])"
    r"(?:(?P<detail>\.[0-7]\.(?:0|[1-9]\d{0,2}))|\d\d)"
    r"(?![\w%€@]|[.,/]\d)"
)
_REMOTE_BEFORE = re.compile(
    r"(?:said|says|reason|respond(?:ed|s)(?: with)?|response|returned|repl(?:y|ied)|answer(?:ed)?"
    r"|antwort\w*"
    r"|meldete?|sagte?|talk to me|smtp ?;|x-[\w-]{1,20} ?;|(?:returned|error|server|antwort"
    r"|response) (?:was|lautet\w*)"
    r"|<<<|problem|-?>|\] ?(?::\d{1,5})?|after (?:rcpt|data|mail|helo|ehlo)[^:\n]{0,40}"
    r"|rejected with"
    r"|command)"
    r"\s*[:;=,]?\s*(?:'|\"|\(|<|\[|#|\s){0,4}$"
)
_LOCAL_BEFORE = re.compile(
    r"(?:status|dsn|code|codes|error|errors|errorcode|fehler|fehlercode|fehlernummer|fehlernr"
    r"|fehlermeldung|meldung"
    r"|statuscode|grund|reason|because|wegen|with|smtp|esmtp|failed|failure|server|details?"
    r"|diagnos\w{0,20}|diagnostic-code"
    r"|ndr|bounce|ursache|smtp-fehler|smtp-code|smtp-fehlercode|reply-code|replycode|permanent"
    r"|temporary|\b(?:received|got|is|ist))"
    r"\s*(?:[:;=,#-]\s*){0,3}(?:'|\"|\(|<|\[|#|\s){0,4}$"
)
_NO_CODE_BEFORE = re.compile(
    r"(?:\bports?|\btel(?:efon|\.)?|phone|\bfax|\bnr|\bno|nummer|number|kunde\w*|kd-?nr|customer"
    r"|rechnung\w*|angebot\w*"
    r"|bestell\w*|ticket\w*|auftrag\w*|vorgang\w*|\bstr|straße|strasse|\bversion|\bplz|zimmer"
    r"|raum|seite|page|\bsize|größe"
    r"|\bca|\bin|zeile|lines?|\bfrom|\bto|\bvon|\bbis|\bfür|\bfor|\bmobil|durchwahl|usd|eur|euro"
    r"|\bover|\bder|\bdie|\bdas"
    r"|\bum|\bdurch|\bmax|\bid|euid|uid)\s{0,3}[.:#/=]{0,2}\s{0,3}$"
)
_UNIT_AFTER = re.compile(
    r"\s{0,2}(?:[kmgt]i?b|bytes?|octets|uhr|eur|euro|€|%|ms|sek\w*|sec\w*|minut\w*|hours?|h|std"
    r"|stunden?|days?|tagen?"
    r"|jahren?|years?|mal|times|px|mails|e-mails|nachrichten|recipients|empfänger[n ]|kunden"
    r"|personen|artikel|stück"
    r"|seconds?)\b"
)
_VERSION_BEFORE = re.compile(
    r"(?:\bversion|\bver|\bv|\brev|release|build|exim|postfix|sendmail|fml|qmail|exchange|smtpd?"
    r"|imail|outlook|thunderbird"
    r"|\bmacos|\bios|android|windows|php|perl|mta|mailer|amavis\w*|spamassassin|openssl|kernel"
    r"|squirrelmail|roundcube"
    r"|webshield|mailshield|domino|notes|groupwise|mdaemon|imap|pop3|java\w*|apache|nginx"
    r"|mimedefang|clamav|server|agent"
    r"|firmware|app|plugin|modul|update)[\s/:(-]{0,3}$"
)
_DATE_BEFORE = re.compile(
    r"(?:\b(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun|\w{3,10}tag|mittwoch),?"
    r"|\bvom|\bam|\bden|dated?|seit|datum|\bon|\bab|\bzum|\bper|\bbis|\buntil|\bby)\s{0,2}[:,]?\s{0,2}$"
)
_TIME_AFTER = re.compile(r"\s{0,2}(?:,|um|at|-)?\s{0,2}\d{1,2}[:.]\d\d|\s{0,2}(?:um|at)\s")
_SERVER_WORDS_AFTER = re.compile(
    r"[\s:;,.\-]{0,6}(?:'|\"|\(|\[){0,2}"
    r"(?:<?[^\s<>]{1,64}@|(?:user|unknown|no |non|not|mail|e-?mail|recipient|rcpt|sender|address"
    r"|account|access|auth"
    r"|backend|bad|block|bulk|can't|cannot|could|client|command|connect|content|data|delivery"
    r"|den(?:y|ied)|domain|dns|dmarc|dkim"
    r"|duplicate|error|exceed|fail|forged|grey|helo|ehlo|host|illegal|inbox|insufficient|internal"
    r"|invalid|ip |ip:|line|local|max"
    r"|message|missing|must|name|need|over|permanent|permission|please|policy|protocol|quota"
    r"|refus|reject|relay|remote"
    r"|request|resource|resources|reverse|rule|server|service|session|size|smtp|sorry|spam|spf"
    r"|suspicious|syntax|system"
    r"|temp|timeout|timed out|that|the |there|this|tls|too |transaction|try |unable|unauth"
    r"|undeliver|unrout|unrecogni|verif|virus|we |you"
    r"|empfänger|postfach|benutzer|adresse|absender|unbekannt|ihre|zugriff|nachricht|verbindung"
    r"|konto|kein|speicher"
    r"|ungültig|abgelehnt|abgewiesen|zurückgewiesen|verweigert|unzustellbar"
    r"|boite|boîte|compte|le |utilisateur|destinataire|adresse|service|out of"
    r"|administrative"
    r"|(?:[45]\d\d[ -])))"
)
_FRAGMENT_BEFORE = re.compile(r"[^\s(<\[\"';:]#$")  # the end of a link
# "Die Nachricht wurde abgelehnt: 550 …"
_REFUSAL_BEFORE = re.compile(
    r"(?:abgelehnt|abgewiesen|zurückgewiesen|verweigert|rejected|refused|denied|failed|returned"
    r"|fehlgeschlagen|zugestellt(?: werden)?|delivered|bounced|rejeté|refusé)[^:\n]{0,24}: ?$"
)
_DIGITS_BEFORE = re.compile(r"\d[ /]$")  # the middle of a phone or customer number
_LINE_START = re.compile(r"(?:^|\n)[ ]*$")
_TEXT_AFTER = re.compile(r"(?:\s{0,2}[:\-]\s{0,2}| {1,3})(?:[^\W\d_]|[<(\"'\[*{])")
_CODE_FOLLOWS = re.compile(r"[\s\-#(:;,<'\"]{1,14}[245]\.[0-7]\.\d{1,3}(?![\w.])")
_CODE_PRECEDES = re.compile(r"(?<![\w.])[245]\.[0-7]\.\d{1,3}[\s;:,()#\->]{1,4}(?:smtp;\s{0,2})?$")
_REPLY_PRECEDES = re.compile(r"(?<![\w.])[245]\d\d[\s\-#(:;,<'\"]{1,14}$")
_JOIN_AFTER_REPLY = re.compile(r"[\s\-#(:;,<'\"]{1,14}$")
_JOIN_BEFORE_REPLY = re.compile(r"[\s;:,()#\->]{1,4}(?:smtp;\s{0,2})?$")
_STATUS_FIELD = re.compile(r"(?:^|\s)status\s{0,3}[:=]\s{0,3}#?$")


class Strength(IntEnum):
    """How clearly the neighbours of a number say that it is a code, and whose."""

    NONE = 0
    LINE_START = 1
    NAMED = 2
    REMOTE = 3  # introduced as the answer of another server


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a code stands: ``plain[start:end]``."""

    reply: str | None
    enhanced: str | None
    start: int
    end: int
    strength: Strength
    is_status_field: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    value: str
    is_reply: bool
    start: int
    end: int
    strength: Strength
    is_status_field: bool


def find(plain: str) -> tuple[Mention, ...]:
    """Return every code in ``plain`` (lower case), in the order of the text."""
    tokens = []
    for match in _NUMBER.finditer(plain):
        token = _token(plain, match)
        if token.strength:
            tokens.append(token)
            if len(tokens) >= _MENTION_LIMIT:
                break
    mentions = _joined(plain, tokens)
    if any(mention.strength > Strength.LINE_START for mention in mentions):
        mentions = [m for m in mentions if m.strength > Strength.LINE_START]
    return tuple(mentions)


def _token(plain: str, match: re.Match[str]) -> _Token:
    start, end = match.span()
    before, after = plain[max(0, start - 64) : start], plain[end : end + 80]
    is_reply = match["detail"] is None
    rate = _reply_strength if is_reply else _enhanced_strength
    return _Token(
        value=match[0],
        is_reply=is_reply,
        start=start,
        end=end,
        strength=rate(match[0], before, after),
        is_status_field=not is_reply and _STATUS_FIELD.search(before) is not None,
    )


def _reply_strength(value: str, before: str, after: str) -> Strength:
    if before.endswith("-") and not before.endswith((f"{value}-", "->")):
        return Strength.NONE
    if _FRAGMENT_BEFORE.search(before) or (before.endswith("[") and after.startswith("]")):
        return Strength.NONE
    beside_enhanced = _CODE_FOLLOWS.match(after) or _CODE_PRECEDES.search(before)
    if value.startswith("2"):
        return Strength.NAMED if beside_enhanced else Strength.NONE
    if _REMOTE_BEFORE.search(before) and (beside_enhanced or not _UNIT_AFTER.match(after)):
        return Strength.REMOTE
    if beside_enhanced:
        return Strength.NAMED
    if _DIGITS_BEFORE.search(before) and not before.endswith(f"{value} "):
        return Strength.NONE
    if _UNIT_AFTER.match(after) or re.match(r"-\d{1,4}(?![\d.])|\s?/", after):
        return Strength.NONE
    if _NO_CODE_BEFORE.search(before):
        return Strength.NONE
    if _LOCAL_BEFORE.search(before) or _SERVER_WORDS_AFTER.match(after):
        return Strength.NAMED
    if _REFUSAL_BEFORE.search(before) and _TEXT_AFTER.match(after):
        return Strength.NAMED
    return _line_start_strength(before, after)


def _enhanced_strength(value: str, before: str, after: str) -> Strength:
    if before.endswith("-") and not _REPLY_PRECEDES.search(before):
        return Strength.NONE
    if _REPLY_PRECEDES.search(before):
        return Strength.NAMED
    if _VERSION_BEFORE.search(before) or _DATE_BEFORE.search(before) or _TIME_AFTER.match(after):
        return Strength.NONE
    if value.startswith("2"):
        return Strength.NAMED if _STATUS_FIELD.search(before) else Strength.NONE
    if _REMOTE_BEFORE.search(before):
        return Strength.REMOTE
    if before.endswith("#") or _LOCAL_BEFORE.search(before):
        return Strength.NAMED
    if is_known(value) and _SERVER_WORDS_AFTER.match(after):
        return Strength.NAMED
    if before.endswith("(") and re.match(r"\)|[\s:;]", after):
        return Strength.NAMED
    return _line_start_strength(before, after)


def _line_start_strength(before: str, after: str) -> Strength:
    if not before.strip() and not after.strip():  # typed off: nothing but the code
        return Strength.LINE_START
    starts_line = _LINE_START.search(before) is not None
    return Strength.LINE_START if starts_line and _TEXT_AFTER.match(after) else Strength.NONE


def _joined(plain: str, tokens: list[_Token]) -> list[Mention]:
    """Join a reply and the enhanced code beside it to one mention."""
    mentions: list[Mention] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        after_next = tokens[index + 2] if index + 2 < len(tokens) else None
        if following is not None and _belong_together(plain, token, following, after_next):
            mentions.append(_mention(token, following))
            index += 2
        else:
            mentions.append(_mention(token, None))
            index += 1
    return mentions


def _belong_together(
    plain: str, token: _Token, following: _Token, after_next: _Token | None
) -> bool:
    if token.is_reply == following.is_reply or following.start - token.end > 20:
        return False
    between = plain[token.end : following.start]
    if token.is_reply:
        return _JOIN_AFTER_REPLY.match(between) is not None
    if token.is_status_field or _JOIN_BEFORE_REPLY.match(between) is None:
        return False
    # "5.0.0 smtp; 550 5.1.1": the second enhanced code belongs to the reply.
    return after_next is None or not _belong_together(plain, following, after_next, None)


def _mention(token: _Token, partner: _Token | None) -> Mention:
    pair = (token,) if partner is None else (token, partner)
    return Mention(
        reply=next((t.value for t in pair if t.is_reply), None),
        enhanced=next((t.value for t in pair if not t.is_reply), None),
        start=token.start,
        end=pair[-1].end,
        strength=max(t.strength for t in pair),
        is_status_field=token.is_status_field,
    )
