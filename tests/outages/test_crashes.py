"""Killed in the middle: what was acknowledged is there, what was not has left nothing."""

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.outages.crash import IMPORTED
from tests.servers.site import ROOT, site_environment

KILLS = 8
START = 0.5  # seconds until the program has started and its work can be interrupted

pytestmark = pytest.mark.chaos


@pytest.fixture(scope="module")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database without content."""
    folder = tmp_path_factory.mktemp("empty")
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env=site_environment(folder, 8000),
        check=True,
    )
    return folder / "db.sqlite3"


@pytest.fixture
def folder(tmp_path: Path, empty_database: Path) -> Path:
    shutil.copy(empty_database, tmp_path)
    return tmp_path


def run(folder: Path, task: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.outages.crash", task],
        cwd=ROOT,
        env=site_environment(folder, 8000),
        stdout=subprocess.PIPE,
        text=True,
    )


def value(folder: Path, query: str) -> object:
    database = sqlite3.connect(folder / "db.sqlite3")
    try:
        return database.execute(query).fetchone()[0]
    finally:
        database.close()


@pytest.mark.parametrize("moment", [0.2 * number for number in range(KILLS)])
def test_killed_seed_leaves_all_or_nothing(folder: Path, moment: float) -> None:
    with run(folder, "seed") as process:
        time.sleep(START + moment)
        process.send_signal(signal.SIGKILL)

    counts = (
        value(folder, "SELECT count(*) FROM faq_category"),
        value(folder, "SELECT count(*) FROM faq_page"),
    )

    assert counts in {(0, 0), (2, 3)}
    assert value(folder, "PRAGMA integrity_check") == "ok"


@pytest.mark.parametrize("moment", [0.3 * number for number in range(KILLS)])
def test_killed_import_leaves_all_or_nothing(folder: Path, moment: float) -> None:
    with run(folder, "import") as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)

    counts = tuple(
        value(folder, f"SELECT count(*) FROM {table}")
        for table in ("faq_entry", "faq_searchdocument WHERE kind = 'entry'", "faq_historicalentry")
    )

    assert counts in {(0, 0, 0), (IMPORTED,) * 3}
    assert value(folder, "PRAGMA integrity_check") == "ok"


def test_killed_writer_loses_no_acknowledged_save(folder: Path) -> None:
    with run(folder, "seed"):
        pass
    choose = random.Random(1)

    for _ in range(KILLS):
        with run(folder, "save") as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(choose.random() / 4)
            process.send_signal(signal.SIGKILL)
            acknowledged = int((process.stdout.read().splitlines() or ["0"])[-1])

        stored = str(value(folder, "SELECT title FROM faq_entry WHERE key = 'pop3-imap'"))

        assert int(stored.removeprefix("Fassung ")) in {acknowledged, acknowledged + 1}
    assert value(folder, "PRAGMA integrity_check") == "ok"
