"""Which server reports, and did the message pass through somebody's forwarding?"""

import re

from faq.bounce.dsn import recipient_fields
from faq.bounce.transcript import Transcript

_TEXT_LIMIT = 6_000
_REPORTER = re.compile(
    r"(?:reporting-mta ?: ?dns ?; ?|mail system at host |mailer program at |qmail-send program at "
    r"|generating server: ?|bericht von |created automatically by mail delivery software at )"
    r"([a-z0-9][a-z0-9.-]{2,190}[a-z0-9])"
)
_FORWARDED = re.compile(
    r"\(expanded from|\((?:ultimately )?generated from|alias expansion|automatisch weitergeleitet"
    r"|(?:forward|redirect)ed (?:to|from|by|via)\b|was (?:forwarded|redirected)"
    r"|(?:auto-?)?forwarding (?:address|rule|to)\b"
    r"|(?:weiter|um)geleitet (?:an|auf|von|nach|durch)\b|weiterleitung (?:an|auf|von|nach)\b"
    r"|weiterleitungs(?:adresse|regel|ziel)"
)


def reporter(plain: str) -> str | None:
    """Return the server that wrote the report (in lower case), where it says so."""
    match = _REPORTER.search(plain, 0, _TEXT_LIMIT)
    return match[1] if match else None


def is_forwarded(report: Transcript) -> bool:
    """Whether the message had been sent on from the address it was written to."""
    is_told = _FORWARDED.search(report.plain, 0, _TEXT_LIMIT) is not None
    return is_told or any(group.is_forwarded for group in recipient_fields(report))


def belongs_to(server: str, hosts: tuple[str, ...]) -> bool:
    """Whether ``server`` is one of ``hosts``, or another machine of the same domain."""
    domains = {host.lower().partition(".")[2] for host in hosts}
    return server in {host.lower() for host in hosts} or any(
        "." in domain and server.endswith(f".{domain}") for domain in domains
    )
