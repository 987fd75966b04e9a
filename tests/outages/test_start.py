"""The site does not start on a database on which its promises cannot hold."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.db import connection
from pytest_django import DjangoDbBlocker

from faq import checks
from faq.web.sqlite.base import DatabaseWrapper
from mmfaq import server
from mmfaq.server import refuse_an_unfit_database


@pytest.fixture
def without_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """A database on a file system without locks, as some network file systems are."""
    settings = {
        **connection.settings_dict,
        "NAME": f"file:{tmp_path}/db.sqlite3?vfs=unix-none",
        "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL"},
    }
    unfit = DatabaseWrapper(settings)
    monkeypatch.setattr(checks.db, "connection", unfit)
    with django_db_blocker.unblock():
        yield
        unfit.close()


@pytest.mark.usefixtures("without_log")
def test_database_without_a_write_ahead_log_is_refused() -> None:
    with pytest.raises(SystemExit, match="journal mode is delete, not wal"):
        refuse_an_unfit_database()


@pytest.mark.usefixtures("without_log")
def test_commands_refuse_it_as_well() -> None:
    found = [fault.id for fault in run_checks(tags=["database"], databases=["default"])]

    assert "faq.E001" in found


def test_only_the_server_shares_what_it_counts() -> None:
    """Who merely reads its configuration, as this module does, goes on counting for itself."""
    assert "PROMETHEUS_MULTIPROC_DIR" not in os.environ
    assert any(value.startswith("PROMETHEUS_MULTIPROC_DIR=") for value in server.raw_env)


@pytest.mark.django_db
def test_database_of_the_run_is_fit() -> None:
    refuse_an_unfit_database()
