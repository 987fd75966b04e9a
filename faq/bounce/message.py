"""What can a person read in this input? Bytes or text → the report's readable text.

Handles MIME (RFC 2045/2046), charsets, HTML, multipart/report (RFC 6522) and forwarded bounces.
The copy of the reader's own message is left out: its content proves nothing.
"""

import re
from base64 import b64decode
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message as MimeMessage
from email.parser import BytesParser
from email.policy import compat32

from faq.bounce.hypertext import html_text, is_html
from faq.bounce.outlook import is_outlook_file, outlook_text

INPUT_LIMIT = 1_000_000  # bytes; the edges refuse more, the core only reads so far
_TEXT_LIMIT = 120_000  # characters of readable text: a report is short, the copy behind it is long
_RAW_LIMIT = 400_000  # bytes parsed as MIME
_BOUNDARY_LIMIT = 12  # nesting costs time in proportion to depth; real reports have two or three
_PART_LIMIT = 40
_HEADER_SCAN = 20_000

_PARSER = BytesParser(policy=compat32)
_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]?")
# Headers only machines write; "From/Sent/To/Subject" also begin a pasted Outlook forward.
_MACHINE_FIELDS = frozenset(
    {
        "authentication-results",
        "auto-submitted",
        "content-transfer-encoding",
        "content-type",
        "delivered-to",
        "delivery-date",
        "dkim-signature",
        "envelope-to",
        "message-id",
        "mime-version",
        "received",
        "return-path",
        "x-failed-recipients",
        "x-original-to",
    }
)
# At the beginning of a line; a pattern with "^" would be searched much slower.
_FIRST_FIELD = re.compile(r"(?:Return-Path|Received|Delivered-To|X-Original-To|From): ")
_REPORT_HEADER = re.compile(r"mailer-daemon|multipart/report|x-failed-recipients:", re.I)
_GREETING = 2_000  # characters a reader may write before the pasted source


@dataclass(frozen=True, slots=True)
class Message:
    """The readable text and the few header facts that tell what kind of message it is."""

    text: str
    sections: tuple[int, ...] = ()  # offsets at which a further section of the text begins
    is_whole: bool = False
    subject: str = ""
    sender: str = ""
    content_type: str = ""
    auto_submitted: str = ""
    failed_recipients: tuple[str, ...] = ()
    precedence: str = ""
    kinds: frozenset[str] = field(default_factory=frozenset)


def read(source: bytes | str) -> Message:
    """Return the readable part of a raw message, or of pasted text as it is."""
    if isinstance(source, str):
        source = source[_source_start(source) :]
        if not _looks_raw(source[:_HEADER_SCAN]):
            text = html_text(source) if is_html(source) else source
            return Message(text=_limited(text))
        source = source.encode("utf-8", "surrogateescape" if _has_escapes(source) else "replace")
    if is_outlook_file(source):
        return read(outlook_text(source[:INPUT_LIMIT]))
    if not _looks_raw(source[:_HEADER_SCAN].decode("latin-1")):
        return Message(text=_limited(_decoded(source[:INPUT_LIMIT], None)))
    return _read_mime(source)


def _has_escapes(text: str) -> bool:
    return any("\udc80" <= char <= "\udcff" for char in text)


def _limited(text: str) -> str:
    # Surrogates cannot be printed or encoded; line ends become one character each.
    text = text[:_TEXT_LIMIT].replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ")
    return text.encode("utf-8", "replace").decode("utf-8")


def _source_start(text: str) -> int:
    """Where the source of a report begins behind a few words of the reader; else 0."""
    for first in _FIRST_FIELD.finditer(text, 0, _GREETING):
        if text[first.start() - 1 : first.start()] not in ("", "\n"):
            continue
        header = text[first.start() : first.start() + _HEADER_SCAN]
        if _REPORT_HEADER.search(header.partition("\n\n")[0]) and _looks_raw(header):
            return first.start()
    return 0


def _looks_raw(start: str) -> bool:
    """Whether the text begins with a header block that a machine wrote (RFC 5322)."""
    lines = start.lstrip("\ufeff\r\n ").splitlines()
    if lines and lines[0].startswith(("From ", ">From ")):
        lines = lines[1:]
    names: set[str] = set()
    for line in lines:
        if line[:1] in (" ", "\t") and names:
            continue
        match = _FIELD.match(line)
        if match is None:
            break
        names.add(match[1].lower())
    return len(names) >= 2 and not names.isdisjoint(_MACHINE_FIELDS)


def _read_mime(source: bytes) -> Message:
    source = source.lstrip(b"\xef\xbb\xbf\r\n ")
    if source.startswith((b"From ", b">From ")):
        source = source.partition(b"\n")[2]
    try:
        root = _PARSER.parsebytes(_shallow(source[:_RAW_LIMIT]))
    except (RecursionError, ValueError, LookupError):  # what the standard library lets through
        return Message(text=_limited(_decoded(source, None)))
    report = _innermost_report(root)
    sections: list[str] = []
    kinds: set[str] = set()
    _collect(report, sections, kinds, top=True)
    text, offsets = _assembled(sections)
    return Message(
        text=text,
        sections=offsets,
        is_whole=True,
        subject=_header(report, "Subject"),
        sender=_header(report, "From"),
        content_type=str(report.get("Content-Type", "")).lower(),
        auto_submitted=_header(report, "Auto-Submitted").lower(),
        failed_recipients=_addresses(_header(report, "X-Failed-Recipients")),
        precedence=_header(report, "Precedence").lower(),
        kinds=frozenset(kinds | _header_kinds(report)),
    )


def _assembled(sections: list[str]) -> tuple[str, tuple[int, ...]]:
    text = ""
    offsets = []
    for section in sections:
        section = _limited(section).strip("\n")
        if text:
            text += "\n\n"
            offsets.append(len(text))
        text += section
    return text[:_TEXT_LIMIT], tuple(offset for offset in offsets if offset < _TEXT_LIMIT)


def _shallow(source: bytes) -> bytes:
    """Cut the source before nesting becomes deeper than any real message's."""
    position = -1
    for _ in range(_BOUNDARY_LIMIT):
        position = source.find(b"boundary=", position + 1)
        if position < 0:
            return source
    return source[:position]


def _innermost_report(root: MimeMessage) -> MimeMessage:
    """The bounce itself when somebody forwarded it as an attachment, else ``root``."""
    if _is_bounce_like(root):
        return root
    for part in _parts(root):
        if part.get_content_type() == "message/rfc822":
            for inner in _children(part)[:1]:
                if _is_bounce_like(inner):
                    return inner
    return root


def _is_report(part: MimeMessage) -> bool:
    return part.get_content_type() == "multipart/report"


def _is_bounce_like(part: MimeMessage) -> bool:
    sender = _header(part, "From").lower()
    return (
        _is_report(part)
        or "mailer-daemon" in sender
        or "postmaster@" in sender
        or "microsoftexchange" in sender
        or bool(part.get("X-Failed-Recipients"))
    )


def _parts(root: MimeMessage) -> list[MimeMessage]:
    parts: list[MimeMessage] = []
    for part in root.walk():
        parts.append(part)
        if len(parts) >= _PART_LIMIT:
            break
    return parts


def _collect(part: MimeMessage, sections: list[str], kinds: set[str], *, top: bool) -> None:
    """Append the readable sections of ``part`` in reading order, without the returned copy."""
    kind = part.get_content_type()
    kinds.add(kind)
    if len(kinds) > _PART_LIMIT or len(sections) > _PART_LIMIT:
        return
    if kind in ("message/delivery-status", "message/global-delivery-status"):
        sections.append(_fields(part))
    elif kind in ("message/rfc822", "text/rfc822-headers", "message/global") and not top:
        _collect_attached_report(part, sections, kinds)
    elif kind == "multipart/alternative" and part.is_multipart():
        _collect_alternative(part, sections, kinds)
    elif part.is_multipart():
        for child in _children(part):
            _collect(child, sections, kinds, top=False)
    elif kind == "text/html":
        sections.append(html_text(_body(part)))
    elif kind.startswith(("text/", "multipart/")) or kind == "message/feedback-report" or top:
        sections.append(_body(part))  # a multipart that is none: its header is broken


def _collect_alternative(part: MimeMessage, sections: list[str], kinds: set[str]) -> None:
    children = _children(part)
    plain = [child for child in children if child.get_content_type() == "text/plain"]
    for child in plain[:1] or children[:1]:
        _collect(child, sections, kinds, top=False)


def _collect_attached_report(part: MimeMessage, sections: list[str], kinds: set[str]) -> None:
    """The attached message is the reader's own, unless it is a report and ours is none."""
    if "multipart/report" not in kinds:
        for inner in _children(part)[:1]:
            if _is_report(inner):
                _collect(inner, sections, kinds, top=False)


def _children(part: MimeMessage) -> list[MimeMessage]:
    payload = part.get_payload()
    return [c for c in payload if isinstance(c, MimeMessage)] if isinstance(payload, list) else []


def _fields(part: MimeMessage) -> str:
    """The fields of a delivery status part as text, one blank line between the groups."""
    payload = part.get_payload(decode=False)
    if not isinstance(payload, list):
        return _body(part)
    groups = []
    for group in payload:
        if isinstance(group, MimeMessage):
            lines = [f"{name}: {value}" for name, value in group.items()]
            rest = group.get_payload()
            groups.append("\n".join([*lines, rest if isinstance(rest, str) else ""]).strip("\n"))
    text = "\n\n".join(groups)
    is_encoded = str(part.get("Content-Transfer-Encoding", "")).strip().lower() == "base64"
    return _base64_text(text) if is_encoded else text


def _base64_text(text: str) -> str:
    """Fields that were encoded although RFC 6522 forbids it."""
    try:
        return _decoded(b64decode(text.encode("ascii", "ignore")), None)
    except ValueError:
        return text


def _body(part: MimeMessage) -> str:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        payload = None
    if not isinstance(payload, bytes):
        return ""
    return _decoded(payload, part.get_content_charset())


def _decoded(payload: bytes, charset: str | None) -> str:
    """Decode by the declared charset if it fits, else UTF-8, else Windows' western one."""
    if payload.startswith((b"\xff\xfe", b"\xfe\xff")):
        return payload.decode("utf-16", "replace")
    for name in (charset, "utf-8"):
        if name is None:
            continue
        try:
            return payload.decode(name).removeprefix("\ufeff")
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return payload.decode("cp1252", "replace")


def _header(part: MimeMessage, name: str) -> str:
    raw = str(part.get(name, ""))[:2000]
    try:
        return str(make_header(decode_header(raw)))
    except (HeaderParseError, LookupError, ValueError):
        return raw


def _addresses(value: str) -> tuple[str, ...]:
    return tuple(address.strip() for address in value.split(",") if "@" in address)


def _header_kinds(part: MimeMessage) -> set[str]:
    names = {"x-autoreply", "x-autorespond", "x-auto-response-suppress", "list-unsubscribe"}
    return {name for name in names if part.get(name) is not None}
