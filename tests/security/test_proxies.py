"""The reader's address and scheme come from configured proxies or from the connection itself."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from faq.web.proxies import TrustedProxies

PROXIES = ["10.0.0.0/8", "2001:db8:1::/48"]


def seen(proxies: Iterable[str], peer: str, chain: str = "", scheme: str = "") -> dict[str, Any]:
    """The environment as the application behind the layer gets it."""
    environ = {"REMOTE_ADDR": peer, "wsgi.url_scheme": "http"}
    if chain:
        environ["HTTP_X_FORWARDED_FOR"] = chain
    if scheme:
        environ["HTTP_X_FORWARDED_PROTO"] = scheme

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        return []

    TrustedProxies(application, proxies)(environ, print)
    del environ["faq.forwarded"]
    return environ


def test_without_proxies_nothing_forwarded_is_believed() -> None:
    environ = seen([], "192.0.2.1", "198.51.100.7", "https")

    assert environ == {"REMOTE_ADDR": "192.0.2.1", "wsgi.url_scheme": "http"}


def test_address_and_scheme_of_a_trusted_proxy_are_taken() -> None:
    environ = seen(PROXIES, "10.1.1.1", "198.51.100.7", "https")

    assert environ == {"REMOTE_ADDR": "198.51.100.7", "wsgi.url_scheme": "https"}


@pytest.mark.parametrize(
    ("chain", "address"),
    [
        ("203.0.113.9, 198.51.100.7", "198.51.100.7"),  # the first was sent by the reader
        ("198.51.100.7, 10.2.2.2", "198.51.100.7"),
        ("10.2.2.2", "10.1.1.1"),
        ("nonsense", "10.1.1.1"),
        ("198.51.100.7,", "198.51.100.7"),
        ("2001:db8:2::5, 2001:db8:1::7", "2001:db8:2::5"),
        ("", "10.1.1.1"),
    ],
)
def test_last_untrusted_address_of_the_chain_counts(chain: str, address: str) -> None:
    assert seen(PROXIES, "10.1.1.1", chain)["REMOTE_ADDR"] == address


def test_unix_socket_is_trusted_when_configured() -> None:
    assert seen(["unix"], "", "198.51.100.7")["REMOTE_ADDR"] == "198.51.100.7"


def test_unix_socket_is_not_trusted_by_itself() -> None:
    assert seen(PROXIES, "", "198.51.100.7")["REMOTE_ADDR"] == ""


def test_unknown_scheme_is_ignored() -> None:
    assert seen(PROXIES, "10.1.1.1", scheme="gopher")["wsgi.url_scheme"] == "http"
