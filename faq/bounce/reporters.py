"""Which server reports, and did the message pass through somebody's forwarding?"""

import re

_TEXT_LIMIT = 6_000
_REPORTER = re.compile(
    r"(?:reporting-mta ?: ?dns ?; ?|mail system at host |mailer program at |qmail-send program at "
    r"|generating server: ?|bericht von |created automatically by mail delivery software at )"
    r"([a-z0-9][a-z0-9.-]{2,190}[a-z0-9])"
)
_FORWARDED = (
    "(expanded from", "forwarded to", "was forwarded", "weitergeleitet an", "weitergeleitet von",
    "alias expansion", "forwarding address", "(generated from", "(ultimately generated from",
    "automatisch weitergeleitet",
)  # fmt: skip


def reporter(plain: str) -> str | None:
    """Return the server that wrote the report (in lower case), where it says so."""
    match = _REPORTER.search(plain, 0, _TEXT_LIMIT)
    return match[1] if match else None


def is_forwarded(plain: str) -> bool:
    """Whether the message had been sent on from the address it was written to."""
    return any(words in plain[:_TEXT_LIMIT] for words in _FORWARDED)


def belongs_to(server: str, hosts: tuple[str, ...]) -> bool:
    """Whether ``server`` is one of ``hosts``, or another machine of the same domain."""
    domains = {host.lower().partition(".")[2] for host in hosts}
    return server in {host.lower() for host in hosts} or any(
        "." in domain and server.endswith(f".{domain}") for domain in domains
    )
