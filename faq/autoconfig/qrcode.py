"""What Thunderbird for Android reads from a QR code: format 1 of its "Export for Mobile".

The code is drawn in the reader's browser, so that no address leaves it; this is the rest, in which
the browser puts the address and the name.
"""

from faq.autoconfig.account import Protocol, Provider, Server, SocketSecurity
from faq.autoconfig.exceptions import NoServer

_FORMAT = 1
_IMAP, _SMTP, _PASSWORD = 0, 0, 1
_SECURITY = {SocketSecurity.STARTTLS: 2, SocketSecurity.SSL_TLS: 3}
# What the browser replaces; no address can look like it.
ADDRESS = "%EMAILADDRESS%"

Payload = list[object]


def payload(provider: Provider) -> Payload:
    """One account, IMAP and SMTP, without a password.

    Raises NoServer when one of the two is not offered.
    """
    incoming = provider.offering(Protocol.IMAP)
    outgoing = provider.offering(Protocol.SMTP)
    if not (incoming and outgoing):
        raise NoServer
    identity = [ADDRESS, ADDRESS]
    group = [[_server(_SMTP, outgoing[0]), identity]]
    return [_FORMAT, [1, 1], _server(_IMAP, incoming[0]), group]


def _server(protocol: int, server: Server) -> Payload:
    return [protocol, server.host, server.port, _SECURITY[server.security], _PASSWORD, ADDRESS]
