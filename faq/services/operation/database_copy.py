"""The database as one file, and back: SQLite's own format, or PostgreSQL's custom dump."""

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Final

from django.db import connection

from faq.services.operation.archive_file import BackupError

TABLE: Final = "faq_entry"
"""What every version of this site has, and no other."""
NOT_OURS: Final = "The copy is a database, but not of such a site."


def dump(target: Path) -> None:
    """Write a consistent copy, also while others write."""
    if connection.vendor == "postgresql":
        _run_postgresql("pg_dump", "--format=custom", f"--file={target}")
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])
    check(target)


def check(copy: Path) -> None:
    """BackupError unless the copy is whole, of such a site, and of the kind that this one has."""
    if connection.vendor == "postgresql":
        if TABLE not in _run_postgresql("pg_restore", "--list", str(copy)):
            raise BackupError(NOT_OURS)
        return
    database = sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro", uri=True)
    try:
        (state,) = database.execute("PRAGMA integrity_check").fetchone()
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    except sqlite3.DatabaseError as error:
        state = str(error)
    finally:
        database.close()
    if state != "ok":
        raise BackupError(f"The copy of the database is damaged: {state}")
    if TABLE not in tables:
        raise BackupError(NOT_OURS)


def load(source: Path) -> None:
    """Make the copy this site's database, in one step: it is there entirely or not at all."""
    if connection.vendor == "postgresql":
        words = ["--exit-on-error", "--single-transaction", "--no-owner", str(source)]
        _run_postgresql("pg_restore", f"--dbname={connection.settings_dict['NAME']}", *words)
        return
    connection.close()
    target = Path(connection.settings_dict["NAME"])
    for leftover in (f"{target}-wal", f"{target}-shm"):
        Path(leftover).unlink(missing_ok=True)
    beside = target.with_name(f".{target.name}.restored")  # on the same disk, whatever the source's
    shutil.move(source, beside)
    beside.chmod(0o600)
    beside.replace(target)


def _run_postgresql(program: str, *arguments: str) -> str:
    """What a program of PostgreSQL prints of this database; the password goes by environment."""
    values = connection.settings_dict
    environment = {
        "PGHOST": values["HOST"],
        "PGPORT": str(values["PORT"]),
        "PGUSER": values["USER"],
        "PGPASSWORD": values["PASSWORD"],
        "PGDATABASE": values["NAME"],
    }
    given = {name: value for name, value in environment.items() if value}
    try:
        finished = subprocess.run(  # noqa: S603  (a fixed program with our own arguments)
            [program, *arguments],
            env={**os.environ, **given},
            check=True,
            capture_output=True,
            text=True,
        )
    except FileNotFoundError as error:
        raise BackupError(f"{program} is not installed on this machine.") from error
    except subprocess.CalledProcessError as error:
        raise BackupError(f"{program} failed: {error.stderr.strip()}") from error
    return finished.stdout
