"""Many writers and readers on one SQLite file, and a write lock that lasts."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.outages.conftest import READERS, fetched
from tests.servers.site import ROOT, Site, site_environment
from tests.servers.staff import Answer, Staff

SECONDS = 8
TEXT = "Ein Wort, das nicht verloren gehen darf"
# What a new version does to the tables while the one before still serves: it adds.
ADD_COLUMN = """
from django.db import connection
connection.cursor().execute(
    "ALTER TABLE faq_entry ADD COLUMN new_{number} integer NOT NULL DEFAULT 0"
)
"""

pytestmark = pytest.mark.chaos


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory, fill: Callable[..., Path]) -> Iterator[Site]:
    folder = fill(tmp_path_factory.mktemp("locks"))
    with Site(folder, environment={"RATE_LIMITS": "0"}) as site:
        yield site


@pytest.fixture(scope="module")
def staff(own_site: Site) -> Staff:
    somebody = Staff()
    somebody.log_in(own_site, (own_site.folder / "first-password").read_text())
    return somebody


def writers(folder: Path, count: int) -> list[subprocess.Popen[str]]:
    return [
        subprocess.Popen(
            [sys.executable, "-m", "tests.outages.crash", "write"],
            cwd=ROOT,
            env=site_environment(folder, 8000),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(count)
    ]


def test_three_writers_never_find_the_database_locked(own_site: Site) -> None:
    started = writers(own_site.folder, 3)
    for process in started:
        assert process.stdout is not None
        process.stdout.readline()
    statuses = set()
    end = time.monotonic() + SECONDS
    number = 0
    while time.monotonic() < end:
        number += 1  # a query nobody has asked before is answered by the database
        statuses.add(fetched(own_site.port, f"/suche/?q=postfach+{number}")[0])

    results = [process.communicate("\n")[0].split() for process in started]

    assert statuses == {200}
    assert all(int(saved) > 0 for saved, _ in results)
    assert [refused for _, refused in results] == ["0", "0", "0"]


def test_write_lock_hinders_no_reader_and_costs_no_text(own_site: Site, staff: Staff) -> None:
    page = staff.page_of(own_site, "pop3-imap")
    holder = sqlite3.connect(own_site.folder / "db.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    answers: list[Answer] = []
    saving = Thread(
        target=lambda: answers.append(staff.change(own_site, page, search_words=f"{TEXT} gesperrt"))
    )
    statuses, number = set(), 0
    try:
        saving.start()
        while saving.is_alive():  # until the save has given up
            number += 1
            statuses.add(fetched(own_site.port, f"/suche/?q=imap+{number}")[0])
            statuses.add(fetched(own_site.port, f"/faq/gibt-es-nicht-{number}/")[0])
    finally:
        holder.execute("ROLLBACK")
        holder.close()

    assert statuses == {200, 404}
    assert number > 10  # each took well under a second
    assert (answers[0].status, answers[0].headers["Retry-After"]) == (503, "10")
    assert f"{TEXT} gesperrt" in answers[0].text
    assert staff.change(own_site, page, search_words=f"{TEXT} frei").status == 302


def test_write_lock_is_said_on_every_path_that_writes(own_site: Site, staff: Staff) -> None:
    number = staff.page_of(own_site, "pop3-imap").split("/")[-3]
    guest = Staff()
    guest.ask(own_site, "/admin/login/")
    sent: dict[str, tuple[Staff, list[tuple[str, str]]]] = {
        f"/admin/faq/entry/{number}/move/down/": (staff, []),
        f"/admin/faq/entry/{number}/rename/": (staff, [("key", "anders")]),
        "/admin/faq/entry/": (
            staff,
            [("action", "mark_as_reviewed"), ("_selected_action", number)],
        ),
        "/feedback/": (guest, [("page", "/faq/pop3-imap/"), ("answer", "ja")]),
        "/admin/login/": (guest, [("username", "admin"), ("password", "falsch")]),
    }
    answers: dict[str, Answer] = {}

    def send(path: str) -> None:
        somebody, values = sent[path]
        answers[path] = somebody.send(own_site, path, values)

    holder = sqlite3.connect(own_site.folder / "db.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        threads = [Thread(target=send, args=(path,)) for path in sent]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        holder.execute("ROLLBACK")
        holder.close()

    assert {path: answer.status for path, answer in answers.items()} == dict.fromkeys(sent, 503)
    assert all("Noch nicht gespeichert" in answer.text for answer in answers.values())


def test_reload_and_new_column_drop_no_reader(own_site: Site, reading: Any) -> None:
    with reading(own_site) as readers:
        for number in range(2):
            own_site.manage("shell", "-c", ADD_COLUMN.format(number=number))
            os.kill(own_site.pid, signal.SIGHUP)
            time.sleep(2)

    assert len(readers.statuses) > 50
    assert readers.failed == 0


def test_killed_worker_costs_at_most_what_it_was_doing(own_site: Site, reading: Any) -> None:
    with reading(own_site) as readers:
        for _ in range(2):
            time.sleep(0.5)
            os.kill(own_site.workers[0], signal.SIGKILL)
            time.sleep(1)

    assert len(readers.statuses) > 50
    assert readers.failed <= 2 * READERS
