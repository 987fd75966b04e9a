"""Readers while PostgreSQL is stopped or hangs: pages seen before go on, others say so quickly."""

import json
import time
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest

from faq.pagecache.watch import SECONDS_UNTIL_HUNG
from tests.servers.postgresql import PostgreSQL
from tests.servers.site import Site

pytestmark = pytest.mark.servers

UNSEEN = "/fehlercode/421/"
# Far less than an outage lasts; benchmarks/chaos.py holds the figures of a quiet machine.
AT_ONCE = 1.0
PATIENCE = 60.0

Fetch = Callable[[Site, str], tuple[int, dict[str, str], str]]
OUTAGES = {"stopped": PostgreSQL.stop, "hung": PostgreSQL.pause}


def recover(server: PostgreSQL) -> None:
    server.resume()
    server.start()


def wait_for(site: Site, fetch: Fetch, status: int) -> None:
    """Until both workers have noticed: the answer stays the same for a while."""
    time.sleep(SECONDS_UNTIL_HUNG + 1)  # who asks earlier waits for the hung database itself
    until, seen = time.monotonic() + PATIENCE, 0
    while seen < 8 and time.monotonic() < until:
        seen = seen + 1 if fetch(site, "/bereit/")[0] == status else 0
        time.sleep(0.1)
    assert seen == 8


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
    assert len(during.statuses) > 50
    assert during.p99 < AT_ONCE


@pytest.mark.parametrize("kind", OUTAGES)
def test_page_never_seen_says_so_at_once(
    database_site: Site, postgresql: PostgreSQL, fetch: Fetch, kind: str
) -> None:
    OUTAGES[kind](postgresql)
    wait_for(database_site, fetch, 503)

    started = time.monotonic()
    status, headers, text = fetch(database_site, UNSEEN)
    seconds = time.monotonic() - started

    assert (status, headers["retry-after"]) == (503, "10")
    assert "gerade nicht erreichbar" in text
    assert seconds < AT_ONCE


@pytest.mark.parametrize("kind", OUTAGES)
def test_returned_message_is_explained_all_the_same(
    database_site: Site, postgresql: PostgreSQL, fetch: Fetch, kind: str
) -> None:
    OUTAGES[kind](postgresql)
    wait_for(database_site, fetch, 503)

    message = b"550 5.1.1 <max@example.org>: User unknown"
    request = urllib.request.Request(f"{database_site.url}/api/v1/fehleranalyse", message)
    request.add_header("Content-Type", "text/plain")
    with urllib.request.urlopen(request, timeout=10) as response:
        document = json.load(response)

    assert document["failures"][0]["cause"] == "mailbox-unknown"


@pytest.mark.parametrize("kind", OUTAGES)
def test_process_is_alive_and_not_ready(
    database_site: Site, postgresql: PostgreSQL, fetch: Fetch, kind: str
) -> None:
    OUTAGES[kind](postgresql)
    wait_for(database_site, fetch, 503)

    assert fetch(database_site, "/gesund/")[0] == 200


@pytest.mark.parametrize("kind", OUTAGES)
def test_site_is_fresh_again_by_itself(
    database_site: Site, postgresql: PostgreSQL, fetch: Fetch, kind: str
) -> None:
    OUTAGES[kind](postgresql)
    wait_for(database_site, fetch, 503)
    recover(postgresql)
    wait_for(database_site, fetch, 200)

    assert fetch(database_site, "/bereit/")[0] == 200
    assert fetch(database_site, f"/suche/?q={kind}")[0] == 200
