"""The check against Dovecot, Pigeonhole and Postfix as Debian packages them, and Radicale."""

import ssl
from collections.abc import Iterator

import pytest

from faq.mailcheck import Fault, Protocol, Service, SocketSecurity, check, check_all, trust_store
from tests.mailcheck.authority import Authority, Issued
from tests.servers.dav import DavHost
from tests.servers.mail import MailHost

pytestmark = pytest.mark.servers

SUFFIX = {SocketSecurity.SSL_TLS: "tls", SocketSecurity.STARTTLS: "starttls"}
MAIL = (Protocol.IMAP, Protocol.POP3, Protocol.SMTP)
EVERY_SERVICE = [(protocol, security) for protocol in MAIL for security in SocketSecurity]
TLS = SocketSecurity.SSL_TLS


@pytest.fixture(scope="module")
def mail_host(issued: Issued) -> Iterator[MailHost]:
    with MailHost(issued.certificate, issued.key) as host:
        yield host


@pytest.fixture(scope="module")
def dav_host(issued: Issued) -> Iterator[DavHost]:
    with DavHost(issued.certificate, issued.key) as host:
        yield host


def service(host: MailHost, protocol: Protocol, security: SocketSecurity) -> Service:
    return Service(
        protocol, security, "localhost", host.ports[f"{protocol.value}_{SUFFIX[security]}"]
    )


def test_well_kept_servers_have_no_fault(mail_host: MailHost, trust: ssl.SSLContext) -> None:
    services = [service(mail_host, *each) for each in EVERY_SERVICE]

    results = check_all(services, trust, seconds=60, private=True)

    assert [(result.fault, result.detail) for result in results] == [(None, "")] * 6
    assert {result.tls_version for result in results} == {"TLSv1.3"}


@pytest.mark.parametrize(("protocol", "security"), EVERY_SERVICE)
def test_swapped_encryption_is_a_fault(
    mail_host: MailHost,
    trust: ssl.SSLContext,
    protocol: Protocol,
    security: SocketSecurity,
) -> None:
    other = (set(SocketSecurity) - {security}).pop()
    port = service(mail_host, protocol, other).port
    # A TLS port waits for the client's first word, a STARTTLS port speaks in the clear.
    is_tls = security is SocketSecurity.SSL_TLS

    result = check(
        Service(protocol, security, "localhost", port),
        trust,
        seconds=30 if is_tls else 4,
        private=True,
    )

    expected = Fault.NOT_ENCRYPTED if is_tls else Fault.ENCRYPTED_AT_ONCE
    assert result.fault is expected


@pytest.mark.parametrize(("protocol", "security"), EVERY_SERVICE)
def test_strange_authority_is_a_fault(
    mail_host: MailHost,
    tmp_path_factory: pytest.TempPathFactory,
    protocol: Protocol,
    security: SocketSecurity,
) -> None:

    stranger = Authority(tmp_path_factory.mktemp("stranger"))

    result = check(
        service(mail_host, protocol, security),
        trust_store(stranger.ca_file),
        seconds=60,
        private=True,
    )

    assert result.fault is Fault.CERTIFICATE_UNTRUSTED


def test_nobody_ever_logs_in(mail_host: MailHost, trust: ssl.SSLContext) -> None:
    check_all(
        [service(mail_host, *each) for each in EVERY_SERVICE], trust, seconds=60, private=True
    )

    assert "no auth attempts" in mail_host.log
    assert "sasl_username" not in mail_host.log
    assert "Login:" not in mail_host.log


def test_filters_calendar_and_contacts_have_no_fault(
    mail_host: MailHost, dav_host: DavHost, trust: ssl.SSLContext
) -> None:
    services = [
        service(mail_host, Protocol.SIEVE, SocketSecurity.STARTTLS),
        Service(Protocol.CALDAV, TLS, "localhost", dav_host.port, "/nobody/"),
        Service(Protocol.CARDDAV, TLS, "localhost", dav_host.port, "/nobody/"),
        Service(Protocol.CALDAV, TLS, "localhost", dav_host.port, "/.well-known/caldav"),
        Service(Protocol.WEB, TLS, "localhost", dav_host.port, "/.web/"),
    ]

    results = check_all(services, trust, seconds=60, private=True)

    assert [(result.fault, result.detail) for result in results] == [(None, "")] * 5
    assert "Successful login" not in dav_host.log


def test_calendar_server_is_no_mail_server_and_the_other_way_round(
    mail_host: MailHost, dav_host: DavHost, trust: ssl.SSLContext
) -> None:
    imap = service(mail_host, Protocol.IMAP, TLS)
    swapped = [
        Service(Protocol.CALDAV, TLS, "localhost", imap.port, "/"),
        Service(Protocol.IMAP, TLS, "localhost", dav_host.port),
    ]

    faults = [result.fault for result in check_all(swapped, trust, seconds=5, private=True)]

    assert faults[0] is Fault.WRONG_PROTOCOL
    assert faults[1] in {Fault.TIMEOUT, Fault.DISCONNECTED, Fault.WRONG_PROTOCOL}
