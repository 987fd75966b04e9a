"""Grown up, on loopback: one PostgreSQL, one Redis, one object store, two site processes."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.servers.object_store import ObjectStoreServer
from tests.servers.postgresql import PostgreSQL
from tests.servers.redis import Redis
from tests.servers.site import Site
from tests.servers.staff import Staff

SECRET_KEY = "known-to-both-sites-0123456789-abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Grown:
    """Two sites that are meant to be one; `folders` of their own, everything else shared."""

    one: Site
    other: Site
    store: ObjectStoreServer
    database_url: str
    password: str


@pytest.fixture(scope="session")
def grown(tmp_path_factory: pytest.TempPathFactory, fill: Callable[..., Path]) -> Iterator[Grown]:
    with ExitStack() as stack:
        database = stack.enter_context(PostgreSQL())
        counters = stack.enter_context(Redis())
        store = stack.enter_context(ObjectStoreServer())
        first = tmp_path_factory.mktemp("one")
        environment = {
            "DATABASE_URL": database.url,
            "CACHE_URL": counters.url,
            "SECRET_KEY": SECRET_KEY,
            "SITE_URL": "http://127.0.0.1",
            "STATIC_ROOT": str(first / "static"),
            "TRUSTED_PROXIES": "127.0.0.1",
            "WORKERS": "1",
            **store.environment,
        }
        fill(first, environment)
        one, other = (
            stack.enter_context(Site(folder, environment=environment))
            for folder in (first, tmp_path_factory.mktemp("other"))
        )
        password = (first / "first-password").read_text()
        yield Grown(one, other, store, database.url, password)


@pytest.fixture
def staff(grown: Grown) -> Staff:
    """Somebody who logged in at one of the two sites."""
    somebody = Staff()
    somebody.log_in(grown.one, grown.password)
    return somebody
