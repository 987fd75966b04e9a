"""Which addresses the check may connect to: those on the open net."""

import socket
import ssl

import pytest

from faq.mailcheck import Fault, Protocol, Service, SocketSecurity, check
from faq.mailcheck.network import is_public

PRIVATE = [
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1", "192.0.2.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1",
    "fe80::1%eth0", "fd00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::",
    "2001:db8::1", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "::127.0.0.1",
    "::ffff:0:127.0.0.1", "fec0::1", "2001:0:7f00:1::", "5f00::1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_address_of_an_own_network_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["9.9.9.9", "::ffff:9.9.9.9", "2620:fe::fe", "64:ff9b::9.9.9.9"]
)
def test_address_on_the_open_net_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1", "2130706433", "::1"])
def test_nobody_is_called_on_this_machine(host: str, trust: ssl.SSLContext) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        port = listener.getsockname()[1]
        service = Service(Protocol.IMAP, SocketSecurity.SSL_TLS, host, port)

        result = check(service, trust, seconds=2)

        assert result.fault in (Fault.UNREACHABLE, Fault.NOT_RESOLVABLE)
        with pytest.raises(BlockingIOError):
            listener.accept()
