"""A private Redis for one run: in memory, own port on loopback. Standard library only."""

import shutil
import signal
import socket
import subprocess
import tempfile
import time
from types import TracebackType
from typing import Self

from tests.servers.postgresql import ProgramMissing, free_port


class Redis:
    """A running server as a context manager; `url` is its address for CACHE_URL."""

    def __init__(self) -> None:
        program = shutil.which("valkey-server") or shutil.which("redis-server")
        if program is None:
            raise ProgramMissing("Neither Valkey nor Redis is installed.")
        self._program = program
        self._port = free_port()
        self.url = f"redis://127.0.0.1:{self._port}/0"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start the server if it is not running, and wait until it answers; it is empty then."""
        if self._process is not None:
            return
        words = ["--port", str(self._port), "--bind", "127.0.0.1", "--save", "", "--appendonly"]
        words += ["no", "--dir", tempfile.gettempdir()]
        self._process = subprocess.Popen([self._program, *words], stdout=subprocess.DEVNULL)
        self._wait()

    def stop(self) -> None:
        if self._process is None:
            return
        self.resume()
        self._process.terminate()
        self._process.wait()
        self._process = None

    def pause(self) -> None:
        """Let it hang: connections are accepted, nothing is answered."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def _wait(self) -> None:
        for _ in range(200):
            try:
                with socket.create_connection(("127.0.0.1", self._port), timeout=1) as connection:
                    connection.sendall(b"PING\r\n")
                    if connection.recv(16).startswith(b"+PONG"):
                        return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("Redis does not answer.")
