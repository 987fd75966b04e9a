"""The archive's file: a tar with `manifest.json` first, then `database` and `media/…`.

The manifest names every file with its SHA-256, so that a damaged archive is known before anything
is restored from it. An archive may come from anywhere: what it claims is believed only after it has
been compared, and nothing in it is followed, unpacked or hashed beyond the archive's own size.
"""

import hashlib
import io
import json
import os
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database"
MEDIA = "media/"
LARGEST_MANIFEST = 64 * 1024 * 1024  # about 400,000 pictures


class BackupError(Exception):
    """The archive or the place to restore to cannot be used; says why in one sentence."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds. `digests` are SHA-256 by name; `migrations` the newest of each app."""

    format: int
    created: str
    vendor: str
    migrations: dict[str, str]
    digests: dict[str, str]


def write(target: Path, manifest: Manifest, parts: dict[str, Path]) -> None:
    """Write an archive that only its owner can read: it holds password hashes and secrets."""
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w") as tar:
        text = json.dumps(asdict(manifest), indent=1, sort_keys=True).encode()
        head = tarfile.TarInfo(MANIFEST)
        head.size = len(text)
        tar.addfile(head, io.BytesIO(text))
        for name, path in parts.items():
            tar.add(path, name)


def verify(archive: Path) -> Manifest:
    """Read an archive to its end and compare every digest; BackupError names what differs."""
    try:
        with tarfile.open(archive, "r:") as tar:
            manifest = _read_manifest(tar)
            found = {
                member.name: hashlib.file_digest(_content(tar, member), "sha256").hexdigest()
                for member in _members(tar, archive.stat().st_size)
            }
    except (tarfile.TarError, OSError, EOFError, ValueError) as error:
        raise BackupError(f"{archive} is no readable archive: {error}") from error
    if wrong := sorted(
        name
        for name in manifest.digests.keys() | found.keys()
        if manifest.digests.get(name) != found.get(name)
    ):
        raise BackupError(f"{archive} is damaged: {', '.join(wrong)}")
    return manifest


def unpack(archive: Path, folder: Path) -> None:
    """Put the files of a verified archive into a folder."""
    with tarfile.open(archive, "r:") as tar:
        for member in tar:
            if not member.isreg() or not (member.name == MANIFEST or _has_place(member.name)):
                raise BackupError(f"The archive holds {member.name}, which has no place in it.")
            target = folder / member.name
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as file:
                shutil.copyfileobj(_content(tar, member), file)


def _members(tar: tarfile.TarFile, most_bytes: int) -> Iterator[tarfile.TarInfo]:
    """The files behind the manifest; BackupError for anything that our own archives never hold."""
    seen: set[str] = set()
    total = 0
    for member in tar:
        if member.name == MANIFEST and not seen:
            seen.add(MANIFEST)
            continue
        total += member.size
        if not member.isreg() or member.issparse() or total > most_bytes:
            raise BackupError(f"The archive holds {member.name}, which is no ordinary file.")
        if member.name in seen or not _has_place(member.name):
            raise BackupError(f"The archive holds {member.name}, which has no place in it.")
        seen.add(member.name)
        yield member


def _has_place(name: str) -> bool:
    return name == DATABASE or (
        name.startswith(MEDIA)
        and name == str(PurePosixPath(name))
        and not {"..", ""} & set(name.split("/"))
    )


def _read_manifest(tar: tarfile.TarFile) -> Manifest:
    member = tar.next()
    if member is None or member.name != MANIFEST:
        raise BackupError("The archive does not begin with a manifest.")
    if not member.isreg() or member.issparse() or member.size > LARGEST_MANIFEST:
        raise BackupError("The archive's manifest cannot be read.")
    try:
        values = json.load(_content(tar, member))
    except (ValueError, RecursionError) as error:
        raise BackupError("The archive's manifest cannot be read.") from error
    return _manifest(values)


def _manifest(values: Any) -> Manifest:
    """The manifest from JSON of any form; BackupError for another form than ours."""
    if not isinstance(values, dict):
        raise BackupError("The archive's manifest cannot be read.")
    if isinstance(found := values.get("format"), int) and found != FORMAT:
        raise BackupError(f"The archive has format {found}, this site reads {FORMAT}.")
    try:
        manifest = Manifest(**values)
    except TypeError as error:
        raise BackupError("The archive's manifest cannot be read.") from error
    texts = (manifest.created, manifest.vendor)
    tables = (manifest.migrations, manifest.digests)
    is_ours = manifest.format == FORMAT and all(isinstance(text, str) for text in texts)
    if not is_ours or not all(map(_is_of_texts, tables)):
        raise BackupError("The archive's manifest cannot be read.")
    if DATABASE not in manifest.digests:
        raise BackupError("The archive holds no database.")
    return manifest


def _is_of_texts(table: object) -> bool:
    return isinstance(table, dict) and all(isinstance(value, str) for value in table.values())


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> io.BufferedReader:
    content = tar.extractfile(member)
    if content is None:
        raise BackupError(f"{member.name} is no file.")
    return content  # type: ignore[return-value]
