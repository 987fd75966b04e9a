"""For which recipients is the report? Addresses in the places where mail systems name them."""

import re

from faq.bounce.transcript import Transcript

_ADDRESS_TEXT = (
    r"(?:\"[^\"\s<>]{1,64}\"|[^\s<>()\[\]:;,\"'|=]{1,64})@[a-z0-9äöüß_.-]{1,190}[a-z0-9äöüß]"
)
_ADDRESS = re.compile(_ADDRESS_TEXT)
# Where recipients stand, the surest place first.
_PLACES = (
    re.compile(
        rf"(?:final|original)-recipient ?: ?(?:rfc822|rfc 822|utf-8)? ?; ?<?({_ADDRESS_TEXT})"
    ),
    re.compile(rf"rcpt to ?: ?<?({_ADDRESS_TEXT})"),
    re.compile(rf"\n {{0,12}}<({_ADDRESS_TEXT})>(?= ?[:;,(\n]|\s*$| {{1,3}}\S)"),
    re.compile(
        rf"\n {{0,12}}[\"']?({_ADDRESS_TEXT})[\"']? ?(?=[:;(\n]|$|\.\.\.| on | am | {{1,2}}<)"
    ),
    re.compile(rf"<({_ADDRESS_TEXT})> ?(?::|\.\.\.|\(expanded from)"),
    re.compile(
        r"(?:recipients?\S{0,3}|empfänger\w{0,3}|delivered to|zugestellt"
        r"|to the following address(?:es)?|addressed to"
        r"|message to|deliver(?:y)? to|nachricht an|e-mail an|mail an|user|account|mailbox"
        r"|postfach|unknown user"
        r"|delivery (?:failed|to)|undeliverable to|destinataire|recipient address) ?:?\s{0,3}"
        rf"[<\"'(]?({_ADDRESS_TEXT})"
    ),
    re.compile(rf"[245]\.\d\.\d{{1,3}}\s<?({_ADDRESS_TEXT})"),
    re.compile(rf"({_ADDRESS_TEXT})>? ?\.\.\."),
)
_NO_RECIPIENT = re.compile(
    r"^(?:postmaster|mailer-daemon|abuse|noreply|no-reply|support|hostmaster)@"
)
_SENDER_BEFORE = re.compile(
    r"(?:from|von|sender|absender|reply-to|support|contact|mail to|an e-mail to) ?:? ?<?$"
)
_RECIPIENT_LIMIT = 50


def first_address(report: Transcript, start: int, end: int) -> str | None:
    """Return the first address in that span as the sender wrote it."""
    match = _ADDRESS.search(report.plain, start, end)
    return report.text[slice(*match.span())].strip("'`") if match else None


def recipients(report: Transcript) -> tuple[tuple[str, int], ...]:
    """Return each recipient with the offset of its first mention, in the order of the text."""
    lines = f"\n{report.plain}"  # so that every line, the first too, begins behind a line end
    for place in _PLACES:
        found: dict[str, tuple[str, int]] = {}
        for match in place.finditer(lines):
            start, end = match.start(1) - 1, match.end(1) - 1
            if _is_recipient(lines, match):
                found.setdefault(match[1], (report.text[start:end], start))
            if len(found) >= _RECIPIENT_LIMIT:
                break
        if found:
            return tuple(found.values())
    return ()


def _is_recipient(lines: str, match: re.Match[str]) -> bool:
    before = lines[max(0, match.start(1) - 24) : match.start(1)]
    return not _NO_RECIPIENT.match(match[1]) and not _SENDER_BEFORE.search(before)
