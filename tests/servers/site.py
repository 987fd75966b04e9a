"""The site as it runs in production: the real server, all content, a folder and a port of its own.

`prepared` fills a folder once (database, static files); `Site` serves one. Standard library only.
"""

import http.client
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.servers.postgresql import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 60


def prepared(folder: Path, environment: Mapping[str, str] | None = None) -> Path:
    """Make `folder` the DATA_DIR of a site with all its content; the first login is noted in it."""
    settings = site_environment(folder, 8000) | dict(environment or {})
    _manage(settings, "collectstatic", "--noinput", "--verbosity", "0")
    _manage(settings, "prepare")
    return folder


def copied(template: Path, folder: Path, environment: Mapping[str, str] | None = None) -> Path:
    """The same from a folder that was prepared with SQLite; another database is filled afresh."""
    settings = site_environment(folder, 8000) | dict(environment or {})
    shutil.copytree(template, folder, dirs_exist_ok=True)
    if "DATABASE_URL" in settings:
        _manage(settings, "prepare")
    return folder


def _manage(settings: Mapping[str, str], *words: str) -> str:
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


class Site:
    """A served site as a context manager; `url` is its address without a slash at the end."""

    def __init__(
        self,
        folder: Path,
        *,
        environment: Mapping[str, str] | None = None,
        server: str = "gunicorn",
        options: tuple[str, ...] = (),
    ) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = folder
        self.environment = site_environment(folder, self.port) | dict(environment or {})
        self._words = [*SERVERS[server](self.port), *options]
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

    @property
    def pid(self) -> int:
        """The process id of the server's first process."""
        assert self._process is not None
        return self._process.pid

    @property
    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return [int(pid) for pid in children.split()]

    def start(self) -> None:
        """Start the server and wait for its first answer."""
        programs = Path(sys.executable).parent
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [programs / self._words[0], *self._words[1:]],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            if self.answers():
                return
            time.sleep(0.05)
        self.stop()
        raise RuntimeError((self.folder / "server.log").read_text()[-3000:])

    def manage(self, *words: str) -> str:
        """Run a command of this site in another process; what it printed."""
        return _manage(self.environment, *words)

    def answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/gesund/")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def stop(self) -> None:
        """Stop the server as a deployment would; kill it if it does not obey."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None


def _gunicorn(port: int) -> list[str]:
    return ["gunicorn", "-c", "python:mmfaq.server", "mmfaq.wsgi", "--bind", f"127.0.0.1:{port}"]


def _granian(port: int) -> list[str]:
    address = ["--host", "127.0.0.1", "--port", str(port)]
    return ["granian", "mmfaq.wsgi:application", "--interface", "wsgi", "--no-ws", *address]


SERVERS = {"gunicorn": _gunicorn, "granian": _granian}
