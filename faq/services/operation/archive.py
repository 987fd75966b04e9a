"""One verified archive of everything that can be lost: the database and the uploaded media."""

import hashlib
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from faq.models import ContentVersion
from faq.services.operation import database_copy
from faq.services.operation.archive_file import (
    DATABASE,
    FORMAT,
    MEDIA,
    BackupError,
    Manifest,
    unpack,
    verify,
    write,
)
from faq.services.operation.working_folder import working_folder

OTHERS_WORK_THERE = "Another backup, restore or prepare is at work there."


def backup(target: Path) -> Manifest:
    """Write an archive and read it back; under its name there is only ever a complete one.

    Raises BackupError, with nothing left behind, above all when the disk is full.
    """
    try:
        return _write_backup(target)
    except BlockingIOError as error:
        raise BackupError(OTHERS_WORK_THERE) from error
    except (OSError, Error) as error:
        raise BackupError(f"{target} could not be written: {error}") from error


def _write_backup(target: Path) -> Manifest:
    """Media are listed before the database is copied: a file may be extra, never missing."""
    media = list(_media_names())
    with working_folder(target.parent, ".backup-") as folder:
        parts = {DATABASE: folder / DATABASE}
        database_copy.dump(parts[DATABASE])
        for name in media:
            parts[MEDIA + name] = _copy_media(name, folder)
        manifest = Manifest(
            format=FORMAT,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            vendor=connection.vendor,
            migrations=_migrations(),
            digests={name: _digest(path) for name, path in parts.items()},
        )
        draft = folder / "archive"
        write(draft, manifest, parts)
        verify(draft)
        draft.replace(target)
    return manifest


def restore(archive: Path) -> Manifest:
    """Bring an archive into this site's empty database and media folder.

    The database comes last and in one step: a restore that was killed has left an empty database,
    and can be repeated. Raises BackupError, with nothing changed, for an archive that is damaged,
    of another kind of database or of newer code, and for a place that is not empty.
    """
    manifest = verify(archive)
    _refuse_unfit(manifest)
    try:
        with working_folder(Path(settings.DATA_DIR), ".restore-") as folder:
            unpack(archive, folder)
            database_copy.check(folder / DATABASE)
            for name in manifest.digests:
                if name.startswith(MEDIA):
                    _restore_media(name.removeprefix(MEDIA), folder / name)
            database_copy.load(folder / DATABASE)
            ContentVersion.bump()  # what page caches hold may be younger than the archive
    except BlockingIOError as error:
        raise BackupError(OTHERS_WORK_THERE) from error
    except (OSError, Error) as error:
        raise BackupError(f"{archive} could not be restored: {error}") from error
    return manifest


def _refuse_unfit(manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        raise BackupError(
            f"The archive is of {manifest.vendor}, DATABASE_URL names {connection.vendor}."
        )
    known = MigrationLoader(None).disk_migrations
    if newer := [each for each in sorted(manifest.migrations.items()) if each not in known]:
        names = ", ".join(" ".join(each) for each in newer)
        raise BackupError(f"The archive is of newer code than this: it has {names}.")
    try:
        is_empty = not connection.introspection.table_names()
    except Error as error:
        raise BackupError(f"The database cannot be reached: {error}") from error
    if not is_empty:
        raise BackupError("The database is not empty. Restore into a new one.")


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
