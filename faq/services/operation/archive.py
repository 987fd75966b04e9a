"""One verified archive of everything that can be lost: the database and the uploaded media.

The archive is a tar file: `manifest.json` first, then `database` (an SQLite file, or PostgreSQL's
custom dump format) and `media/…`. The manifest names every file with its SHA-256, so that a damaged
archive is known before anything is restored from it.
"""

import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from faq.models import ContentVersion

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database"
MEDIA = "media/"


class BackupError(Exception):
    """The archive or the place to restore to cannot be used; says why."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds. `digests` are SHA-256 by name; `migrations` the newest of each app."""

    format: int
    created: str
    vendor: str
    migrations: dict[str, str]
    digests: dict[str, str]


def backup(target: Path) -> Manifest:
    """Write an archive and read it back; under its name there is only ever a complete one.

    Raises BackupError, with nothing left behind, above all when the disk is full.
    """
    try:
        return _write_backup(target)
    except (OSError, DatabaseError) as error:
        raise BackupError(f"{target} could not be written: {error}") from error


def _write_backup(target: Path) -> Manifest:
    """Media are listed before the database is copied: a file may be extra, never missing."""
    media = list(_media_names())
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
        parts = {DATABASE: Path(folder) / DATABASE}
        _dump_database(parts[DATABASE])
        for name in media:
            parts[MEDIA + name] = _copy_media(name, Path(folder))
        manifest = Manifest(
            format=FORMAT,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            vendor=connection.vendor,
            migrations=_migrations(),
            digests={name: _digest(path) for name, path in parts.items()},
        )
        draft = Path(folder) / "archive"
        _write_archive(draft, manifest, parts)
        verify(draft)
        draft.replace(target)
    return manifest


def verify(archive: Path) -> Manifest:
    """Read an archive to its end and compare every digest; BackupError names what differs."""
    try:
        with tarfile.open(archive) as tar:
            manifest = _read_manifest(tar)
            found = {
                member.name: hashlib.file_digest(_content(tar, member), "sha256").hexdigest()
                for member in tar
                if member.isfile() and member.name != MANIFEST
            }
    except (tarfile.TarError, OSError, EOFError) as error:
        raise BackupError(f"{archive} is no readable archive: {error}") from error
    if wrong := sorted(
        name
        for name in manifest.digests.keys() | found.keys()
        if manifest.digests.get(name) != found.get(name)
    ):
        raise BackupError(f"{archive} is damaged: {', '.join(wrong)}")
    return manifest


def restore(archive: Path) -> Manifest:
    """Bring an archive into this site's empty database and media folder.

    Raises BackupError, with nothing changed, for a damaged archive, an archive of another kind of
    database, or a place that is not empty.
    """
    manifest = verify(archive)
    if manifest.vendor != connection.vendor:
        raise BackupError(
            f"The archive is of {manifest.vendor}, DATABASE_URL names {connection.vendor}."
        )
    if connection.introspection.table_names():
        raise BackupError("The database is not empty. Restore into a new one.")
    with tempfile.TemporaryDirectory(dir=_folder(), prefix=".restore-") as folder:
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        _load_database(Path(folder) / DATABASE)
        ContentVersion.bump()  # what page caches hold may be younger than the archive
        for name in manifest.digests:
            if name.startswith(MEDIA):
                _restore_media(name.removeprefix(MEDIA), Path(folder) / name)
    return manifest


def _write_archive(draft: Path, manifest: Manifest, parts: dict[str, Path]) -> None:
    with tarfile.open(draft, "w") as tar:
        text = json.dumps(asdict(manifest), indent=1, sort_keys=True).encode()
        head = tarfile.TarInfo(MANIFEST)
        head.size = len(text)
        tar.addfile(head, io.BytesIO(text))
        for name, path in parts.items():
            tar.add(path, name)


def _read_manifest(tar: tarfile.TarFile) -> Manifest:
    member = tar.next()
    if member is None or member.name != MANIFEST:
        raise BackupError("The archive does not begin with a manifest.")
    try:
        manifest = Manifest(**json.load(_content(tar, member)))
    except (ValueError, TypeError) as error:
        raise BackupError("The archive's manifest cannot be read.") from error
    if manifest.format != FORMAT:
        raise BackupError(f"The archive has format {manifest.format}, this site reads {FORMAT}.")
    return manifest


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> io.BufferedReader:
    content = tar.extractfile(member)
    if content is None:
        raise BackupError(f"{member.name} is no file.")
    return content  # type: ignore[return-value]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _migrations() -> dict[str, str]:
    applied = sorted(MigrationRecorder(connection).applied_migrations())
    return dict(applied)


# Media --------------------------------------------------------------------------------------------


def _media_names(folder: str = "") -> Iterator[str]:
    if folder == "" and not default_storage.exists(""):
        return
    folders, names = default_storage.listdir(folder)
    yield from (f"{folder}{name}" for name in names)
    for name in folders:
        yield from _media_names(f"{folder}{name}/")


def _copy_media(name: str, folder: Path) -> Path:
    path = folder / MEDIA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with default_storage.open(name) as source, path.open("wb") as target:
        shutil.copyfileobj(source, target)
    return path


def _restore_media(name: str, source: Path) -> None:
    """Store a file under exactly its name; an object store may still hold the one of before."""
    default_storage.delete(name)
    with source.open("rb") as file:
        default_storage.save(name, File(file))


# Databases ----------------------------------------------------------------------------------------


def _folder() -> Path:
    """Where large temporary files may lie: beside the data, not in a small /tmp."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    return Path(settings.DATA_DIR)


def _dump_database(target: Path) -> None:
    if connection.vendor == "postgresql":
        _run_postgresql("pg_dump", "--format=custom", f"--file={target}")
        return
    with connection.cursor() as cursor:  # a consistent copy also while others write
        cursor.execute("VACUUM INTO %s", [str(target)])
    copy = sqlite3.connect(target)
    try:
        (state,) = copy.execute("PRAGMA integrity_check").fetchone()
    finally:
        copy.close()
    if state != "ok":
        raise BackupError(f"The copy of the database is damaged: {state}")


def _load_database(source: Path) -> None:
    if connection.vendor == "postgresql":
        _run_postgresql(
            "pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", str(source)
        )
        return
    connection.close()
    target = Path(connection.settings_dict["NAME"])
    for leftover in (f"{target}-wal", f"{target}-shm"):
        Path(leftover).unlink(missing_ok=True)
    shutil.move(source, target)


def _run_postgresql(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on this database; the password goes by environment."""
    values = connection.settings_dict
    environment = {
        "PGHOST": values["HOST"],
        "PGPORT": str(values["PORT"]),
        "PGUSER": values["USER"],
        "PGPASSWORD": values["PASSWORD"],
        "PGDATABASE": values["NAME"],
    }
    if program == "pg_restore":
        arguments = (f"--dbname={values['NAME']}", *arguments)
    given = {name: value for name, value in environment.items() if value}
    try:
        subprocess.run(  # noqa: S603  (a fixed program with our own arguments)
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
