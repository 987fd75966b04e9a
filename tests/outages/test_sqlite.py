"""Many writers and readers on one SQLite file, and a write lock that lasts."""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client

from tests.admin.forms import submitter
from tests.factories import make_entry
from tests.outages.conftest import fetched
from tests.servers.site import ROOT, Site, site_environment

SECONDS = 8
LOCK_SECONDS = 5

pytestmark = pytest.mark.chaos


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory, fill: Callable[..., Path]) -> Iterator[Site]:
    folder = fill(tmp_path_factory.mktemp("locks"))
    with Site(folder, environment={"RATE_LIMITS": "0"}) as site:
        yield site


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


def test_readers_do_not_notice_a_write_lock(own_site: Site) -> None:
    holder = sqlite3.connect(own_site.folder / "db.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        end = time.monotonic() + LOCK_SECONDS
        statuses = set()
        number = 0
        while time.monotonic() < end:
            number += 1
            statuses.add(fetched(own_site.port, f"/suche/?q=imap+{number}")[0])
    finally:
        holder.execute("ROLLBACK")
        holder.close()

    assert statuses == {200}
    assert number > LOCK_SECONDS  # each took well under a second


@pytest.mark.django_db
def test_refused_save_keeps_the_editors_text(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import OperationalError

    from faq.models import Entry

    entry = make_entry("a")

    def refuse(*args: object, **kwargs: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(Entry, "save", refuse)
    text = "Ein langer neuer Text, der nicht verloren gehen darf. " * 5
    response = submitter(admin_client)(entry, body=f"{entry.body}\n{text}")

    assert response.status_code == 503
    assert response["Retry-After"]
    assert text.strip() in response.content.decode()
    assert 'name="based_on"' in response.content.decode()
