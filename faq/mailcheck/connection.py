"""Lines over a connection that cannot be held up: one deadline, and limits on what is read."""

import re
import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from socket import MSG_PEEK, socket

from faq.mailcheck import faults
from faq.mailcheck.network import Deadline, open_socket
from faq.mailcheck.result import CheckFailed, Fault

MAX_LINE_BYTES = 8 * 1024
MAX_TOTAL_BYTES = 64 * 1024
PATIENCE = 0.75  # of the time left, for the first word of a server

_NOT_PRINTABLE = re.compile(r"[^ -~]")


def trust_store(ca_file: Path | None = None) -> ssl.SSLContext:
    """The client side of TLS as mail programs have it today: verified, TLS 1.2 at least.

    `ca_file` (PEM) replaces the machine's certificate authorities.
    """
    context = ssl.create_default_context(cafile=ca_file)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


class Connection:
    """A dialogue in lines, in the clear first or encrypted from the start.

    Every method that reads or writes raises CheckFailed.
    """

    def __init__(self, stream: socket, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline
        self._unread = b""
        self._received = 0

    @property
    def has_unread(self) -> bool:
        """Whether more has arrived than was read."""
        return bool(self._unread)

    @property
    def local_address(self) -> str:
        """This end's address as SMTP writes a client without a name (RFC 5321 section 4.1.3)."""
        address = self._stream.getsockname()[0]
        return f"[IPv6:{address}]" if ":" in address else f"[{address}]"

    def is_silent(self) -> bool:
        """Whether nothing comes for most of the time that is left. It reads nothing."""
        self._stream.settimeout(self._deadline.remaining() * PATIENCE)
        try:
            self._stream.recv(1, MSG_PEEK)
        except TimeoutError:
            return True
        except OSError:  # whoever reads will name it
            return False
        return False

    def read_line(self) -> str:
        """The next line without its end, safe to show: what is not printable ASCII becomes "?"."""
        while b"\n" not in self._unread:
            if len(self._unread) > MAX_LINE_BYTES or self._received > MAX_TOTAL_BYTES:
                raise CheckFailed(Fault.WRONG_PROTOCOL, "endless answer")
            self._receive()
        line, _, self._unread = self._unread.partition(b"\n")
        return _printable(line.rstrip(b"\r"))

    def send_line(self, text: str) -> None:
        """Send one command."""
        self.send_lines((text,))

    def send_lines(self, lines: Iterable[str]) -> None:
        """Send lines at once: a server may go after the first, and yet have answered."""
        with faults.named(Fault.DISCONNECTED):
            self._stream.settimeout(self._deadline.remaining())
            self._stream.sendall("".join(f"{line}\r\n" for line in lines).encode("ascii"))

    def start_tls(self, context: ssl.SSLContext, host: str) -> tuple[str, datetime]:
        """Encrypt from here on; the version agreed on, and the time the certificate ends."""
        with faults.named(Fault.TLS_HANDSHAKE):
            self._stream.settimeout(self._deadline.remaining())
            encrypted = context.wrap_socket(
                self._stream, server_hostname=host, do_handshake_on_connect=False
            )
            self._stream = encrypted
            encrypted.do_handshake()
        certificate = encrypted.getpeercert() or {}
        end = ssl.cert_time_to_seconds(str(certificate["notAfter"]))
        return encrypted.version() or "", datetime.fromtimestamp(end, tz=UTC)

    def close(self) -> None:
        """Let go of the socket; the server's farewell is not waited for."""
        self._stream.close()

    def _receive(self) -> None:
        with faults.named(Fault.DISCONNECTED):
            self._stream.settimeout(self._deadline.remaining())
            octets = self._stream.recv(4096)
        if not octets:
            raise CheckFailed(Fault.DISCONNECTED, _printable(self._unread))
        self._received += len(octets)
        self._unread += octets


@contextmanager
def connected(host: str, port: int, deadline: Deadline, *, private: bool) -> Iterator[Connection]:
    """A connection to `host`, closed at the end."""
    connection = Connection(open_socket(host, port, deadline, private=private), deadline)
    try:
        yield connection
    finally:
        connection.close()


def _printable(octets: bytes) -> str:
    return _NOT_PRINTABLE.sub("?", octets.decode("ascii", "replace"))
