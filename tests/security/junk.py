"""Requests nobody should send: every address of the site with every method and every kind of junk.

The same seed gives the same requests, so that a failure can be sent again.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.urls import URLPattern, URLResolver, get_resolver

METHODS = (
    "GET", "GET", "GET", "GET", "POST", "POST", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS",
    "TRACE", "BREW",
)  # fmt: skip
TEXTS = (
    "", " ", "\0", "a\0b", "\ud800", "\udfff\ud800", "ä" * 500, "%00", "%2e%2e%2f",
    "../../etc/passwd",
    "..\\..\\win.ini", "'", '"', "' OR 1=1 --", "'; DROP TABLE faq_entry; --", '"*"', "NEAR(a b)",
    "a AND NOT b", "title:x", "^a*", "(((((", "a*" * 300, "-" * 300, "&|!:*()", "\\", "\u202e",
    "\u00a0",
    "<script>alert(1)</script>", "{{ 7*7 }}", "{% load %}", "${jndi:ldap://example.org/a}",
    "\r\nSet-Cookie: a=b", "550", "5.1.1", "0x800CCC0E", "550 5.1.1 <a@example.org>: User unknown",
    "1" * 4000, "wort " * 2000, "-1", "0", "99999999999999999999", "1e309", "NaN", "true", "null",
    "[]", "{}", "pop3-imap", "552", "imap", "thunderbird", "1", "2", "1/change", "pop3-imap",
    "http://example.org/", "a@example.org",
    "xn--\u00fc", "\U0001f4a9", "﷽", "İ", "ﬀ",
)  # fmt: skip
NAMES = ("q", "seite", "page", "category", "kategorie", "url", "format", "emailaddress", "Email",
         "Protocol", "domain", "email", "protocol", "entry", "helpful", "text", "message", "file",
         "next", "csrfmiddlewaretoken", "content")  # fmt: skip
HEADERS = (
    ("Host", "evil.example.org"), ("Host", "a" * 300), ("Host", "[::1"), ("Host", "\u00fc.example"),
    ("X-Forwarded-For", "1.2.3.4, " * 500), ("X-Forwarded-Host", "evil.example.org"),
    ("X-Forwarded-Proto", "https, http"), ("Accept-Encoding", "br;q=NaN, gzip;q=,,,"),
    ("If-None-Match", 'W/"' * 400), ("If-Modified-Since", "gestern"), ("Range", "bytes=0-0,-1,5-"),
    ("Cookie", "sessionid=" + "x" * 4000), ("Authorization", "Basic " + "A" * 2000),
    ("Content-Length", "-5"), ("Content-Type", "multipart/form-data"), ("Content-Type", "text/xml"),
    ("Content-Type", "application/json; charset=utf-7"), ("Origin", "null"), ("Referer", "\x01"),
    ("Sec-Fetch-Site", "cross-site"), ("Expect", "100-continue"), ("Accept", "*/*;q=2"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Junk:
    """One request; `query` and `body` are as they go over the wire."""

    method: str
    path: str
    query: str = ""
    body: bytes = b""
    content_type: str = "application/x-www-form-urlencoded"
    headers: dict[str, str] = field(default_factory=dict)


def routes(*, staff: bool) -> list[str]:
    """The address patterns for staff or for the public, with `<…>` where a value belongs."""
    patterns = set(_patterns(get_resolver().url_patterns, "/"))
    return sorted(path for path in patterns if path.startswith("/admin/") == staff)


def junk(count: int, *, staff: bool, seed: int = 1) -> Iterator[Junk]:
    """`count` requests, every route in turn."""
    choose = random.Random(seed)
    patterns = routes(staff=staff)
    for number in range(count):
        pattern = patterns[number % len(patterns)]
        content_type = "application/x-www-form-urlencoded"
        headers = dict(choose.sample(HEADERS, choose.choice((0, 0, 1, 3))))
        yield Junk(
            method=choose.choice(METHODS),
            path=_filled(pattern, choose),
            query="&".join(_pair(choose) for _ in range(choose.randrange(4))),
            body="&".join(_pair(choose) for _ in range(choose.randrange(4))).encode(),
            content_type=headers.pop("Content-Type", content_type),
            headers=headers,
        )


def _patterns(entries: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    for entry in entries:
        path = prefix + str(entry.pattern).replace("^", "").replace("$", "").replace("\\Z", "")
        if isinstance(entry, URLResolver):
            yield from _patterns(entry.url_patterns, path)
        else:
            yield path


def _filled(pattern: str, choose: random.Random) -> str:
    while "<" in pattern:
        before, _, rest = pattern.partition("<")
        pattern = before + choose.choice(TEXTS).replace("<", "(") + rest.partition(">")[2]
    if choose.random() < 0.1:
        pattern += choose.choice(("/", "//", "/..", "?", "%00", ";a=b", "/" + "x" * 8000))
    return pattern.encode("utf-8", "replace").decode()


def _pair(choose: random.Random) -> str:
    value = choose.choice(TEXTS).encode("utf-8", "surrogatepass")
    quoted = "".join(f"%{byte:02X}" for byte in value)
    return f"{choose.choice(NAMES)}={choose.choice((quoted, quoted[:-1], ''))}"
