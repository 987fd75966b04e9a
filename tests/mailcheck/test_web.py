"""Calendars, contacts and pages: asked once, without a log-in, and every fault by its name."""

import socket
import ssl

import pytest

from faq.mailcheck import Fault, Protocol, Result, Service, SocketSecurity, check
from tests.mailcheck.authority import Issued
from tests.mailcheck.scripted import Scripted, Step, encrypt, hang, say

CALDAV, CARDDAV, WEB = Protocol.CALDAV, Protocol.CARDDAV, Protocol.WEB
BASIC = 'WWW-Authenticate: Basic realm="Kalender"\r\n'
CALENDAR = "DAV: 1, 2, 3, calendar-access\r\n"
ADDRESSES = "DAV: 1, 3, addressbook\r\n"


def ask(
    protocol: Protocol,
    answer: str | bytes,
    issued: Issued,
    trust: ssl.SSLContext,
    *,
    path: str = "/dav/",
    heard: list[str] | None = None,
) -> Result:
    script: tuple[Step, ...] = (encrypt(issued.context()), listening(heard), say(answer), hang)
    with Scripted(*script) as server:
        service = Service(protocol, SocketSecurity.SSL_TLS, "localhost", server.port, path)
        return check(service, trust, seconds=10, private=True)


def listening(heard: list[str] | None) -> Step:
    """Wait for the whole head of a request."""

    def step(stream: socket.socket) -> socket.socket:
        head = b""
        while b"\r\n\r\n" not in head:
            head += stream.recv(1024)
        if heard is not None:
            heard.append(head.decode())
        return stream

    return step


def answer(status: str, headers: str = "") -> str:
    return f"HTTP/1.1 {status}\r\n{headers}\r\n"


@pytest.mark.parametrize(
    ("protocol", "reply"),
    [
        (CALDAV, answer("401 Unauthorized", BASIC + CALENDAR)),
        (CALDAV, answer("401 Unauthorized", BASIC)),
        (CARDDAV, answer("401 Unauthorized", BASIC + ADDRESSES)),
        (WEB, answer("200 OK")),
        (WEB, answer("302 Found", "Location: /login\r\n")),
    ],
)
def test_well_kept_service_has_no_fault(
    protocol: Protocol, reply: str, issued: Issued, trust: ssl.SSLContext
) -> None:
    result = ask(protocol, reply, issued, trust)

    assert (result.fault, result.tls_version) == (None, "TLSv1.3")


@pytest.mark.parametrize(
    ("protocol", "reply", "fault"),
    [
        (CALDAV, answer("404 Not Found"), Fault.NOT_FOUND),
        (WEB, answer("410 Gone"), Fault.NOT_FOUND),
        (CALDAV, answer("503 Busy"), Fault.REFUSED),
        (WEB, answer("403 Forbidden"), Fault.REFUSED),
        (CALDAV, answer("401 Unauthorized", BASIC + ADDRESSES), Fault.WRONG_PROTOCOL),
        (CARDDAV, answer("401 Unauthorized", BASIC + CALENDAR), Fault.WRONG_PROTOCOL),
        (CALDAV, answer("200 OK"), Fault.WRONG_PROTOCOL),
        (CALDAV, answer("405 Not Allowed"), Fault.WRONG_PROTOCOL),
        (CALDAV, answer("401 Unauthorized"), Fault.LOGIN_MISSING),
        (CALDAV, answer("401 Unauthorized", "WWW-Authenticate: Digest\r\n"), Fault.LOGIN_MISSING),
        (CALDAV, answer("207 Multi-Status", CALENDAR), Fault.LOGIN_MISSING),
        (CALDAV, answer("301 Moved", "Location: /other/\r\n"), Fault.REDIRECTED),
        (WEB, answer("302 Found", "Location: https://other.example/\r\n"), Fault.REDIRECTED),
        (WEB, answer("302 Found", "Location: http://localhost/\r\n"), Fault.REDIRECTED),
        (CALDAV, "* OK IMAP ready\r\n", Fault.WRONG_PROTOCOL),
        (CALDAV, b"HTTP/1.1 abc\r\n\r\n", Fault.WRONG_PROTOCOL),
        (CALDAV, answer("200 OK", "X: y\r\n" * 200), Fault.WRONG_PROTOCOL),
        (CALDAV, "HTTP/1.1 401 Unauthorized\r\n" + "X" * 9000, Fault.WRONG_PROTOCOL),
    ],
)
def test_fault_is_named(
    protocol: Protocol, reply: str, fault: Fault, issued: Issued, trust: ssl.SSLContext
) -> None:
    assert ask(protocol, reply, issued, trust).fault is fault


def test_well_known_address_may_lead_on(issued: Issued, trust: ssl.SSLContext) -> None:
    moved = answer("301 Moved", "Location: /dav/\r\n")

    result = ask(CALDAV, moved, issued, trust, path="/.well-known/caldav")

    assert result.fault is None


def test_nobody_logs_in(issued: Issued, trust: ssl.SSLContext) -> None:
    heard: list[str] = []

    ask(CALDAV, answer("401 Unauthorized", BASIC), issued, trust, heard=heard)

    (request,) = heard
    assert request.startswith("PROPFIND /dav/ HTTP/1.1\r\nHost: localhost:")
    assert "authorization" not in request.lower()


def test_plain_http_on_the_port_is_named(trust: ssl.SSLContext) -> None:
    with Scripted(say("HTTP/1.0 400 Bad Request\r\n\r\n"), hang) as server:
        service = Service(CALDAV, SocketSecurity.SSL_TLS, "localhost", server.port, "/")
        assert check(service, trust, seconds=10, private=True).fault is Fault.NOT_ENCRYPTED
