"""Whom to believe about the reader's address and about TLS: configured proxies, nobody else.

A WSGI layer in front of everything. After it, `REMOTE_ADDR` and `wsgi.url_scheme` can be trusted,
and of the headers only those are left that somebody reads.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

# What the site, Django and its applications read. Nothing else gets in: a header that nobody reads
# can change no page, and an application added later cannot be tempted.
READ = frozenset(
    f"HTTP_{name}"
    for name in (
        "HOST", "COOKIE", "ACCEPT", "ACCEPT_ENCODING", "REFERER", "ORIGIN",
        "AUTHORIZATION", "IF_MATCH", "IF_NONE_MATCH", "IF_MODIFIED_SINCE", "IF_UNMODIFIED_SINCE",
        "IF_RANGE", "RANGE", "SEC_FETCH_DEST", "SEC_FETCH_SITE", "X_CSRFTOKEN", "X_REQUESTED_WITH",
    )
)  # fmt: skip
REQUEST_ID = "HTTP_X_REQUEST_ID"  # read too, of a trusted proxy
TOLD_BY_PROXIES = ("HTTP_X_FORWARDED", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")
UNIX_SOCKET = "unix"
LONGEST_ADDRESS = 45


class TrustedProxies:
    """Applies what the trusted proxies say; `proxies` are networks, or "unix" for a socket file."""

    def __init__(self, application: Application, proxies: Iterable[str]) -> None:
        self._application = application
        names = set(proxies)
        self._trusts_socket = UNIX_SOCKET in names
        self._networks = [ip_network(name) for name in names - {UNIX_SOCKET}]
        self._known = lru_cache(maxsize=4096)(self._is_trusted)

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        strange = {
            name: environ.pop(name)
            for name in [*environ]
            if name.startswith("HTTP_") and name not in READ
        }
        environ["SCRIPT_NAME"] = ""  # the site is at the root of its host, whoever says otherwise
        environ["faq.forwarded"] = any(name.startswith(TOLD_BY_PROXIES) for name in strange)
        if self._trusts(environ.get("REMOTE_ADDR", "")):
            self._believe(environ, strange)
        return self._application(environ, start_response)

    def _believe(self, environ: Environ, told: Environ) -> None:
        """Take over what the proxy says about reader, scheme and request."""
        chain = told.get("HTTP_X_FORWARDED_FOR", "")
        environ["REMOTE_ADDR"] = self._reader(chain, environ.get("REMOTE_ADDR", ""))
        if told.get("HTTP_X_FORWARDED_PROTO") in ("http", "https"):
            environ["wsgi.url_scheme"] = told["HTTP_X_FORWARDED_PROTO"]
        if REQUEST_ID in told:
            environ[REQUEST_ID] = told[REQUEST_ID]

    def _reader(self, chain: str, peer: str) -> str:
        """The last address of the chain that is no proxy of ours; anything before it is hearsay."""
        for address in reversed([part.strip() for part in chain.split(",") if part.strip()]):
            if not self._trusts(address):
                return address if address_of(address) else peer
        return peer

    def _trusts(self, address: str) -> bool:
        return len(address) <= LONGEST_ADDRESS and self._known(address)

    def _is_trusted(self, written: str) -> bool:
        address = address_of(written)
        if address is None:
            return self._trusts_socket and written == ""
        return any(address in network for network in self._networks)


def address_of(written: str) -> IPv4Address | IPv6Address | None:
    """An address as a server or a proxy gives it, IPv4 written as IPv6 as IPv4; None for none."""
    try:
        address = ip_address(written)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
