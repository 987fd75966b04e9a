"""What the private servers of a run share: a free port of loopback, a folder, a start that waits.

Standard library only: `dev.py`, tests and benchmarks use it.
"""

import shutil
import signal
import socket
import subprocess
import tempfile
import time
import unittest
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, Self

START_SECONDS = 180  # three at once on a busy machine


class ProgramMissing(unittest.SkipTest):
    """A server's program is not installed. A test that starts one is skipped for this reason."""


class Server:
    """A process as a context manager: started, waited for, and stopped by its own id.

    A subclass says what to start, and may say what an answer is. Without a folder given it has one
    of its own, which goes with it.
    """

    end: ClassVar[signal.Signals] = signal.SIGTERM

    def __init__(self, folder: Path | None = None) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = folder or Path(tempfile.mkdtemp(prefix=f"{type(self).__name__.lower()}-"))
        self._is_private = folder is None
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()
        if self._is_private:
            shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        """Start the server if it is not running, and wait until it answers; its data are kept."""
        if self._process is not None:
            return
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                self._command(), stdout=log, stderr=log, **self._options()
            )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            if self.answers():
                return
            time.sleep(0.05)
        self.stop()
        raise RuntimeError(self.log[-3000:])

    def stop(self) -> None:
        """Stop the server as its operator would; kill it if it does not obey."""
        if self._process is None:
            return
        self.resume()
        self._process.send_signal(self.end)
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def pause(self) -> None:
        """Make the server hang: the kernel still accepts connections, nothing answers."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._signal(signal.SIGCONT)

    def answers(self) -> bool:
        return is_open(self.port)

    @property
    def pid(self) -> int:
        """The process id of the server's first process."""
        assert self._process is not None
        return self._process.pid

    @property
    def log(self) -> str:
        """What the server wrote down."""
        return (self.folder / "server.log").read_text(errors="replace")

    def _command(self) -> Sequence[str | Path]:
        raise NotImplementedError

    def _options(self) -> Mapping[str, Any]:
        """What Popen needs besides."""
        return {}

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)


def free_port() -> int:
    """A port of loopback nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_open(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def find_program(*names: str, title: str) -> str:
    """The path of the first of these programs; servers lie in sbin, not on everybody's path."""
    for name in names:
        if found := shutil.which(name) or shutil.which(name, path="/usr/sbin"):
            return found
    raise ProgramMissing(f"{title} is not installed.")
