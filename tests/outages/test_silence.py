"""Connections to PostgreSQL that hear nothing any more, while new ones work: given up and replaced.

The relay keeps frozen connections open and acknowledged; neither TCP nor the server ends them.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import OperationalError, connection
from pytest_django import DjangoDbBlocker

from faq.web.postgresql.base import DatabaseWrapper
from tests.outages.conftest import fetched
from tests.servers.postgresql import PostgreSQL, new_database
from tests.servers.relay import Relay
from tests.servers.site import Site

pytestmark = pytest.mark.servers

# Two waits for an answer (6 s) with the looks between them; a busy machine needs some more.
RECOVERED_WITHIN = 30.0
GOOD_IN_A_ROW = 8


@pytest.fixture
def relay(postgresql: PostgreSQL) -> Iterator[Relay]:
    port = urlsplit(postgresql.url).port
    assert port is not None
    with Relay(port) as running:
        yield running


def through(relay: Relay, url: str) -> str:
    """The same database, behind the relay."""
    parts = urlsplit(url)
    return url.replace(f":{parts.port}/", f":{relay.port}/")


def seconds_until_well(site: Site, paths: Iterator[str]) -> float:
    """Until readiness and pages never seen answered several times in a row, as all workers do."""
    started, good = time.monotonic(), 0
    while good < GOOD_IN_A_ROW and time.monotonic() - started < 60:
        answers = {fetched(site.port, "/bereit/")[0], fetched(site.port, next(paths))[0]}
        good = good + 1 if answers == {200} else 0
        time.sleep(0.1)
    assert good == GOOD_IN_A_ROW, "the site never recovered"
    return time.monotonic() - started


def test_site_gives_up_silent_connections_by_itself(
    relay: Relay, postgresql: PostgreSQL, tmp_path: Path, fill: Callable[..., Path]
) -> None:
    environment = {"DATABASE_URL": new_database(postgresql.url), "RATE_LIMITS": "0"}
    fill(tmp_path, environment)
    environment["DATABASE_URL"] = through(relay, environment["DATABASE_URL"])
    searches = (f"/suche/?q=postfach{number}" for number in range(10_000))
    with Site(tmp_path, environment=environment) as site:
        seconds_until_well(site, searches)

        frozen = relay.freeze()
        seconds = seconds_until_well(site, searches)

    assert frozen >= 2  # at least what watches the content in each of the two workers
    assert seconds < RECOVERED_WITHIN


@pytest.fixture
def connected(
    relay: Relay, postgresql: PostgreSQL, django_db_blocker: DjangoDbBlocker
) -> Iterator[DatabaseWrapper]:
    """A connection through the relay that waits for a second."""
    parts = urlsplit(through(relay, postgresql.url))
    place = {"HOST": parts.hostname, "PORT": parts.port, "USER": parts.username}
    secret = {"PASSWORD": parts.password, "NAME": "mmfaq", "OPTIONS": {"patience": "1"}}
    wrapper = DatabaseWrapper({**connection.settings_dict, "TIME_ZONE": None, **place, **secret})
    with django_db_blocker.unblock():
        with wrapper.cursor() as cursor:
            cursor.execute("SELECT 1")
        yield wrapper
        wrapper.close()


def test_statement_without_an_answer_is_an_error_like_a_lost_connection(
    connected: DatabaseWrapper, relay: Relay
) -> None:
    relay.freeze()
    started = time.monotonic()

    with connected.cursor() as cursor, pytest.raises(OperationalError, match="no answer"):
        cursor.execute("SELECT 1")

    assert time.monotonic() - started < 5
    assert not connected.is_usable()


def test_frozen_connection_shows_no_sign_of_life(connected: DatabaseWrapper, relay: Relay) -> None:
    before = connected.is_usable()
    relay.freeze()

    assert before
    assert not connected.is_usable()


def test_commit_without_an_answer_is_an_error_as_well(
    connected: DatabaseWrapper, relay: Relay
) -> None:
    connected.set_autocommit(False)
    with connected.cursor() as cursor:
        cursor.execute("SELECT 1")
    relay.freeze()

    with pytest.raises(OperationalError, match="no answer"):
        connected.commit()


def test_slow_statement_within_the_patience_is_waited_for(connected: DatabaseWrapper) -> None:
    with connected.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.5)")

    assert isinstance(connected.connection, psycopg.Connection)
