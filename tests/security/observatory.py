"""The published rules of a header scanner, MDN's HTTP Observatory, for one answer over TLS.

A site begins with 100 points. What is missing costs points, what is done well earns some, the
latter only where at least 90 are left; 100 and more is the grade A+. Not judged here: redirections,
and the list of sites that browsers bring with them (five points that nobody can have before).
"""

import re
from collections.abc import Iterator
from email.message import Message
from http.cookies import SimpleCookie

GRADES = {100: "A+", 90: "A", 85: "A-", 80: "B+", 70: "B", 65: "B-", 60: "C+", 50: "C", 45: "C-",
          40: "D+", 30: "D", 25: "D-", 0: "F"}  # fmt: skip
FOR_BONUS = 90
SIX_MONTHS = 15_768_000
PRIVATE_REFERRERS = {
    "no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin",
}  # fmt: skip
SCRIPT = re.compile(r"<script[^>]*\ssrc=[\"']([^\"']+)", re.IGNORECASE)


def grade(headers: Message, body: str) -> str:
    """The letter for an answer."""
    modifiers = list(_modifiers(headers, body))
    points = 100 + sum(points for points in modifiers if points < 0)
    if points >= FOR_BONUS:
        points += sum(points for points in modifiers if points > 0)
    return next(letter for least, letter in GRADES.items() if max(points, 0) >= least)


def _modifiers(headers: Message, body: str) -> Iterator[int]:
    policy = _policy(headers.get("Content-Security-Policy", ""))
    yield _content_security(policy)
    yield _framing(policy, headers.get("X-Frame-Options", ""))
    yield _cookies(headers.get_all("Set-Cookie", []))
    yield _transport(headers.get("Strict-Transport-Security", ""))
    yield _referrer(headers.get("Referrer-Policy", ""))
    yield 0 if headers.get("X-Content-Type-Options", "").lower() == "nosniff" else -5
    yield 10 if headers.get("Cross-Origin-Resource-Policy") in ("same-origin", "same-site") else 0
    yield -50 if headers.get("Access-Control-Allow-Credentials") else 0
    yield 0 if all(source.startswith("/") and source[1:2] != "/"
                   for source in SCRIPT.findall(body)) else -50  # fmt: skip


def _policy(text: str) -> dict[str, set[str]]:
    parts = (part.split() for part in text.split(";") if part.strip())
    return {name.lower(): set(sources) for name, *sources in parts}


def _content_security(policy: dict[str, set[str]]) -> int:
    if not policy:
        return -25
    everything = set().union(*policy.values())
    if any(source.startswith("http:") for source in everything):
        return -20
    loose = {"'unsafe-inline'", "'unsafe-eval'", "data:", "https:", "*"}
    default = policy.get("default-src", {"*"})
    if loose & (policy.get("script-src", default) | policy.get("object-src", default)):
        return -20
    if loose & policy.get("style-src", default):
        return 0
    is_closed = default == {"'none'"} and policy.get("form-action", {"*"}) <= {"'none'", "'self'"}
    return 10 if is_closed else 5


def _framing(policy: dict[str, set[str]], option: str) -> int:
    if policy.get("frame-ancestors", {"*"}) <= {"'none'", "'self'"}:
        return 5
    return 0 if option.upper() in ("DENY", "SAMEORIGIN") else -20


def _cookies(lines: list[str]) -> int:
    found = [morsel for line in lines for morsel in SimpleCookie(line).values()]
    if not found:
        return 0
    if not all(morsel["secure"] for morsel in found):
        return -40
    if not all(morsel["httponly"] for morsel in found if "session" in morsel.key):
        return -30
    return 5 if all(morsel["samesite"] in ("Lax", "Strict") for morsel in found) else -20


def _transport(header: str) -> int:
    age = re.search(r"max-age=(\d+)", header)
    if age is None:
        return -20
    return 0 if int(age[1]) >= SIX_MONTHS else -10


def _referrer(header: str) -> int:
    if not header:
        return 0
    return 5 if header in PRIVATE_REFERRERS else -5
