"""A real Radicale with TLS for one run: calendars and contacts on loopback, gone afterwards."""

import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from tests.servers.process import ProgramMissing, Server

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


class DavHost(Server):
    """The running server; one user, whom nobody ever needs."""

    def __init__(self, certificate: Path, key: Path) -> None:
        if find_spec("radicale") is None:
            raise ProgramMissing("Radicale is not installed.")
        super().__init__()
        values = {"port": self.port, "certificate": certificate, "key": key}
        config = CONFIG.format(folder=self.folder, **values)
        (self.folder / "config").write_text(config)
        (self.folder / "users").write_text("nobody:never-used\n")

    def _command(self) -> Sequence[str | Path]:
        return [sys.executable, "-m", "radicale", "--config", self.folder / "config"]
