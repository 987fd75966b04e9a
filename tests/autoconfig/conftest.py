"""A provider with two ways to each service, given in the wrong order on purpose."""

from pathlib import Path

import pytest

from faq.autoconfig import Protocol, Provider, Server, SocketSecurity
from faq.autoconfig.zone import Discovery

HOST = "mail.host.example"
GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="session")
def provider() -> Provider:
    return Provider(
        domain="host.example",
        name="Beispiel & Söhne <Mail>",
        short_name="Beispiel",
        help_url="https://hilfe.host.example/einrichten/",
        help_title="Mailprogramm einrichten – Schritt für Schritt",
        servers=(
            Server(Protocol.SMTP, SocketSecurity.STARTTLS, HOST, 587),
            Server(Protocol.POP3, SocketSecurity.STARTTLS, HOST, 110),
            Server(Protocol.IMAP, SocketSecurity.STARTTLS, HOST, 143),
            Server(Protocol.SMTP, SocketSecurity.SSL_TLS, HOST, 465),
            Server(Protocol.POP3, SocketSecurity.SSL_TLS, HOST, 995),
            Server(Protocol.IMAP, SocketSecurity.SSL_TLS, HOST, 993),
        ),
    )


@pytest.fixture(scope="session")
def discovery() -> Discovery:
    return Discovery("autoconfig.host.example", "autodiscover.host.example")
