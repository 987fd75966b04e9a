"""A private Caddy for one run, with the recipe of docs/betrieb.md in front of a site."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.servers.postgresql import ProgramMissing, free_port
from tests.servers.site import ROOT

RECIPE = re.compile(r"   ```caddy\n(.*?)   ```", re.DOTALL)


class Caddy:
    """A running Caddy as a context manager; of the recipe only host and ports are replaced."""

    def __init__(self, site_port: int) -> None:
        program = shutil.which("caddy")
        if program is None:
            raise ProgramMissing("caddy is not installed.")
        self._program = program
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._folder = Path(tempfile.mkdtemp(prefix="caddy-"))
        self._replaced = {
            "hilfe.example.org {": f"http://127.0.0.1:{self.port} {{",
            "127.0.0.1:8000": f"127.0.0.1:{site_port}",
            "{\n    servers": "{\n    admin off\n    auto_https off\n    servers",
        }
        self._process: subprocess.Popen[bytes] | None = None

    def _config(self) -> str:
        found = RECIPE.search((ROOT / "docs" / "betrieb.md").read_text())
        assert found, "docs/betrieb.md has no recipe for Caddy"
        text = re.sub("^   ", "", found[1], flags=re.MULTILINE)
        for there, here in self._replaced.items():
            assert there in text, f"the recipe has no {there}"
            text = text.replace(there, here)
        return text

    def __enter__(self) -> Self:
        config = self._folder / "Caddyfile"
        config.write_text(self._config())
        with (self._folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [self._program, "run", "--config", config, "--adapter", "caddyfile"],
                env={**os.environ, "HOME": str(self._folder), "XDG_DATA_HOME": str(self._folder)},
                stdout=log,
                stderr=log,
            )
        for _ in range(100):
            if b"serving initial configuration" in (self._folder / "log").read_bytes():
                return self
            time.sleep(0.1)
        raise RuntimeError((self._folder / "log").read_text())

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)
