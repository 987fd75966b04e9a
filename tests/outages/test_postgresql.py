"""Readers while PostgreSQL is stopped or hangs: pages seen before go on, others say so quickly."""

import json
import time
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest

from faq.web.pagecache.poller import SECONDS_UNTIL_HUNG
from tests.outages.conftest import fetched
from tests.servers.postgresql import PostgreSQL
from tests.servers.site import Site
from tests.servers.staff import Staff

pytestmark = pytest.mark.servers

UNSEEN = "/fehlercode/421/"
TEXT = "Ein Wort, das nicht verloren gehen darf"
# Far less than an outage lasts; benchmarks/chaos.py holds the figures of a quiet machine.
AT_ONCE = 1.0
PATIENCE = 60.0

Fetch = Callable[[Site, str], tuple[int, dict[str, str], str]]
OUTAGES = {"stopped": PostgreSQL.stop, "hung": PostgreSQL.pause}


def recover(server: PostgreSQL) -> None:
    server.resume()
    server.start()


def wait_for(site: Site, status: int) -> None:
    """Until both workers have noticed: the answer stays the same for a while."""
    until, seen = time.monotonic() + PATIENCE, 0
    while seen < 8 and time.monotonic() < until:
        seen = seen + 1 if fetched(site.port, "/bereit/")[0] == status else 0
        time.sleep(0.1)
    assert seen == 8


def cut_off(site: Site, server: PostgreSQL, kind: str) -> None:
    """Begin an outage, and wait until the site knows of it."""
    OUTAGES[kind](server)
    time.sleep(SECONDS_UNTIL_HUNG + 1)  # who asks earlier waits for the hung database itself
    wait_for(site, 503)


@pytest.fixture
def well_site(database_site: Site, postgresql: PostgreSQL) -> Iterator[Site]:
    """The site once it has overcome the outage of the test before; unmended, it may say 503."""
    recover(postgresql)
    wait_for(database_site, 200)
    yield database_site
    recover(postgresql)


@pytest.fixture(scope="class", params=OUTAGES)
def away(
    request: pytest.FixtureRequest, database_site: Site, postgresql: PostgreSQL
) -> Iterator[Site]:
    """The site during one outage, for all tests of a class."""
    recover(postgresql)
    wait_for(database_site, 200)
    cut_off(database_site, postgresql, request.param)
    yield database_site
    recover(postgresql)


@pytest.mark.parametrize("kind", OUTAGES)
def test_pages_seen_before_are_served_fast_and_without_error(
    well_site: Site, postgresql: PostgreSQL, reading: Any, kind: str
) -> None:
    with reading(well_site) as before:
        time.sleep(1)

    with reading(well_site) as during:
        OUTAGES[kind](postgresql)
        time.sleep(6)

    assert before.failed == during.failed == 0
    assert len(during.statuses) > 50
    assert during.p99 < AT_ONCE


@pytest.mark.parametrize("kind", OUTAGES)
def test_site_is_fresh_again_by_itself(
    well_site: Site, postgresql: PostgreSQL, fetch: Fetch, kind: str
) -> None:
    cut_off(well_site, postgresql, kind)
    recover(postgresql)
    wait_for(well_site, 200)

    assert fetch(well_site, f"/suche/?q={kind}")[0] == 200


def test_who_waits_for_a_locked_table_in_vain_may_come_again(well_site: Site, fetch: Fetch) -> None:
    with psycopg.connect(well_site.environment["DATABASE_URL"]) as other:
        other.execute("LOCK TABLE faq_searchdocument, faq_entry IN ACCESS EXCLUSIVE MODE")
        status, headers, text = fetch(well_site, "/suche/?q=gesperrt")
        other.rollback()

    assert (status, headers["retry-after"]) == (503, "10")
    assert "Bitte laden Sie die Seite in einer Minute noch einmal." in text


class TestWhileAway:
    """One outage of each kind, looked at from all sides."""

    def test_page_never_seen_says_so_at_once(self, away: Site, fetch: Fetch) -> None:
        started = time.monotonic()
        status, headers, text = fetch(away, UNSEEN)
        seconds = time.monotonic() - started

        assert (status, headers["retry-after"]) == (503, "10")
        assert "gerade nicht erreichbar" in text
        assert seconds < AT_ONCE

    def test_returned_message_is_explained_all_the_same(self, away: Site) -> None:
        message = b"550 5.1.1 <max@example.org>: User unknown"
        request = urllib.request.Request(f"{away.url}/api/v1/fehleranalyse", message)
        request.add_header("Content-Type", "text/plain")
        with urllib.request.urlopen(request, timeout=10) as response:
            document = json.load(response)

        assert document["failures"][0]["cause"] == "mailbox-unknown"

    def test_log_in_says_so_too(self, away: Site, fetch: Fetch) -> None:
        status, headers, text = fetch(away, "/admin/login/")

        assert (status, headers["retry-after"]) == (503, "10")
        assert "gerade nicht erreichbar" in text

    @pytest.mark.parametrize("path", ["/admin/faq/entry/add/", "/admin/links/", "/feedback/"])
    def test_what_somebody_wrote_comes_back(self, away: Site, path: str) -> None:
        token = "t" * 32
        browser = Staff(Origin=away.url, Cookie=f"csrftoken={token}", X_CSRFToken=token)
        started = time.monotonic()

        answer = browser.send(away, path, [("body", TEXT)])

        assert time.monotonic() - started < AT_ONCE
        assert (answer.status, answer.headers["Retry-After"]) == (503, "10")
        assert TEXT in answer.text

    def test_process_is_alive(self, away: Site, fetch: Fetch) -> None:
        assert fetch(away, "/gesund/")[0] == 200
