"""Each fault is called by its own name, whatever the server does."""

import socket
import ssl
import struct
import threading
import time

import pytest

from faq.mailcheck import Fault, Protocol, Result, Service, SocketSecurity, check, check_all
from tests.mailcheck.authority import Authority, Issued
from tests.mailcheck.scripted import (
    Scripted,
    Step,
    dribble,
    encrypt,
    flood,
    hang,
    hear,
    say,
)

IMAP, POP3, SMTP, SIEVE = Protocol.IMAP, Protocol.POP3, Protocol.SMTP, Protocol.SIEVE
IN_LINES = (IMAP, POP3, SMTP, SIEVE)
TLS, STARTTLS = SocketSecurity.SSL_TLS, SocketSecurity.STARTTLS

GREETING = {
    IMAP: "* OK ready\r\n",
    POP3: "+OK ready\r\n",
    SMTP: "220-mail\r\n220 ready\r\n",
    SIEVE: '"IMPLEMENTATION" "Test"\r\n"SASL" ""\r\n"STARTTLS"\r\nOK "ready"\r\n',
}
CAN_STARTTLS = {
    IMAP: "* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\r\na OK done\r\n",
    POP3: "+OK\r\nSTLS\r\nUIDL\r\n.\r\n",
    SMTP: "250-mail\r\n250-SIZE 100\r\n250 STARTTLS\r\n",
    SIEVE: '"IMPLEMENTATION" "Test"\r\n"SIEVE" "fileinto"\r\n"STARTTLS"\r\nOK\r\n',
}
CANNOT_STARTTLS = {
    IMAP: "* CAPABILITY IMAP4rev1\r\na OK done\r\n",
    POP3: "+OK\r\nUIDL\r\n.\r\n",
    SMTP: "250-mail\r\n250 SIZE 100\r\n",
    SIEVE: '"IMPLEMENTATION" "Test"\r\nOK "done"\r\n',
}
GO_AHEAD = {
    IMAP: "a OK begin\r\n",
    POP3: "+OK begin\r\n",
    SMTP: "220 begin\r\n",
    SIEVE: 'OK "begin"\r\n',
}
REFUSAL = {
    IMAP: "a NO not now\r\n",
    POP3: "-ERR not now\r\n",
    SMTP: "454 not now\r\n",
    SIEVE: 'NO "not now"\r\n',
}
CAN_LOG_IN = {
    IMAP: "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\na OK done\r\n",
    POP3: "+OK\r\nUSER\r\nSASL PLAIN LOGIN\r\n.\r\n",
    SMTP: "250-mail\r\n250-AUTH PLAIN LOGIN\r\n250 SIZE\r\n",
    SIEVE: '"IMPLEMENTATION" "Test"\r\n"SASL" "PLAIN LOGIN"\r\nOK "done"\r\n',
}
CANNOT_LOG_IN = {
    IMAP: "* CAPABILITY IMAP4rev1 AUTH=GSSAPI LOGINDISABLED\r\na OK done\r\n",
    POP3: "+OK\r\nSASL CRAM-MD5\r\n.\r\n",
    SMTP: "250-mail\r\n250 AUTH GSSAPI\r\n",
    SIEVE: '"IMPLEMENTATION" "Test"\r\n"SASL" "GSSAPI"\r\nOK\r\n',
}
every_protocol = pytest.mark.parametrize("protocol", IN_LINES)


def run(
    protocol: Protocol,
    security: SocketSecurity,
    trust: ssl.SSLContext,
    *script: Step,
    seconds: float = 30,
) -> Result:
    with Scripted(*script) as server:
        service = Service(protocol, security, "localhost", server.port)
        return check(service, trust, seconds=seconds, private=True)


@every_protocol
def test_good_tls_service_has_no_fault(
    protocol: Protocol, issued: Issued, trust: ssl.SSLContext
) -> None:
    script = (encrypt(issued.context()), say(GREETING[protocol]), hear, say(CAN_LOG_IN[protocol]))

    result = run(protocol, TLS, trust, *script, hang)

    assert result.fault is None
    assert result.tls_version == "TLSv1.3"
    assert result.expires_at is not None


@every_protocol
def test_good_starttls_service_has_no_fault(
    protocol: Protocol, issued: Issued, trust: ssl.SSLContext
) -> None:
    script = (say(GREETING[protocol]), hear, say(CAN_STARTTLS[protocol]), hear)
    script += (say(GO_AHEAD[protocol]), encrypt(issued.context()))
    if protocol is SIEVE:  # it speaks first again (RFC 5804 section 2.2)
        script += (say(CAN_LOG_IN[SIEVE]),)
    script += (hear,)

    result = run(protocol, STARTTLS, trust, *script, say(CAN_LOG_IN[protocol]), hang)

    assert (result.fault, result.detail) == (None, "")


@every_protocol
def test_missing_starttls_is_named(protocol: Protocol, trust: ssl.SSLContext) -> None:
    script = (say(GREETING[protocol]), hear, say(CANNOT_STARTTLS[protocol]))

    assert run(protocol, STARTTLS, trust, *script, hang).fault is Fault.STARTTLS_MISSING


@every_protocol
def test_refused_starttls_is_named(protocol: Protocol, trust: ssl.SSLContext) -> None:
    script = (say(GREETING[protocol]), hear, say(CAN_STARTTLS[protocol]), hear)

    result = run(protocol, STARTTLS, trust, *script, say(REFUSAL[protocol]), hang)

    assert result.fault is Fault.STARTTLS_REFUSED
    assert "not now" in result.detail


@every_protocol
@pytest.mark.parametrize("pause", [False, True], ids=["with the consent", "after it"])
def test_data_behind_starttls_is_named(
    protocol: Protocol, pause: bool, trust: ssl.SSLContext
) -> None:
    def wait(stream: socket.socket) -> socket.socket:
        time.sleep(0.1)
        return stream

    injected = "* PREAUTH trust me\r\n"
    tail = (
        (say(GO_AHEAD[protocol]), wait, say(injected))
        if pause
        else (say(GO_AHEAD[protocol] + injected),)
    )
    script = (say(GREETING[protocol]), hear, say(CAN_STARTTLS[protocol]), hear, *tail)

    assert run(protocol, STARTTLS, trust, *script, hang).fault is Fault.DATA_INJECTED


@every_protocol
def test_missing_password_login_is_named(
    protocol: Protocol, issued: Issued, trust: ssl.SSLContext
) -> None:
    script = (encrypt(issued.context()), say(GREETING[protocol]), hear)

    result = run(protocol, TLS, trust, *script, say(CANNOT_LOG_IN[protocol]), hang)

    assert result.fault is Fault.LOGIN_MISSING
    assert result.tls_version


@every_protocol
def test_plain_service_on_a_tls_port_is_named(protocol: Protocol, trust: ssl.SSLContext) -> None:
    assert run(protocol, TLS, trust, say(GREETING[protocol]), hang).fault is Fault.NOT_ENCRYPTED


@pytest.mark.parametrize(
    ("days_from", "days_until", "fault"),
    [
        (-30, -1, Fault.CERTIFICATE_EXPIRED),
        (-30, 13, Fault.CERTIFICATE_EXPIRES_SOON),
        (-30, 15, None),
        (2, 30, Fault.CERTIFICATE_NOT_YET_VALID),
    ],
)
def test_certificate_validity_is_named(
    days_from: int,
    days_until: int,
    fault: Fault | None,
    authority: Authority,
    trust: ssl.SSLContext,
) -> None:
    context = authority.issue("localhost", days_from=days_from, days_until=days_until).context()
    script = (encrypt(context), say(GREETING[IMAP]), hear, say(CAN_LOG_IN[IMAP]))

    assert run(IMAP, TLS, trust, *script, hang).fault is fault


@pytest.mark.parametrize("security", SocketSecurity)
def test_certificate_for_another_name_is_named(
    security: SocketSecurity, authority: Authority, trust: ssl.SSLContext
) -> None:
    context = authority.issue("other.host.example").context()
    clear = (say(GREETING[IMAP]), hear, say(CAN_STARTTLS[IMAP]), hear, say(GO_AHEAD[IMAP]))
    script = (*(clear if security is STARTTLS else ()), encrypt(context))

    assert run(IMAP, security, trust, *script, hang).fault is Fault.CERTIFICATE_WRONG_NAME


@every_protocol
@pytest.mark.parametrize("security", SocketSecurity)
def test_server_is_told_which_name_is_meant(
    protocol: Protocol, security: SocketSecurity, issued: Issued, trust: ssl.SSLContext
) -> None:
    """A machine of several hosts picks its certificate by it (RFC 6066 section 3)."""
    told: list[str | None] = []
    context = issued.context()
    context.sni_callback = lambda _stream, name, _context: told.append(name)

    run(protocol, security, trust, *until_tls(protocol, security), encrypt(context), hang,
        seconds=3)  # fmt: skip

    assert told == ["localhost"]


def test_certificate_of_an_unknown_authority_is_named(
    trust: ssl.SSLContext, tmp_path_factory: pytest.TempPathFactory
) -> None:
    stranger = Authority(tmp_path_factory.mktemp("stranger")).issue("localhost")

    result = run(SMTP, TLS, trust, encrypt(stranger.context()), hang)

    assert result.fault is Fault.CERTIFICATE_UNTRUSTED


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_old_tls_version_is_named(issued: Issued, trust: ssl.SSLContext) -> None:
    context = issued.context()
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.maximum_version = ssl.TLSVersion.TLSv1_1

    assert run(IMAP, TLS, trust, encrypt(context), hang).fault is Fault.TLS_TOO_OLD


def gone(stream: socket.socket) -> socket.socket:
    """Close while the client waits."""
    stream.close()
    raise OSError


def reset(stream: socket.socket) -> socket.socket:
    """Break the connection without a word of TCP's own."""
    stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return gone(stream)


def until_tls(protocol: Protocol, security: SocketSecurity) -> tuple[Step, ...]:
    """What a good server says before the handshake."""
    if security is TLS:
        return ()
    asked = (say(GREETING[protocol]), hear, say(CAN_STARTTLS[protocol]), hear)
    return (*asked, say(GO_AHEAD[protocol]))


def in_tls(protocol: Protocol, security: SocketSecurity, issued: Issued) -> tuple[Step, ...]:
    """And up to the first command behind it."""
    greets = security is TLS or protocol is SIEVE
    greeting = (say(GREETING[protocol]),) if greets else ()
    return (*until_tls(protocol, security), encrypt(issued.context()), *greeting, hear)


BUSY = {
    IMAP: "* BYE busy\r\n",
    POP3: "-ERR busy\r\n",
    SMTP: "421 busy\r\n",
    SIEVE: 'BYE "busy"\r\n',
}
in_both_ways = pytest.mark.parametrize("security", SocketSecurity)


@every_protocol
@in_both_ways
@pytest.mark.parametrize("end", [gone, reset])
def test_server_that_goes_during_the_handshake_is_named(
    protocol: Protocol, security: SocketSecurity, end: Step, trust: ssl.SSLContext
) -> None:
    script = (
        *until_tls(protocol, security),
        lambda stream: end(stream) if stream.recv(9) else stream,
    )

    assert run(protocol, security, trust, *script).fault is Fault.DISCONNECTED


@every_protocol
@in_both_ways
def test_server_that_refuses_when_asked_is_named(
    protocol: Protocol, security: SocketSecurity, issued: Issued, trust: ssl.SSLContext
) -> None:
    script = (*in_tls(protocol, security, issued), say(BUSY[protocol]), gone)

    result = run(protocol, security, trust, *script)

    assert result.fault is Fault.REFUSED
    assert "busy" in result.detail


@every_protocol
def test_server_that_refuses_before_tls_is_named(protocol: Protocol, trust: ssl.SSLContext) -> None:
    script = (say(GREETING[protocol]), hear, say(BUSY[protocol]), gone)

    assert run(protocol, STARTTLS, trust, *script).fault is Fault.REFUSED


@pytest.mark.parametrize(("protocol", "answer"), [(IMAP, "a NO busy\r\n"), (SMTP, "554 busy\r\n")])
def test_refusal_that_keeps_the_line_is_named(
    protocol: Protocol, answer: str, trust: ssl.SSLContext
) -> None:
    script = (say(GREETING[protocol]), hear, say(answer), hang)

    assert run(protocol, STARTTLS, trust, *script).fault is Fault.REFUSED


def test_pop3_older_than_its_capabilities_is_none_the_worse(
    issued: Issued, trust: ssl.SSLContext
) -> None:
    script = (*in_tls(POP3, TLS, issued), say("-ERR unknown command\r\n"), hear, say("+OK bye\r\n"))

    assert run(POP3, TLS, trust, *script, hang).fault is None


@every_protocol
def test_tls_from_the_start_where_starttls_is_published_is_named(
    protocol: Protocol, issued: Issued, trust: ssl.SSLContext
) -> None:
    script = (encrypt(issued.context()), say(GREETING[protocol]), hang)

    assert run(protocol, STARTTLS, trust, *script, seconds=2).fault is Fault.ENCRYPTED_AT_ONCE


def test_handshake_that_breaks_off_is_named(trust: ssl.SSLContext) -> None:
    alert = bytes.fromhex("15030300020228")  # fatal handshake_failure

    assert run(IMAP, TLS, trust, say(alert), hang).fault is Fault.TLS_HANDSHAKE


@pytest.mark.parametrize(
    ("protocol", "greeting", "fault"),
    [
        (IMAP, "* BYE overloaded\r\n", Fault.REFUSED),
        (POP3, "-ERR overloaded\r\n", Fault.REFUSED),
        (SMTP, "421 overloaded\r\n", Fault.REFUSED),
        (SMTP, "554-no\r\n554 service\r\n", Fault.REFUSED),
        (IMAP, "220 mail ESMTP\r\n", Fault.WRONG_PROTOCOL),
        (POP3, "* OK IMAP ready\r\n", Fault.WRONG_PROTOCOL),
        (SMTP, "+OK POP3 ready\r\n", Fault.WRONG_PROTOCOL),
        (SIEVE, 'BYE "overloaded"\r\n', Fault.REFUSED),
        (SIEVE, "* OK IMAP ready\r\n", Fault.WRONG_PROTOCOL),
        (SIEVE, 'OK "what am I?"\r\n', Fault.WRONG_PROTOCOL),
        (SMTP, "HTTP/1.1 400 Bad Request\r\n\r\n", Fault.WRONG_PROTOCOL),
        (IMAP, "\r\n", Fault.WRONG_PROTOCOL),
        (IMAP, b"\xff\xfe\x00\x1b[2J\r\n", Fault.WRONG_PROTOCOL),
        (SMTP, "220-and so on\r\n" * 500, Fault.WRONG_PROTOCOL),
    ],
)
def test_unexpected_greeting_is_named(
    protocol: Protocol, greeting: str | bytes, fault: Fault, trust: ssl.SSLContext
) -> None:
    result = run(protocol, STARTTLS, trust, say(greeting), hang)

    assert result.fault is fault
    assert result.detail.isprintable() or not result.detail


@pytest.mark.parametrize(
    ("steps", "fault"),
    [
        ((), Fault.DISCONNECTED),
        ((say("* OK rea"),), Fault.DISCONNECTED),
        ((say(GREETING[IMAP]), hear, say("* CAPABILITY IMAP4rev1\r\n")), Fault.DISCONNECTED),
        ((say(GREETING[IMAP]), hear, say("a BAD what?\r\n"), hang), Fault.WRONG_PROTOCOL),
        ((flood,), Fault.WRONG_PROTOCOL),
    ],
)
def test_server_that_breaks_off_or_never_ends_is_named(
    steps: tuple[Step, ...], fault: Fault, trust: ssl.SSLContext
) -> None:
    assert run(IMAP, STARTTLS, trust, *steps).fault is fault


@pytest.mark.parametrize("steps", [(hang,), (dribble,), (say(GREETING[IMAP]), hang)])
def test_server_that_holds_on_runs_into_the_deadline(
    steps: tuple[Step, ...], trust: ssl.SSLContext
) -> None:
    assert run(IMAP, STARTTLS, trust, *steps, seconds=0.5).fault is Fault.TIMEOUT


def test_hanging_handshake_ends_with_the_deadline(trust: ssl.SSLContext) -> None:
    assert run(IMAP, TLS, trust, hang, seconds=0.4).fault is Fault.TIMEOUT


def test_port_nobody_listens_on_is_closed(trust: ssl.SSLContext) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

    assert check(Service(IMAP, TLS, "localhost", port), trust, private=True).fault is Fault.CLOSED


@pytest.mark.parametrize("host", ["mail.host.invalid", "a..b", "x" * 300])
def test_name_without_address_is_not_resolvable(host: str, trust: ssl.SSLContext) -> None:
    result = check(Service(IMAP, TLS, host, 993), trust, seconds=2)

    assert result.fault is Fault.NOT_RESOLVABLE


def test_services_are_checked_side_by_side(trust: ssl.SSLContext) -> None:
    with Scripted(hang) as server:
        services = [Service(one, TLS, "localhost", server.port) for one in (IMAP, POP3, SMTP)] * 2
        start = time.monotonic()
        results = check_all(services, trust, seconds=2, private=True)

    # Six that hang take as long as one, not the twelve seconds of one after the other.
    assert time.monotonic() - start < 10
    assert [result.fault for result in results] == [Fault.TIMEOUT] * 6
    assert [result.service for result in results] == services


def test_nothing_to_check_is_no_result(trust: ssl.SSLContext) -> None:
    assert check_all([], trust) == []


def test_password_is_never_offered(issued: Issued, trust: ssl.SSLContext) -> None:
    heard = bytearray()
    is_over = threading.Event()

    def record(stream: socket.socket) -> socket.socket:
        try:
            while octets := stream.recv(1024):
                heard.extend(octets)
        finally:
            is_over.set()
        return stream

    script = (encrypt(issued.context()), say(GREETING[SMTP] + CAN_LOG_IN[SMTP]), record)
    run(SMTP, TLS, trust, *script)

    assert is_over.wait(30)
    commands = heard.decode().split("\r\n")
    assert [command.split(" ")[0] for command in commands] == ["EHLO", "QUIT", ""]
