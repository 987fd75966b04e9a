"""An answer while it leaves: sent as fast as its reader takes it, and nobody waits for that.

Knows no server: a socket that takes everything at once, and keeps what the reader does not yet.
"""

from socket import MSG_DONTWAIT
from typing import IO, Any, Final

BYTES_AT_ONCE: Final = 64 * 1024
LARGEST_KEPT: Final = 8 * 1024 * 1024  # more has no page and no picture, only what staff download


class Leaving:
    """A socket for one thread at a time; `left` is what still has to be sent."""

    def __init__(self, sock: Any) -> None:
        self._sock = sock
        self.left = bytearray()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)

    def sendall(self, data: bytes) -> None:
        """Send what goes, keep the rest; wait only where that would be too much to keep."""
        if not self.left:
            data = data[self._sent(data) :]
        self.left += data
        if len(self.left) > LARGEST_KEPT:
            self._sock.sendall(self.left)
            self.left.clear()

    def sendfile(self, file: IO[bytes], offset: int = 0, count: int | None = None) -> None:
        """Send a part of a file."""
        file.seek(offset)
        while chunk := file.read(BYTES_AT_ONCE if count is None else min(BYTES_AT_ONCE, count)):
            self.sendall(chunk)
            count = None if count is None else count - len(chunk)

    def send_on(self) -> None:
        """Send more of the rest; raises OSError when the reader is gone."""
        del self.left[: self._sent(self.left)]

    def _sent(self, data: bytes | bytearray) -> int:
        try:
            return int(self._sock.send(data, MSG_DONTWAIT))
        except (BlockingIOError, InterruptedError):
            return 0
