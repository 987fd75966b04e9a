"""A full disk: reading goes on, staff are told and lose no text, and nothing is left half-written.

No process of the site can write to a file any more: the system's limit for the size of files is
set to zero while it runs. That is what a full disk does, without a disk of one's own.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from resource import RLIM_INFINITY, RLIMIT_FSIZE, prlimit, setrlimit

import pytest
from PIL import Image

from tests.outages.conftest import SEEN, fetched
from tests.servers.site import ROOT, Site, site_environment
from tests.servers.staff import Staff

pytestmark = pytest.mark.chaos

UNSEEN = "/fehlercode/421/"
TEXT = "Ein Wort, das nicht verloren gehen darf"


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory, fill: Callable[..., Path]) -> Iterator[Site]:
    folder = fill(tmp_path_factory.mktemp("full"))
    with Site(folder, environment={"RATE_LIMITS": "0"}) as site:
        for path in SEEN:
            fetched(site.port, path)
        yield site


@pytest.fixture(scope="module")
def staff(own_site: Site) -> Staff:
    somebody = Staff()
    somebody.log_in(own_site, (own_site.folder / "first-password").read_text())
    return somebody


@contextmanager
def full_disk(site: Site) -> Iterator[None]:
    processes = [site.pid, *site.workers]
    for pid in processes:
        prlimit(pid, RLIMIT_FSIZE, (0, RLIM_INFINITY))
    yield
    for pid in processes:
        prlimit(pid, RLIMIT_FSIZE, (RLIM_INFINITY, RLIM_INFINITY))


def files(site: Site) -> set[Path]:
    """What lies in the data folder, without the database's own files."""
    found = (path for path in site.folder.rglob("*") if path.is_file())
    return {path for path in found if not path.name.startswith("db.sqlite3")}


def picture() -> bytes:
    buffer = BytesIO()
    Image.effect_noise((200, 200), 90).save(buffer, "PNG")
    return buffer.getvalue()


def test_reading_goes_on(own_site: Site) -> None:
    with full_disk(own_site):
        statuses = [fetched(own_site.port, path)[0] for path in [*SEEN, UNSEEN, "/suche/?q=neu"]]

    assert set(statuses) == {200}


def test_editor_is_told_and_keeps_the_text(own_site: Site, staff: Staff) -> None:
    page = staff.page_of(own_site, "pop3-imap")

    with full_disk(own_site):
        answer = staff.change(own_site, page, search_words=TEXT)

    assert answer.status == 503
    assert "nicht gespeichert" in answer.text
    assert TEXT in answer.text
    assert (
        'name="based_on"' in answer.text
    )  # sent again, it still meets the version it was made from
    assert staff.change(own_site, page, search_words=TEXT).status == 302  # room again


def test_picture_is_refused_and_nothing_of_it_stays(own_site: Site, staff: Staff) -> None:
    before = files(own_site)

    with full_disk(own_site):
        sentence = staff.upload(own_site, picture())

    assert "nicht gespeichert" in sentence
    assert files(own_site) == before
    assert staff.upload(own_site, picture()).startswith("![")


def test_backup_fails_aloud_and_leaves_no_file(own_site: Site, tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()

    finished = subprocess.run(
        [sys.executable, "manage.py", "backup", str(tmp_path / "backups" / "backup.tar")],
        cwd=ROOT,
        env=site_environment(own_site.folder, 8000),
        preexec_fn=lambda: setrlimit(RLIMIT_FSIZE, (50_000, 50_000)),
        capture_output=True,
        text=True,
        check=False,
    )

    assert finished.returncode != 0
    assert "Traceback" not in finished.stderr
    assert list((tmp_path / "backups").iterdir()) == []
    assert [path for path in files(own_site) if "backup" in path.name] == []
