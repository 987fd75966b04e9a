"""Backups that are whole, and restores that become the same site."""

import contextlib
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pytest_django import Settings

from faq.services.operation import database_copy
from faq.services.operation.archive import backup, restore
from faq.services.operation.archive_file import BackupError, verify
from faq.services.operation.working_folder import working_folder
from tests.factories import make_entry
from tests.servers.postgresql import new_database
from tests.servers.site import ROOT, Site, site_environment

Manage = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def archive(transactional_db: None, tmp_path: Path, settings: Settings) -> Path:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    make_entry("a")
    default_storage.save("bilder/foto.png", ContentFile(b"PNG"))
    backup(tmp_path / "backups" / "backup.tar")
    return tmp_path / "backups" / "backup.tar"


@pytest.fixture
def manage() -> Manage:
    """Run a command of the project for the site in a folder."""

    def run(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=site_environment(folder, 8000) | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def rewrite(archive: Path, name: str, content: bytes) -> None:
    """Change one file of an archive behind its back."""
    with tarfile.open(archive) as tar:
        parts = {member.name: tar.extractfile(member).read() for member in tar}  # type: ignore[union-attr]
    parts[name] = content
    with tarfile.open(archive, "w") as tar:
        for part, data in parts.items():
            head = tarfile.TarInfo(part)
            head.size = len(data)
            tar.addfile(head, io.BytesIO(data))


def test_archive_holds_database_and_media(archive: Path) -> None:
    assert set(verify(archive).digests) == {"database", "media/bilder/foto.png"}


def test_archive_leaves_nothing_beside_it(archive: Path) -> None:
    assert list(archive.parent.iterdir()) == [archive]


@pytest.mark.parametrize("name", ["database", "media/bilder/foto.png"])
def test_changed_file_is_named(archive: Path, name: str) -> None:
    rewrite(archive, name, b"changed")

    with pytest.raises(BackupError, match=f"damaged: {name}"):
        verify(archive)


def test_added_file_is_named(archive: Path) -> None:
    rewrite(archive, "media/more.png", b"new")

    with pytest.raises(BackupError, match=r"damaged: media/more\.png"):
        verify(archive)


@pytest.mark.parametrize("length", [0, 100, 5000])
def test_cut_archive_is_refused(archive: Path, length: int) -> None:
    archive.write_bytes(archive.read_bytes()[:length])

    with pytest.raises(BackupError):
        verify(archive)


STRANGE = {
    "cut": b"{",
    "empty": b"{}",
    "list": b"[]",
    "number": b"7",
    "text": b'"manifest"',
    "nothing": b"null",
    "no Unicode": b"\xff\xfe",
    "brackets": b"[" * 200_000,
    "objects": b'{"a":' * 200_000,
}


@pytest.mark.parametrize("manifest", STRANGE.values(), ids=STRANGE)
def test_archive_with_a_strange_manifest_is_refused(archive: Path, manifest: bytes) -> None:
    rewrite(archive, "manifest.json", manifest)

    with pytest.raises(BackupError, match="manifest cannot be read"):
        verify(archive)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"digests": {}}, "no database"),
        ({"digests": []}, "cannot be read"),
        ({"digests": {"database": 7}}, "cannot be read"),
        ({"migrations": None}, "cannot be read"),
        ({"created": 7}, "cannot be read"),
        ({"vendor": ["sqlite"]}, "cannot be read"),
        ({"format": "1"}, "cannot be read"),
        ({"more": 1}, "cannot be read"),
    ],
)
def test_manifest_with_a_strange_value_is_refused(
    archive: Path, change: dict[str, object], reason: str
) -> None:
    rewrite(archive, "manifest.json", json.dumps(manifest_of(archive) | change).encode())

    with pytest.raises(BackupError, match=reason):
        verify(archive)


def manifest_of(archive: Path) -> dict[str, object]:
    with tarfile.open(archive) as tar:
        return json.load(tar.extractfile("manifest.json"))  # type: ignore[arg-type, no-any-return]


def append(archive: Path, member: tarfile.TarInfo, content: bytes = b"") -> None:
    with tarfile.open(archive, "a") as tar:
        tar.addfile(member, io.BytesIO(content))


def test_sparse_file_of_terabytes_is_refused_at_once(archive: Path) -> None:
    member = tarfile.TarInfo("media/large.png")
    member.pax_headers = {
        "GNU.sparse.major": "0", "GNU.sparse.minor": "1", "GNU.sparse.map": "0,0",
        "GNU.sparse.size": str(3 * 10**12), "GNU.sparse.name": "media/large.png",
    }  # fmt: skip
    append(archive, member)

    with pytest.raises(BackupError, match=r"media/large\.png, which is no ordinary file"):
        verify(archive)


@pytest.mark.django_db
@pytest.mark.parametrize("script", ["", "CREATE TABLE orders (id)"])
def test_database_of_something_else_is_refused(tmp_path: Path, script: str) -> None:
    copy = tmp_path / "database"
    with contextlib.closing(sqlite3.connect(copy)) as database:
        database.executescript(f"{script}; VACUUM")

    with pytest.raises(BackupError):
        database_copy.check(copy)


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE]
)
def test_anything_but_files_is_refused(archive: Path, kind: bytes) -> None:
    member = tarfile.TarInfo("media/link.png")
    member.type, member.linkname = kind, "/etc/passwd"
    append(archive, member)

    with pytest.raises(BackupError, match="no ordinary file"):
        verify(archive)


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../up", "media/../../up", "media/", "media//a", "other", "database"]
)
def test_file_without_a_place_is_refused(archive: Path, name: str) -> None:
    append(archive, tarfile.TarInfo(name))

    with pytest.raises(BackupError, match=r"no place|damaged"):
        verify(archive)


def test_archive_of_newer_code_is_refused(archive: Path) -> None:
    newer = {**manifest_of(archive), "migrations": {"faq": "9999_future"}}
    rewrite(archive, "manifest.json", json.dumps(newer).encode())

    with pytest.raises(BackupError, match="newer code than this: it has faq 9999_future"):
        restore(archive)


def test_archive_and_its_folder_are_for_their_owner_only(archive: Path) -> None:
    assert archive.stat().st_mode & 0o777 == 0o600
    assert archive.parent.stat().st_mode & 0o777 == 0o700


def test_what_a_killed_backup_left_is_swept_away(archive: Path) -> None:
    (archive.parent / ".backup-killed").mkdir()
    (archive.parent / ".backup-killed" / "database").touch()

    backup(archive)

    assert list(archive.parent.iterdir()) == [archive]


def test_two_backups_at_once_are_told_so(archive: Path) -> None:
    with working_folder(archive.parent, ".other-"), pytest.raises(BackupError, match="Another"):
        backup(archive)


def empty_place(tmp_path: Path) -> dict[str, str]:
    server = os.environ.get("DATABASE_URL", "")
    return {"DATABASE_URL": new_database(server)} if server.startswith("postgres") else {}


KILLED = """
import os, signal, sys
import django; django.setup()
from pathlib import Path
from faq.services.operation import archive, database_copy
def die(*words): os.kill(os.getpid(), signal.SIGKILL)
setattr({place}, "{name}", die)
archive.restore(Path(sys.argv[1]))
"""
MOMENTS = [
    ("archive", "unpack"), ("database_copy", "check"), ("archive", "_restore_media"),
    ("database_copy", "load"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "name"), MOMENTS)
def test_killed_restore_can_be_repeated(
    archive: Path, manage: Manage, tmp_path: Path, place: str, name: str
) -> None:
    new = empty_place(tmp_path)
    folder = tmp_path / "new"
    killed = subprocess.run(
        [sys.executable, "-c", KILLED.format(place=place, name=name), str(archive)],
        cwd=ROOT,
        env=site_environment(folder, 8000) | new,
    )

    finished = manage(folder, "restore", str(archive), **new)

    assert killed.returncode == -signal.SIGKILL
    assert finished.returncode == 0, finished.stderr
    assert (folder / "media" / "bilder" / "foto.png").read_bytes() == b"PNG"
    assert not list(folder.glob(".restore-*"))
    assert manage(folder, "migrate", "--check", **new).returncode == 0


def test_restored_database_is_for_its_owner_only(
    archive: Path, manage: Manage, tmp_path: Path
) -> None:
    manage(tmp_path / "new", "restore", str(archive), **empty_place(tmp_path))

    for path in (tmp_path / "new").glob("db.sqlite3*"):
        assert path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


def test_archive_of_a_newer_format_is_refused(archive: Path) -> None:
    with tarfile.open(archive) as tar:
        manifest = json.load(tar.extractfile("manifest.json"))  # type: ignore[arg-type]
    rewrite(archive, "manifest.json", json.dumps(manifest | {"format": 2}).encode())

    with pytest.raises(BackupError, match="format 2"):
        verify(archive)


def test_restore_over_content_is_refused(archive: Path) -> None:
    with pytest.raises(BackupError, match="not empty"):
        restore(archive)


def test_archive_of_another_database_is_refused(archive: Path, manage: Manage) -> None:
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[verify(archive).vendor]
    with tarfile.open(archive) as tar:
        manifest = json.load(tar.extractfile("manifest.json"))  # type: ignore[arg-type]
    rewrite(archive, "manifest.json", json.dumps(manifest | {"vendor": other}).encode())

    with pytest.raises(BackupError, match=f"archive is of {other}"):
        restore(archive)


def test_restored_site_takes_no_kept_page_for_its_own(
    site: Site, manage: Manage, tmp_path: Path
) -> None:
    server = os.environ.get("DATABASE_URL", "")
    new = {"DATABASE_URL": new_database(server)} if server.startswith("postgres") else {}
    stamp = ("shell", "-v0", "-c", "from faq.models import *; print(ContentVersion.current())")
    manage(site.folder, "backup", str(tmp_path / "backup.tar"), **site.environment)

    manage(tmp_path / "new", "restore", str(tmp_path / "backup.tar"), **new)

    before = int(manage(site.folder, *stamp, **site.environment).stdout)
    assert int(manage(tmp_path / "new", *stamp, **new).stdout) > before


def test_restored_site_serves_the_same_pages(site: Site, manage: Manage) -> None:
    server = os.environ.get("DATABASE_URL", "")
    scratch = ["--scratch", new_database(server)] if server.startswith("postgres") else []

    finished = manage(site.folder, "drill", *scratch, **site.environment)

    assert finished.returncode == 0, finished.stderr
    assert " 0 differ" in finished.stdout
