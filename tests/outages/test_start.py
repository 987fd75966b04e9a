"""The site does not start on a database on which its promises cannot hold."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.db import connection
from pytest_django import DjangoDbBlocker

from faq import checks
from faq.web.sqlite.base import DatabaseWrapper
from mmfaq import server
from mmfaq.server import refuse_an_unfit_database
from tests.outages.conftest import fetched
from tests.servers.process import free_port
from tests.servers.site import ROOT, Site

BIN = Path(sys.executable).parent
GUNICORN: list[str | Path] = [BIN / "gunicorn", "-c", "python:mmfaq.server", "mmfaq.wsgi"]
GRANIAN: list[str | Path] = [
    BIN / "granian", "mmfaq.wsgi:application", "--interface", "wsgi", "--no-ws",
]  # fmt: skip


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


@pytest.mark.parametrize(
    "setting",
    [
        "WORKERS=x", "THREADS=0", "LOG_LEVEL=laut", "READ_ONLY=jein", "PAGE_CACHE_MB=0",
        "BIND=127.0.0.1:99999", "BIND=8000", "TRUSTED_PROXIES=alle", "DATABASE_URL=mysql://x",
    ],
)  # fmt: skip
def test_server_says_in_a_sentence_which_setting_is_none(tmp_path: Path, setting: str) -> None:
    name, value = setting.split("=", 1)

    finished = started(GUNICORN, {"DATA_DIR": str(tmp_path), name: value})

    assert finished.returncode == 1
    assert f"Error: {name}=" in finished.stderr
    assert "Traceback" not in finished.stderr
    assert len(finished.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "setting",
    [
        "READ_ONLY=jein", "DATA_DIR=~nobody-of-this-name/x", "MAILCHECK_CA_FILE=/missing.pem",
        "MEDIA_S3_ENDPOINT=https://store.example", "DATABASE_URL=mysql://x", "SITE_URL=x",
        "STATIC_ROOT=/missing",
    ],
)  # fmt: skip
def test_granian_says_it_in_a_sentence_too(tmp_path: Path, setting: str) -> None:
    name, value = setting.split("=", 1)

    finished = started(GRANIAN, {"DATA_DIR": str(tmp_path), name: value})

    assert finished.returncode == 1
    assert "Traceback" not in finished.stderr
    assert len([line for line in finished.stderr.splitlines() if name in line]) == 1


@pytest.mark.parametrize(
    "setting", ["DATABASE_URL=sqlite:////missing/db.sqlite3", "STATIC_ROOT=/missing"]
)
def test_what_was_not_prepared_is_said_in_a_sentence(tmp_path: Path, setting: str) -> None:
    """Without the folder of the database or the collected files no page could be made."""
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "staticfiles.json").touch()
    name, value = setting.split("=", 1)
    address = f"127.0.0.1:{free_port()}"

    finished = started(GUNICORN, {"DATA_DIR": str(tmp_path), "BIND": address, name: value})

    assert finished.returncode != 0
    assert "Traceback" not in finished.stdout + finished.stderr
    assert name in finished.stderr.splitlines()[-1]


def started(
    command: list[str | Path], settings: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """A server that should not stay, and what it said at its end."""
    environment = {"HILFE_ENV": "", **settings}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )


@pytest.mark.servers
def test_site_starts_before_its_database(tmp_path: Path, fill: Callable[..., Path]) -> None:
    """After a power cut: who gave up here would be started again five times, and then never."""
    fill(tmp_path)
    nobody = f"postgres://a:b@127.0.0.1:{free_port()}/c"

    with Site(tmp_path, environment={"DATABASE_URL": nobody}) as site:
        statuses = [fetched(site.port, path)[0] for path in ("/gesund/", "/bereit/", "/suche/")]

    assert statuses == [200, 503, 503]


@pytest.mark.django_db
def test_database_of_the_run_is_fit() -> None:
    refuse_an_unfit_database()
