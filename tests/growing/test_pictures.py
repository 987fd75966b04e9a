"""Pictures in an object store: uploaded on one site, shown by all, and part of every backup."""

import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from faq.services.operation.archive_file import verify
from faq.services.operation.rehearsal import apart
from tests.growing.conftest import Grown
from tests.servers.postgresql import new_database
from tests.servers.site import ROOT, Site
from tests.servers.staff import Staff

pytestmark = pytest.mark.servers


def picture() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(buffer, "PNG")
    return buffer.getvalue()


def manage(site: Site, *words: str, **environment: str) -> None:
    command = [sys.executable, "manage.py", *words]
    subprocess.run(command, cwd=ROOT, env={**site.environment, **environment}, check=True)


@pytest.fixture
def address(grown: Grown, staff: Staff) -> str:
    """The address of a picture that was uploaded at the first site."""
    code = staff.upload(grown.one, picture())
    return code.partition("(")[2].rstrip(")")


def test_upload_is_stored_in_the_store_and_addressed_on_the_site(
    grown: Grown, address: str
) -> None:
    assert address.startswith("/media/bilder/")
    assert address.removeprefix("/media/") in grown.store.objects
    assert not (grown.one.folder / "media").exists()


def test_picture_is_served_by_the_other_site(grown: Grown, address: str) -> None:
    answer = Staff().ask(grown.other, address)

    assert (answer.status, answer.headers["Content-Type"]) == (200, "image/png")
    assert answer.body == grown.store.objects[address.removeprefix("/media/")]


def test_picture_in_a_text_has_its_size(grown: Grown, staff: Staff, address: str) -> None:
    answer = staff.send(
        grown.other, "/admin/markdownx/markdownify/", [("content", f"![Ein Bild]({address})")]
    )

    assert f'src="{address}"' in answer.text
    assert 'width="60" height="40"' in answer.text


def test_upload_while_the_store_is_away_is_told(grown: Grown, staff: Staff) -> None:
    grown.store.is_away = True
    try:
        sentence = staff.upload(grown.one, picture())
    finally:
        grown.store.is_away = False

    assert "nicht gespeichert" in sentence


def test_page_is_shown_while_the_store_is_away(grown: Grown, address: str) -> None:
    grown.store.is_away = True
    try:
        page, image = (Staff().ask(grown.one, path) for path in ("/einrichten/", address))
    finally:
        grown.store.is_away = False

    assert (page.status, image.status) == (200, 503)


def test_backup_holds_the_picture_and_restore_brings_it_back(
    grown: Grown, address: str, tmp_path: Path
) -> None:
    key = address.removeprefix("/media/")
    archive = tmp_path / "backup.tar"
    manage(grown.one, "backup", str(archive))
    kept = grown.store.objects.pop(key)

    manage(grown.one, "restore", str(archive), DATABASE_URL=new_database(grown.database_url))

    assert f"media/{key}" in verify(archive).digests
    assert grown.store.objects[key] == kept


def test_drill_clears_every_setting_of_the_store() -> None:
    """A setting that is left there alone stops the start of the copy."""
    named = set(re.findall(r'"(MEDIA_S3_\w+)"', (ROOT / "mmfaq/settings.py").read_text()))

    assert named == {name for name in apart("copy") if name.startswith("MEDIA_S3_")}


def test_drill_leaves_the_store_alone(grown: Grown, address: str, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar"
    manage(grown.one, "backup", str(archive))
    grown.store.objects.clear()

    settings = apart(str(tmp_path / "copy"), new_database(grown.database_url))
    manage(grown.one, "restore", str(archive), **settings)

    assert grown.store.objects == {}
    assert (tmp_path / "copy" / address.lstrip("/")).exists()
