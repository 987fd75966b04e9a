"""From a host name to an open socket, however many of its addresses hang."""

import queue
import socket
import threading
import time
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final

from faq.mailcheck import faults
from faq.mailcheck.result import CheckFailed, Fault

# The only part of IPv6 that is given to the open net (RFC 4291, 2.4); all else leads into own
# networks, or nowhere. Behind the prefix for translation stands an IPv4 address (RFC 6052).
_GLOBAL: Final = IPv6Network("2000::/3")
_TRANSLATED: Final = IPv6Network("64:ff9b::/96")

_Address = tuple[socket.AddressFamily, tuple[object, ...]]


class Deadline:
    """The end of the whole dialogue; each step gets what is left of it."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def remaining(self) -> float:
        """Seconds left, always positive.

        Raises CheckFailed(TIMEOUT) when none are.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise CheckFailed(Fault.TIMEOUT)
        return left


def open_socket(
    host: str, port: int, deadline: Deadline, *, private: bool = False
) -> socket.socket:
    """A connection to the first address of `host` that answers.

    Whoever may name a host must not reach what only this machine can reach: addresses that are not
    public are asked with `private` alone. Raises CheckFailed with the fault of the last address.
    """
    addresses = _resolved(host, port, deadline)
    if not private:
        addresses = [one for one in addresses if is_public(str(one[1][0]))]
    if not addresses:
        raise CheckFailed(Fault.UNREACHABLE, f"{host} has no public address")
    for position, (family, address) in enumerate(addresses):
        # An address that hangs must leave time for those after it.
        seconds = deadline.remaining() / (len(addresses) - position)
        try:
            return _open(family, address, seconds)
        except CheckFailed as failure:
            last = failure
    raise last


def is_public(address: str) -> bool:
    """Whether the whole net can reach an IP address; also for IPv4 that is written as IPv6."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        found = _inner(found) or found
    is_given = isinstance(found, IPv4Address) or found in _GLOBAL
    return is_given and found.is_global and not found.is_multicast


def _inner(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for."""
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _open(
    family: socket.AddressFamily, address: tuple[object, ...], seconds: float
) -> socket.socket:
    with faults.named(Fault.UNREACHABLE):
        stream = socket.socket(family, socket.SOCK_STREAM)
        try:
            stream.settimeout(seconds)
            stream.connect(address)
        except OSError:
            stream.close()
            raise
        return stream


def _resolved(host: str, port: int, deadline: Deadline) -> list[_Address]:
    """The addresses of `host`, at least one. The resolver knows no deadline, so a thread waits."""
    answers: queue.SimpleQueue[list[_Address]] = queue.SimpleQueue()
    threading.Thread(target=lambda: answers.put(_look_up(host, port)), daemon=True).start()
    try:
        addresses = answers.get(timeout=deadline.remaining())
    except queue.Empty:
        addresses = []
    if not addresses:
        raise CheckFailed(Fault.NOT_RESOLVABLE, host)
    return addresses


def _look_up(host: str, port: int) -> list[_Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [(family, address) for family, _, _, _, address in found]
