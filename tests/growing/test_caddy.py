"""The recipe for Caddy in docs/betrieb.md, in a real Caddy, in front of the site."""

import http.client
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.servers.caddy import Caddy
from tests.servers.site import Site

pytestmark = pytest.mark.servers

RENAME = "from faq.models import Entry; e = Entry.objects.get(key='{}'); e.title = '{}'; e.save()"


@dataclass(frozen=True, slots=True)
class Front:
    """Caddy, and the site behind it."""

    caddy: Caddy
    site: Site

    def ask(
        self, path: str, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.caddy.port, timeout=30)
        named = {name.replace("__", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


@pytest.fixture(scope="module")
def front(fill: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    folder = fill(tmp_path_factory.mktemp("caddy"))
    environment = {"RATE_LIMITS": "0", "TRUSTED_PROXIES": "127.0.0.1", "WORKERS": "1"}
    with ExitStack() as stack:
        site = stack.enter_context(Site(folder, environment=environment))
        yield Front(stack.enter_context(Caddy(site.port)), site)


def test_reader_gets_the_page(front: Front) -> None:
    status, body = front.ask("/faq/pop3-imap/")

    assert status == 200
    assert b"</html>" in body


def test_first_reader_after_a_save_gets_the_new_page(front: Front) -> None:
    title = f"Neuer Titel {time.time()}"
    front.ask("/faq/pop3-imap/")
    front.site.manage("shell", "-v0", "-c", RENAME.format("pop3-imap", title))
    time.sleep(2)

    assert title in front.ask("/faq/pop3-imap/")[1].decode()


def test_invented_path_before_the_site_reaches_nobody(front: Front) -> None:
    assert front.ask("/boese/faq/client-config/", SCRIPT_NAME="/boese")[0] == 404
    assert b"boese" not in front.ask("/faq/client-config/")[1]


def test_body_that_is_too_large_is_refused(front: Front) -> None:
    try:
        status, _ = front.ask("/fehleranalyse/", "POST", b"x" * 6_500_000)
    except OSError:  # refused while we were still sending
        return

    assert status in (413, 502)


def test_numbers_for_operators_are_not_public(front: Front) -> None:
    assert front.ask("/metrics")[0] == 403
