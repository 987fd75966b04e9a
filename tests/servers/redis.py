"""A private Redis for one run: in memory, own port on loopback."""

from collections.abc import Sequence
from pathlib import Path

from tests.servers.process import Server, find_program


class Redis(Server):
    """A running server, empty at each start; `url` is its address for CACHE_URL."""

    def __init__(self) -> None:
        self._program = find_program("valkey-server", "redis-server", title="Redis")
        super().__init__()
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def _command(self) -> Sequence[str | Path]:
        words = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", self.folder]
        return [self._program, *words, "--save", "", "--appendonly", "no"]
