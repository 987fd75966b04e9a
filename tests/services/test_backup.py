"""Backups that are whole, and restores that become the same site."""

import io
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pytest_django import Settings

from faq.services.operation.archive import BackupError, backup, restore, verify
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


@pytest.mark.parametrize(
    ("manifest", "reason"),
    [(b"{", "cannot be read"), (b"{}", "cannot be read")],
)
def test_archive_with_a_strange_manifest_is_refused(
    archive: Path, manifest: bytes, reason: str
) -> None:
    rewrite(archive, "manifest.json", manifest)

    with pytest.raises(BackupError, match=reason):
        verify(archive)


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
