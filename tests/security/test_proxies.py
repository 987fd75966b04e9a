"""The reader's address and scheme come from configured proxies or from the connection itself."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from faq.web.proxies import READ, REQUEST_ID, TrustedProxies

ROOT = Path(__file__).resolve().parents[2]
PROXIES = ["10.0.0.0/8", "2001:db8:1::/48"]


def seen(
    proxies: Iterable[str], peer: str, chain: str = "", scheme: str = "", **more: str
) -> dict[str, Any]:
    """The environment as the application behind the layer gets it."""
    environ = {"REMOTE_ADDR": peer, "wsgi.url_scheme": "http", **more}
    if chain:
        environ["HTTP_X_FORWARDED_FOR"] = chain
    if scheme:
        environ["HTTP_X_FORWARDED_PROTO"] = scheme

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        return []

    TrustedProxies(application, proxies)(environ, print)
    del environ["faq.forwarded"]
    assert environ.pop("SCRIPT_NAME") == ""
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


@pytest.mark.parametrize("peer", ["::ffff:10.1.1.1", "::ffff:a01:101"])
def test_proxy_is_trusted_however_the_socket_writes_its_address(peer: str) -> None:
    assert seen(PROXIES, peer, "198.51.100.7, ::ffff:10.2.2.2")["REMOTE_ADDR"] == "198.51.100.7"


def test_unix_socket_is_trusted_when_configured() -> None:
    assert seen(["unix"], "", "198.51.100.7")["REMOTE_ADDR"] == "198.51.100.7"


def test_unix_socket_is_not_trusted_by_itself() -> None:
    assert seen(PROXIES, "", "198.51.100.7")["REMOTE_ADDR"] == ""


def test_unknown_scheme_is_ignored() -> None:
    assert seen(PROXIES, "10.1.1.1", scheme="gopher")["wsgi.url_scheme"] == "http"


STRANGE = ("HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PREFIX", "HTTP_FORWARDED", "HTTP_X_REAL_IP",
           "HTTP_SCRIPT_NAME", "HTTP_X_SCRIPT_NAME", "HTTP_X_REWRITE_URL")  # fmt: skip


@pytest.mark.parametrize("peer", ["192.0.2.1", "10.1.1.1"])
@pytest.mark.parametrize("name", STRANGE)
def test_header_that_nobody_reads_is_gone(peer: str, name: str) -> None:
    assert name not in seen(PROXIES, peer, **{name: "x"})


def test_invented_path_before_the_site_is_gone() -> None:
    assert seen(PROXIES, "10.1.1.1", SCRIPT_NAME="/x") == {
        "REMOTE_ADDR": "10.1.1.1", "wsgi.url_scheme": "http",
    }  # fmt: skip


@pytest.mark.parametrize(("peer", "is_kept"), [("10.1.1.1", True), ("192.0.2.1", False)])
def test_name_of_a_request_is_taken_from_proxies_only(peer: str, *, is_kept: bool) -> None:
    found = seen(PROXIES, peer, HTTP_X_REQUEST_ID="12345678")

    assert ("HTTP_X_REQUEST_ID" in found) is is_kept


def test_what_browsers_say_gets_through() -> None:
    said = {"HTTP_HOST": "a.example", "HTTP_COOKIE": "a=b", "HTTP_IF_NONE_MATCH": "*"}

    assert said.items() <= seen([], "192.0.2.1", **said).items()


def test_endless_chain_of_nonsense_is_not_remembered() -> None:
    layer = TrustedProxies(lambda environ, start: [], PROXIES)
    for number in range(100):
        chain = ",".join(f"{number}x{part}" * 50 for part in range(5))
        layer({"REMOTE_ADDR": "10.1.1.1", "HTTP_X_FORWARDED_FOR": chain}, print)

    assert layer._known.cache_info().currsize == 1


def test_each_header_that_the_layers_read_gets_in() -> None:
    named = {
        name
        for path in (ROOT / "faq" / "web").rglob("*.py")
        if path.name != "proxies.py"
        for name in re.findall(r"\"(HTTP_[A-Z_]+)\"", path.read_text(encoding="utf-8"))
    }

    assert "HTTP_HOST" in named
    assert not named - READ - {REQUEST_ID}
