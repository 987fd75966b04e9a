"""Which way did a message take, where did it wait, and do our own servers call it genuine?

Standards: RFC 5322 (Received), RFC 8601 (Authentication-Results). Anybody can write such fields;
results count only from a server of our own.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parsedate_to_datetime

_HEADER_LIMIT = 60_000  # bytes
_HOP_LIMIT = 50
_LONG_WAIT = timedelta(minutes=5)
_FROM = re.compile(r"\bfrom\s+([\w.-]{1,190})")
_BY = re.compile(r"\bby\s+([\w.-]{1,190})")
_RESULT = re.compile(r"\b(spf|dkim|dmarc)\s*=\s*(\w{1,20})")
_PARSER = BytesParser(policy=compat32)


@dataclass(frozen=True, slots=True)
class Hop:
    """One server that took the message: from whom, when, and how long after the one before."""

    sender: str
    server: str
    at: datetime | None
    waited: timedelta | None

    @property
    def is_slow(self) -> bool:
        """Whether the message lay there for long."""
        return self.waited is not None and self.waited >= _LONG_WAIT

    @property
    def minutes(self) -> int:
        """How long the message took from the server before."""
        return int((self.waited or timedelta()).total_seconds() // 60)


@dataclass(frozen=True, slots=True)
class Journey:
    """The way of a message, first server first, and what our own servers found.

    ``results`` are pairs of method and result: ``("spf", "pass")``.
    """

    hops: tuple[Hop, ...]
    results: tuple[tuple[str, str], ...]

    @property
    def slowest(self) -> Hop | None:
        """Where it lay longest, if anywhere for long."""
        slow = [hop for hop in self.hops if hop.is_slow]
        return max(slow, key=lambda hop: hop.waited or timedelta(), default=None)

    @property
    def is_genuine(self) -> bool | None:
        """Whether our own servers found the sender genuine; None where they do not say."""
        found = dict(self.results)
        if "dmarc" in found:
            return found["dmarc"] == "pass"
        known = [found[name] for name in ("spf", "dkim") if name in found]
        return None if not known else "pass" in known


def journey(source: bytes | str, own_hosts: Iterable[str]) -> Journey | None:
    """Return the way a message with these headers took; None where no server left a mark."""
    raw = source if isinstance(source, bytes) else source.encode("utf-8", "replace")
    headers = _PARSER.parsebytes(raw[:_HEADER_LIMIT].lstrip(b"\xef\xbb\xbf\r\n "), headersonly=True)
    hops = _hops(list(reversed(headers.get_all("Received", [])[:_HOP_LIMIT])))
    return Journey(hops, _results(headers, tuple(own_hosts))) if hops else None


def _hops(fields: list[str]) -> tuple[Hop, ...]:
    hops: list[Hop] = []
    before: datetime | None = None
    for field in fields:
        text = " ".join(str(field).split())
        at = _date(text.rpartition(";")[2])
        waited = max(at - before, timedelta()) if at and before else None
        hops.append(Hop(_name(_FROM, text), _name(_BY, text), at, waited))
        before = at or before
    return tuple(hops)


def _name(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1].lower() if match else ""


def _date(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text.strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return at if at.tzinfo else None


def _results(headers: Message, own_hosts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The results that a server of our own wrote; its field is the first with its name."""
    for field in headers.get_all("Authentication-Results", []):
        text = " ".join(str(field)[:2_000].split()).lower()
        if text.partition(";")[0].split(" ")[0] in own_hosts:
            return tuple(dict(reversed(_RESULT.findall(text))).items())
    return ()
