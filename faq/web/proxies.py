"""Whom to believe about the reader's address and about TLS: configured proxies, nobody else.

A WSGI layer in front of everything. After it, `REMOTE_ADDR` and `wsgi.url_scheme` can be trusted
and the `X-Forwarded-*` headers are gone, so no later code can be tempted to guess.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from ipaddress import ip_address, ip_network
from typing import Any

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST",
             "HTTP_X_FORWARDED_PORT", "HTTP_X_REAL_IP", "HTTP_FORWARDED")  # fmt: skip
UNIX_SOCKET = "unix"


class TrustedProxies:
    """Applies what the trusted proxies say; `proxies` are networks, or "unix" for a socket file."""

    def __init__(self, application: Application, proxies: Iterable[str]) -> None:
        self._application = application
        names = set(proxies)
        self._trusts_socket = UNIX_SOCKET in names
        self._networks = [ip_network(name) for name in names - {UNIX_SOCKET}]
        self._trusts = lru_cache(maxsize=4096)(self._is_trusted)

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        chain = environ.get("HTTP_X_FORWARDED_FOR", "")
        scheme = environ.get("HTTP_X_FORWARDED_PROTO", "")
        said = [environ.pop(name) for name in FORWARDED if name in environ]
        environ["faq.forwarded"] = bool(said)
        if self._trusts(environ.get("REMOTE_ADDR", "")):
            environ["REMOTE_ADDR"] = self._reader(chain, environ.get("REMOTE_ADDR", ""))
            if scheme in ("http", "https"):
                environ["wsgi.url_scheme"] = scheme
        return self._application(environ, start_response)

    def _reader(self, chain: str, peer: str) -> str:
        """The last address of the chain that is no proxy of ours; anything before it is hearsay."""
        for address in reversed([part.strip() for part in chain.split(",") if part.strip()]):
            if not self._trusts(address):
                return address if is_address(address) else peer
        return peer

    def _is_trusted(self, address: str) -> bool:
        if not is_address(address):
            return self._trusts_socket and address == ""
        return any(ip_address(address) in network for network in self._networks)


def is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
