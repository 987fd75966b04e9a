"""A private Caddy for one run, with the recipe of docs/betrieb.md in front of a site."""

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.servers.process import Server, find_program
from tests.servers.site import ROOT

RECIPE = re.compile(r"   ```caddy\n(.*?)   ```", re.DOTALL)


class Caddy(Server):
    """A running Caddy; of the recipe only host and ports are replaced."""

    def __init__(self, site_port: int) -> None:
        self._program = find_program("caddy", title="caddy")
        super().__init__()
        self._replaced = {
            "hilfe.example.org {": f"{self.url} {{",
            "127.0.0.1:8000": f"127.0.0.1:{site_port}",
            "{\n    servers": "{\n    admin off\n    auto_https off\n    servers",
        }

    def _command(self) -> Sequence[str | Path]:
        config = self.folder / "Caddyfile"
        config.write_text(self._config())
        return [self._program, "run", "--config", config, "--adapter", "caddyfile"]

    def _options(self) -> Mapping[str, Any]:
        home = str(self.folder)
        return {"env": {**os.environ, "HOME": home, "XDG_DATA_HOME": home}}

    def _config(self) -> str:
        found = RECIPE.search((ROOT / "docs" / "betrieb.md").read_text())
        assert found, "docs/betrieb.md has no recipe for Caddy"
        text = re.sub("^   ", "", found[1], flags=re.MULTILINE)
        for there, here in self._replaced.items():
            assert there in text, f"the recipe has no {there}"
            text = text.replace(there, here)
        return text
