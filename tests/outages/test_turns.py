"""Writers of SQLite get their turn, however often others save, and give up when told to."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import OperationalError
from pytest_django import DjangoDbBlocker

from faq.web.sqlite.base import DatabaseWrapper

SECONDS_HELD, SECONDS_FREE = 0.1, 0.006
SAVES = 20
Connect = Callable[[float], DatabaseWrapper]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    database = sqlite3.connect(tmp_path / "db.sqlite3")
    database.executescript("PRAGMA journal_mode = WAL; CREATE TABLE saves (number INTEGER)")
    database.close()
    return tmp_path / "db.sqlite3"


@pytest.fixture
def connect(file: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Connect]:
    """A function that connects with so much patience, in seconds."""
    opened = []

    def connected(patience: float) -> DatabaseWrapper:
        settings = {"NAME": str(file), "AUTOCOMMIT": True, "TIME_ZONE": None, "CONN_MAX_AGE": 0,
                    "CONN_HEALTH_CHECKS": False,
                    "OPTIONS": {"timeout": patience, "transaction_mode": "IMMEDIATE"}}  # fmt: skip
        opened.append(DatabaseWrapper(settings))
        return opened[-1]

    with django_db_blocker.unblock():
        yield connected
        for connection in opened:
            connection.close()


@pytest.fixture
def busy_writer(file: Path) -> Iterator[threading.Event]:
    """Somebody who saves again and again, and leaves the lock alone for moments only."""
    over, begun = threading.Event(), threading.Event()

    def save() -> None:
        database = sqlite3.connect(file, isolation_level=None)
        while not over.is_set():
            database.execute("BEGIN IMMEDIATE")
            begun.set()
            time.sleep(SECONDS_HELD)
            database.execute("COMMIT")
            time.sleep(SECONDS_FREE)
        database.close()

    thread = threading.Thread(target=save)
    thread.start()
    begun.wait()
    yield over
    over.set()
    thread.join()


def save(connection: DatabaseWrapper) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO saves VALUES (1)")
    connection.commit()
    connection.set_autocommit(True)


def test_moments_between_the_saves_of_others_are_found(
    connect: Connect, busy_writer: threading.Event
) -> None:
    connection = connect(1)

    for _ in range(SAVES):
        save(connection)
        time.sleep(SECONDS_HELD / 3)  # the other has the lock again

    with connection.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM saves").fetchone()[0] == SAVES


def test_lock_that_is_never_free_is_an_error_after_a_while(connect: Connect, file: Path) -> None:
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    connection = connect(0.2)

    with pytest.raises(OperationalError, match="locked"):
        save(connection)
    holder.close()


def test_other_waiting_is_as_long_as_before(connect: Connect) -> None:
    connection = connect(7)
    save(connection)

    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA busy_timeout").fetchone()[0] == 7_000
