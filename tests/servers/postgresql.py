"""A private PostgreSQL server for one run: own folder, own port on loopback, gone afterwards.

Uses Debian's packages or any `initdb` on the path. PostgreSQL refuses to run as root, so root
starts it as the user `postgres`. Standard library only: `dev.py`, tests and benchmarks use it.
"""

import contextlib
import os
import secrets
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.servers.process import ProgramMissing, Server

SETTINGS = """
listen_addresses = '127.0.0.1'
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 60
shared_buffers = 32MB
"""


class PostgreSQL(Server):
    """A running server; `url` is its address for DATABASE_URL."""

    end = signal.SIGQUIT  # at once: clients lose their connections, as in a crash

    def __init__(self) -> None:
        self._programs = programs()
        super().__init__()
        self._owner = "postgres" if os.geteuid() == 0 else None
        password = secrets.token_urlsafe(16)
        self.url = f"postgres://mmfaq:{password}@127.0.0.1:{self.port}/mmfaq"
        self._initialise(password)

    def answers(self) -> bool:
        address = ["-h", "127.0.0.1", "-p", str(self.port)]
        return not subprocess.run([self._programs / "pg_isready", "-q", *address]).returncode

    def _command(self) -> Sequence[str | Path]:
        return [self._programs / "postgres", "-D", self._data, "-p", str(self.port)]

    def _options(self) -> Mapping[str, Any]:
        return {"user": self._owner, "cwd": "/"}

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _initialise(self, password: str) -> None:
        secret = self.folder / "password"
        secret.write_text(password)
        if self._owner:
            for path in (self.folder, secret):
                shutil.chown(path, user=self._owner)
        options = ["-U", "mmfaq", "--auth=scram-sha-256", f"--pwfile={secret}", "--no-sync"]
        options += ["--encoding=UTF8", "--locale=C.UTF-8"]
        self._run("initdb", "-D", self._data, *options)
        with (self._data / "postgresql.conf").open("a") as file:
            file.write(f"{SETTINGS}unix_socket_directories = '{self.folder}'\n")
        self._run(
            "postgres", "--single", "-D", self._data, "postgres", text="CREATE DATABASE mmfaq"
        )

    def _run(self, name: str, *words: str | Path, text: str = "") -> None:
        subprocess.run(
            [self._programs / name, *words],
            input=text.encode(),
            user=self._owner,
            cwd="/",
            check=True,
            capture_output=True,
        )

    def _signal(self, number: signal.Signals) -> None:
        # Each connection has a process of its own, in a session of its own: walk the children.
        if self._process is None or self._process.poll() is not None:
            return
        parent = self._process.pid
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        for pid in (parent, *map(int, children)):
            with contextlib.suppress(ProcessLookupError):  # a connection may end in between
                os.kill(pid, number)


def programs() -> Path:
    """The folder of the newest installed server's programs."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")  # Debian keeps them off the path
    newest = max(versions, key=lambda path: int(path.parts[-3]), default=shutil.which("initdb"))
    if newest is None:
        raise ProgramMissing("PostgreSQL is not installed.")
    return Path(newest).resolve().parent


def new_database(url: str) -> str:
    """Create an empty database on the server of `url`; return its own address."""
    name = f"site_{secrets.token_hex(4)}"
    subprocess.run([programs() / "createdb", f"--maintenance-db={url}", name], check=True)
    return f"{url.rpartition('/')[0]}/{name}"


def dump(url: str, file: Path) -> None:
    """Write down a whole database, for `load`."""
    options = ["--clean", "--if-exists", f"--file={file}"]
    subprocess.run([programs() / "pg_dump", *options, url], check=True)


def load(url: str, file: Path) -> None:
    """Make a database what another was, whatever it had before."""
    options = ["--quiet", "--single-transaction", "-v", "ON_ERROR_STOP=1", f"--file={file}"]
    quiet = {**os.environ, "PGOPTIONS": "-c client_min_messages=warning"}
    subprocess.run(
        [programs() / "psql", *options, url], check=True, env=quiet, stdout=subprocess.DEVNULL
    )
