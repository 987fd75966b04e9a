"""What can a person read in Outlook's own file (.msg)? The few properties that carry a report.

Source: [MS-OXMSG] and [MS-OXPROPS]; a property is a stream named after its number and type.
Bounded in every direction: streams, their size, recipients, attachments.
"""

import struct
from collections.abc import Iterator
from io import BytesIO

import olefile

COMPOUND_DOCUMENT = b"\xd0\xcf\x11\xe0"
_STREAM_LIMIT = 400_000  # bytes of one property
_STREAMS_LIMIT = 2_000  # a message has some hundred
_PART_LIMIT = 50  # recipients, and attachments
_ATTACHMENT_LIMIT = 3
_UNICODE, _NARROW, _BINARY = "001F", "001E", "0102"
_HEADERS, _SUBJECT, _SENDER, _BODY, _REPORT = "007D", "0037", "0C1A", "1000", "1001"
_DATA = "3701"
# Of a recipient: the address, and what the server said about it.
_ADDRESS = ("39FE", "3003", "3001")
_SAID = ("0C1B", "1001")
# What a broken file makes the library raise.
_BROKEN = (OSError, ValueError, IndexError, KeyError, TypeError, struct.error, RecursionError)


def is_outlook_file(source: bytes) -> bool:
    """Whether these bytes are a compound document, the container of .msg files."""
    return source.startswith(COMPOUND_DOCUMENT)


def outlook_text(source: bytes) -> str:
    """Return headers, body and what is said of each recipient; empty for what is no message."""
    try:
        with olefile.OleFileIO(BytesIO(source)) as file:
            return "\n\n".join(part for part in _parts(file) if part.strip())
    except _BROKEN:
        return ""


def _parts(file: olefile.OleFileIO) -> Iterator[str]:
    streams = {tuple(path) for path in file.listdir()[:_STREAMS_LIMIT]}
    yield _text(file, streams, (), _HEADERS) or _head(file, streams)
    yield _text(file, streams, (), _BODY) or _text(file, streams, (), _REPORT)
    folders = sorted({path[0] for path in streams if len(path) > 1})
    for folder in [name for name in folders if name.startswith("__recip")][:_PART_LIMIT]:
        yield _recipient(file, streams, (folder,))
    for folder in [name for name in folders if name.startswith("__attach")][:_ATTACHMENT_LIMIT]:
        yield _readable(_stream(file, streams, (folder,), _DATA, _BINARY))


def _head(file: olefile.OleFileIO, streams: set[tuple[str, ...]]) -> str:
    named = (("From", _SENDER), ("Subject", _SUBJECT))
    values = ((name, _text(file, streams, (), number)) for name, number in named)
    return "\n".join(f"{name}: {value}" for name, value in values if value)


def _recipient(
    file: olefile.OleFileIO, streams: set[tuple[str, ...]], folder: tuple[str, ...]
) -> str:
    addresses = (_text(file, streams, folder, number) for number in _ADDRESS)
    said = (_text(file, streams, folder, number) for number in _SAID)
    reason = next(filter(None, said), "")
    return f"<{next(filter(None, addresses), '')}>: {reason}" if reason else ""


def _text(
    file: olefile.OleFileIO, streams: set[tuple[str, ...]], folder: tuple[str, ...], number: str
) -> str:
    wide = _stream(file, streams, folder, number, _UNICODE)
    if wide:
        return wide.decode("utf-16-le", "replace").rstrip("\0")
    narrow = _stream(file, streams, folder, number, _NARROW)
    return narrow.decode("cp1252", "replace").rstrip("\0")


def _readable(data: bytes) -> str:
    """An attached report as text; anything else than text says nothing."""
    text = data.rstrip(b"\0").decode("utf-8", "replace")
    odd = sum(1 for char in text[:2_000] if char < " " and char not in "\r\n\t")
    return "" if odd or "\ufffd" in text[:2_000] else text


def _stream(
    file: olefile.OleFileIO,
    streams: set[tuple[str, ...]],
    folder: tuple[str, ...],
    number: str,
    kind: str,
) -> bytes:
    path = (*folder, f"__substg1.0_{number}{kind}")
    if path not in streams:
        return b""
    data: bytes = file.openstream(list(path)).read(_STREAM_LIMIT)
    return data
