"""Killed in the middle: what was acknowledged is there, what was not has left nothing."""

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.servers.site import ROOT, site_environment

KILLS = 4
TABLES = ("faq_category", "faq_entry", "faq_historicalentry", "faq_page", "faq_searchdocument")

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


def run(folder: Path, task: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.outages.crash", task, *words],
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


@pytest.mark.parametrize(
    ("task", "writes"),
    [("seed", 30), ("seed", 1_000), ("import", 1), ("import", 24)],
)
def test_killed_within_its_write_it_leaves_nothing(folder: Path, task: str, writes: int) -> None:
    with run(folder, task, str(writes)) as process:
        pass

    assert process.returncode == -signal.SIGKILL
    assert [value(folder, f"SELECT count(*) FROM {table}") for table in TABLES] == [0] * len(TABLES)
    assert value(folder, "PRAGMA integrity_check") == "ok"


def test_killed_writer_loses_no_acknowledged_save(
    tmp_path: Path, fill: Callable[..., Path]
) -> None:
    folder = fill(tmp_path)
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
