"""Readers while PostgreSQL is stopped or hangs: pages seen before go on, others say so quickly."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.servers.postgresql import PostgreSQL
from tests.servers.site import Site

pytestmark = pytest.mark.servers

UNSEEN = "/fehlercode/421/"
NOTICED_SECONDS = 4.0  # until the watch takes a silent database for hung

Fetch = Callable[[Site, str], tuple[int, dict[str, str], str]]
OUTAGES = {"stopped": PostgreSQL.stop, "hung": PostgreSQL.pause}


def recover(server: PostgreSQL) -> None:
    server.resume()
    server.start()


@pytest.mark.parametrize("kind", OUTAGES)
def test_pages_seen_before_are_served_fast_and_without_error(
    database_site: Site, postgresql: PostgreSQL, reading: Any, kind: str
) -> None:
    with reading(database_site) as before:
        time.sleep(1)

    with reading(database_site) as during:
        OUTAGES[kind](postgresql)
        time.sleep(6)

    assert before.failed == during.failed == 0
    assert len(during.statuses) > 300
    assert during.p99 < 0.3


@pytest.mark.parametrize("kind", OUTAGES)
def test_page_never_seen_says_so_at_once(
    database_site: Site, postgresql: PostgreSQL, fetch: Fetch, kind: str
) -> None:
    OUTAGES[kind](postgresql)
    time.sleep(NOTICED_SECONDS)

    started = time.monotonic()
    status, headers, text = fetch(database_site, UNSEEN)
    seconds = time.monotonic() - started

    assert (status, headers["retry-after"]) == (503, "10")
    assert "gerade nicht erreichbar" in text
    assert seconds < 0.1


@pytest.mark.parametrize("kind", OUTAGES)
def test_process_is_alive_and_not_ready(
    database_site: Site, postgresql: PostgreSQL, fetch: Fetch, kind: str
) -> None:
    OUTAGES[kind](postgresql)
    time.sleep(NOTICED_SECONDS)

    assert fetch(database_site, "/gesund/")[0] == 200
    assert fetch(database_site, "/bereit/")[0] == 503


@pytest.mark.parametrize("kind", OUTAGES)
def test_site_is_fresh_again_by_itself(
    database_site: Site, postgresql: PostgreSQL, fetch: Fetch, kind: str
) -> None:
    OUTAGES[kind](postgresql)
    time.sleep(NOTICED_SECONDS)
    recover(postgresql)
    time.sleep(2)

    assert fetch(database_site, "/bereit/")[0] == 200
    assert fetch(database_site, f"/suche/?q={kind}")[0] == 200
