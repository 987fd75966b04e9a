"""The rehearsal of a disaster: can this backup really become a site again?

Restores an archive into an empty place, starts the real server there, and compares its public pages
with those of this site, byte for byte.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from faq.services.operation.static_copy import mirrored_paths

START_SECONDS = 30.0
REQUEST_SECONDS = 60.0  # a busy machine has time, and the drill is no race
PICTURE_STORE = tuple(
    f"MEDIA_S3_{part}" for part in ("BUCKET", "ENDPOINT", "REGION", "ACCESS_KEY", "SECRET_KEY")
)
"""All of them: one without the others stops the start."""


@dataclass(frozen=True, slots=True)
class Drill:
    """What the rehearsal found: pages compared, addresses of those that differ, and how long."""

    pages: int
    differing: tuple[str, ...]
    restore_seconds: float
    total_seconds: float


def drill(archive: Path, *, scratch_database: str = "") -> Drill:
    """Restore `archive` beside this site and compare every public page.

    `scratch_database` is the DATABASE_URL of an empty database; without it an SQLite file in a
    temporary folder is used, which only an archive of an SQLite site can become.
    """
    started = time.monotonic()
    paths = mirrored_paths()
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        here = _environment()
        there = here | apart(folder, scratch_database)
        _manage(there, "restore", str(archive))
        _manage(there, "migrate", "--check", "--verbosity", "0")
        restored = time.monotonic() - started
        original, copy = _pages(here, paths), _pages(there, paths)
    differing = tuple(path for path in paths if original[path] != copy[path])
    return Drill(len(paths), differing, restored, time.monotonic() - started)


def apart(folder: str, scratch_database: str = "") -> dict[str, str]:
    """The settings by which the copy shares nothing that the live site writes to."""
    return {
        "DATA_DIR": folder,
        "DATABASE_URL": scratch_database or f"sqlite:///{folder}/db.sqlite3",
        "STATIC_ROOT": str(settings.STATIC_ROOT),
        **dict.fromkeys(PICTURE_STORE, ""),  # restored pictures go to the folder
    }


def _environment() -> dict[str, str]:
    """This process's settings for another process, so that both sites render the same addresses."""
    return {
        **os.environ,
        "HILFE_ENV": "",  # all settings stand here
        "SECRET_KEY": settings.SECRET_KEY,
        "SITE_URL": settings.SITE_URL,
        "DATA_DIR": str(settings.DATA_DIR),
        "SECURE_SSL_REDIRECT": "0",
        "ALLOWED_HOSTS": ",".join([*settings.ALLOWED_HOSTS, "127.0.0.1"]),
    } | ({"DATABASE_URL": _database_url()} if connection.vendor == "sqlite" else {})


def _database_url() -> str:
    return f"sqlite:///{Path(connection.settings_dict['NAME']).resolve()}"


def _manage(environment: dict[str, str], *words: str) -> None:
    subprocess.run(  # noqa: S603  (this project's own commands)
        [sys.executable, "manage.py", *words],
        cwd=settings.BASE_DIR,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _pages(environment: dict[str, str], paths: Iterable[str]) -> dict[str, bytes]:
    with _served(environment) as url:
        return {path: _body(f"{url}{path}") for path in paths}


@contextmanager
def _served(environment: dict[str, str]) -> Iterator[str]:
    """Serve a site on a free port of this machine for as long as the block runs."""
    port = _free_port()
    process = subprocess.Popen(  # noqa: S603  (the server of this project)
        [
            *(sys.executable, "-m", "gunicorn", "--config", "python:mmfaq.server"),
            *("--workers", "1", "--bind", f"127.0.0.1:{port}", "mmfaq.wsgi"),
        ],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _wait(port: int) -> None:
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _body(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=REQUEST_SECONDS) as response:  # noqa: S310  (http)
            return bytes(response.read())
    except urllib.error.HTTPError as error:
        return f"{error.code}".encode()
