"""A private PostgreSQL server for one run: own folder, own port on loopback, gone afterwards.

Uses Debian's packages or any `initdb` on the path. PostgreSQL refuses to run as root, so root
starts it as the user `postgres`. Standard library only: `dev.py`, tests and benchmarks use it.
"""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

SETTINGS = """
listen_addresses = '127.0.0.1'
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 60
shared_buffers = 32MB
"""


class ProgramMissing(Exception):
    """A server's program is not installed."""


class PostgreSQL:
    """A running server as a context manager; `url` is its address for DATABASE_URL."""

    def __init__(self) -> None:
        self._programs = programs()
        self._owner = "postgres" if os.geteuid() == 0 else None
        self._folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        password = secrets.token_urlsafe(16)
        self.url = f"postgres://mmfaq:{password}@127.0.0.1:{self._port}/mmfaq"
        self._initialise(password)

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
        shutil.rmtree(self._folder, ignore_errors=True)

    def start(self) -> None:
        """Start the server if it is not running, and wait until it answers; data are kept."""
        if self._process is not None:
            return
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self._data, "-p", str(self._port)],
                user=self._owner,
                cwd="/",
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        address = ["-h", "127.0.0.1", "-p", str(self._port)]
        for _ in range(300):
            if subprocess.run([self._programs / "pg_isready", "-q", *address]).returncode == 0:
                return
            if self._process.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError((self._folder / "log").read_text()[-2000:])

    def stop(self) -> None:
        """Stop the server at once; clients lose their connections, as in a crash."""
        if self._process is None:
            return
        self.resume()
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(timeout=30)
        self._process = None

    def pause(self) -> None:
        """Make the server hang: the kernel still accepts connections, nothing answers."""
        self._signal_all(signal.SIGSTOP)

    def resume(self) -> None:
        self._signal_all(signal.SIGCONT)

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _initialise(self, password: str) -> None:
        secret = self._folder / "password"
        secret.write_text(password)
        if self._owner:
            for path in (self._folder, secret):
                shutil.chown(path, user=self._owner)
        options = ["-U", "mmfaq", "--auth=scram-sha-256", f"--pwfile={secret}", "--no-sync"]
        options += ["--encoding=UTF8", "--locale=C.UTF-8"]
        self._run("initdb", "-D", self._data, *options)
        with (self._data / "postgresql.conf").open("a") as file:
            file.write(f"{SETTINGS}unix_socket_directories = '{self._folder}'\n")
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

    def _signal_all(self, number: signal.Signals) -> None:
        # Each connection has a process of its own, in a session of its own: walk the children.
        if self._process is None:
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


def free_port() -> int:
    """A port of loopback nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
