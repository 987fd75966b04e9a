"""The site as it runs in production: the real server, all content, a folder and a port of its own.

`prepared` fills a folder once (database, static files); `Site` serves one. Standard library only.
"""

import http.client
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.servers.process import Server

ROOT = Path(__file__).resolve().parent.parent.parent


def prepared(folder: Path, environment: Mapping[str, str] | None = None) -> Path:
    """Make `folder` the DATA_DIR of a site with all its content; the first login is noted in it."""
    settings = site_environment(folder, 8000) | dict(environment or {})
    manage(settings, "collectstatic", "--noinput", "--verbosity", "0")
    manage(settings, "prepare")
    return folder


def manage(settings: Mapping[str, str], *words: str) -> str:
    """Run a command of a site in another process; what it printed."""
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=settings,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout


def site_environment(folder: Path, port: int) -> dict[str, str]:
    """The environment of a site on loopback; a database given from outside is kept."""
    outside = dict(os.environ)
    outside.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # for tests in a browser's process, not for it
    return {
        **outside,
        "DJANGO_SETTINGS_MODULE": "mmfaq.settings",
        "HILFE_ENV": "",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "DATA_DIR": str(folder),
        "STATIC_HASHES": "1",
    }


class Site(Server):
    """A served site; `url` is its address without a slash at the end."""

    def __init__(
        self,
        folder: Path,
        *,
        environment: Mapping[str, str] | None = None,
        server: str = "gunicorn",
        options: tuple[str, ...] = (),
    ) -> None:
        super().__init__(folder)
        self.environment = site_environment(folder, self.port) | dict(environment or {})
        self._words = [*SERVERS[server](self.port), *options]

    @property
    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return [int(pid) for pid in children.split()]

    def manage(self, *words: str) -> str:
        """Run a command of this site in another process; what it printed."""
        return manage(self.environment, *words)

    def answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/gesund/")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def _command(self) -> Sequence[str | Path]:
        return [Path(sys.executable).parent / self._words[0], *self._words[1:]]

    def _options(self) -> Mapping[str, Any]:
        return {"cwd": ROOT, "env": self.environment}


def _gunicorn(port: int) -> list[str]:
    return ["gunicorn", "-c", "python:mmfaq.server", "mmfaq.wsgi", "--bind", f"127.0.0.1:{port}"]


def _granian(port: int) -> list[str]:
    address = ["--host", "127.0.0.1", "--port", str(port)]
    return ["granian", "mmfaq.wsgi:application", "--interface", "wsgi", "--no-ws", *address]


SERVERS = {"gunicorn": _gunicorn, "granian": _granian}
