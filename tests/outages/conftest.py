"""A site on a PostgreSQL server of its own, and readers that note every answer."""

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

import pytest

from tests.servers.postgresql import PostgreSQL
from tests.servers.site import Site

READERS = 4
SEEN = ["/", "/faq/pop3-imap/", "/mailverwaltung/", "/fehlercode/550/", "/suche/"]


@dataclass
class Readers:
    """What readers got: seconds and status of each answer; 0 stands for none at all."""

    seconds: list[float] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)

    def ask(self, port: int, path: str) -> int:
        """Ask for one page over a new connection, at most for 30 seconds."""
        started = time.monotonic()
        status = fetched(port, path)[0]
        self.seconds.append(time.monotonic() - started)
        self.statuses.append(status)
        return status

    @property
    def p99(self) -> float:
        return sorted(self.seconds)[int(len(self.seconds) * 0.99)]

    @property
    def failed(self) -> int:
        return sum(status not in (200, 304) for status in self.statuses)


def fetched(port: int, path: str) -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, headers, answer.read().decode()
    except (OSError, http.client.HTTPException):
        return 0, {}, ""
    finally:
        connection.close()


def seen_paths(reader: int) -> Iterator[str]:
    """The pages seen before, in turn, each reader from another one on."""
    return cycle(SEEN[reader:] + SEEN[:reader])


@contextmanager
def readers_at(
    site: Site,
    count: int = READERS,
    paths: Callable[[int], Iterator[str]] = seen_paths,
    pause: float = 0.01,
) -> Iterator[Readers]:
    """Let readers ask for page after page, with a pause of seconds, until the block ends."""
    readers, over = Readers(), threading.Event()

    def read(reader: int) -> None:
        for path in paths(reader):
            if over.wait(pause):
                return
            readers.ask(site.port, path)

    threads = [threading.Thread(target=read, args=(reader,)) for reader in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield readers
    finally:
        over.set()
        for thread in threads:
            thread.join()


@pytest.fixture
def reading() -> Callable[[Site], object]:
    return readers_at


@pytest.fixture
def fetch() -> Callable[[Site, str], tuple[int, dict[str, str], str]]:
    return lambda site, path: fetched(site.port, path)


@pytest.fixture(scope="module")
def postgresql() -> Iterator[PostgreSQL]:
    with PostgreSQL() as server:
        yield server


@pytest.fixture(scope="module")
def database_site(
    postgresql: PostgreSQL,
    tmp_path_factory: pytest.TempPathFactory,
    fill: Callable[..., Path],
) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("outage")
    environment = {"DATABASE_URL": postgresql.url, "RATE_LIMITS": "0"}
    fill(folder, environment)
    with Site(folder, environment=environment) as site:
        yield site
