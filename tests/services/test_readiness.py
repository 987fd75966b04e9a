"""What an operator reads at /bereit/: every part by its name, 503 once one of them is not well."""

import shutil
from collections.abc import Callable
from typing import NamedTuple

import pytest
from django.db import InterfaceError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from faq.models import ContentVersion, SearchDocument
from faq.services.operation import readiness
from tests.factories import make_entry

pytestmark = pytest.mark.django_db

PARTS = {
    "database", "migrations", "content", "search-index", "search-by-meaning", "free-space",
}  # fmt: skip


class Usage(NamedTuple):
    """A disk, as shutil.disk_usage describes it."""

    total: int
    used: int
    free: int


@pytest.fixture(autouse=True)
def some_content() -> None:
    make_entry("a")
    ContentVersion.objects.update(number=7)


def no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    ContentVersion.objects.all().delete()


def migration_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    MigrationRecorder(connection).migration_qs.filter(app="faq").last().delete()


def document_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    SearchDocument.objects.all().delete()


def document_of_an_older_analyzer(monkeypatch: pytest.MonkeyPatch) -> None:
    SearchDocument.objects.update(analyzer_version=0)


def disk_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(10**12, 10**12, 10**8))


def database_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> tuple[bool, str]:
        raise InterfaceError

    monkeypatch.setitem(readiness.PROBES, "database", refuse)


FAULTS = {
    "content": no_version,
    "migrations": migration_missing,
    "search-index": document_missing,
    "free-space": disk_full,
    "database": database_gone,
}


def test_well_site_is_ready(client: Client) -> None:
    response = client.get("/bereit/")

    assert response.status_code == 200
    assert {name for name, part in response.json().items() if part["good"]} == PARTS


@pytest.mark.parametrize(("part", "fault"), FAULTS.items(), ids=FAULTS)
def test_one_fault_makes_it_unready_and_is_named(
    client: Client, monkeypatch: pytest.MonkeyPatch, part: str, fault: Callable[..., None]
) -> None:
    fault(monkeypatch)

    response = client.get("/bereit/")

    assert response.status_code == 503
    assert [name for name, found in response.json().items() if not found["good"]] == [part]


def test_older_analyzer_is_noticed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    document_of_an_older_analyzer(monkeypatch)

    assert client.get("/bereit/").json()["search-index"] == {"good": False, "detail": "2 stale"}


def test_newer_analyzer_is_no_fault_while_the_old_code_still_serves(client: Client) -> None:
    SearchDocument.objects.update(analyzer_version=9_999)

    assert client.get("/bereit/").status_code == 200


def test_alive_asks_no_database(
    client: Client, django_assert_num_queries: Callable[..., object]
) -> None:
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        assert client.get("/gesund/").status_code == 200
