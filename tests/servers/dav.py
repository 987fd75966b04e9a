"""A real Radicale with TLS for one run: calendars and contacts on loopback, gone afterwards."""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.servers.postgresql import ProgramMissing, free_port

CONFIG = """
[server]
hosts = 127.0.0.1:{port}
ssl = True
certificate = {certificate}
key = {key}
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
[storage]
filesystem_folder = {folder}/collections
[logging]
level = info
"""


class DavHost:
    """The server as a context manager; one user, whom nobody ever needs."""

    def __init__(self, certificate: Path, key: Path) -> None:
        if find_spec("radicale") is None:
            raise ProgramMissing("Radicale is not installed.")
        self.port = free_port()
        self._folder = Path(tempfile.mkdtemp(prefix="davhost-"))
        values = {"port": self.port, "certificate": certificate, "key": key}
        config = CONFIG.format(folder=self._folder, **values)
        (self._folder / "config").write_text(config)
        (self._folder / "users").write_text("nobody:never-used\n")
        self._server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        with (self._folder / "log").open("wb") as log:
            command = [sys.executable, "-m", "radicale", "--config", str(self._folder / "config")]
            self._server = subprocess.Popen(command, stdout=log, stderr=log)
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return self
        raise RuntimeError(self.log[-2000:])

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._server is not None:
            self._server.terminate()
            self._server.wait(timeout=20)
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def log(self) -> str:
        return (self._folder / "log").read_text(errors="replace")
