"""How often a page asks the database: a cold one at most twice, a warm one never."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.utils import timezone

from faq.models import ContentVersion, ServiceNotice
from faq.web.pagecache import PageCache, PageFiles, Poller
from tests.pagecache.test_public_views import PUBLIC_VIEWS

# Every public view with a page of the shipped content, and how many queries it may need. A typed
# word is looked up, its documents are weighed and the best are read: the search asks three times,
# and once more for the records of a typed code.
PAGES = {
    "faq.views.pages.start": [("/", 2)],
    "faq.views.pages.page_or_category": [("/mailverwaltung/", 2), ("/impressum/", 2)],
    "faq.views.entries.entry": [
        ("/faq/pop3-imap/", 2), ("/faq/client-config/", 2), ("/faq/fehlercodes/", 2),
    ],
    "faq.views.entries.entry_markdown": [("/faq/pop3-imap.md", 2)],
    "faq.views.errorcodes.error_codes": [("/fehlercodes/", 2)],
    "faq.views.errorcodes.error_code": [("/fehlercode/550/", 2), ("/fehlercode/5.1.1/", 2)],
    "faq.views.setup.mail_setup": [("/einrichten/", 2)],
    "faq.views.setup.mail_program": [("/einrichten/thunderbird/", 2)],
    "faq.views.setup.scan": [("/einrichten/handy/", 2)],
    "faq.views.notices.notices": [("/stoerungen/", 4)],
    "faq.views.notices.notice": [("/stoerungen/1/", 4)],
    "faq.views.installing.manifest": [("/manifest.webmanifest", 2)],
    "faq.views.installing.brand_style": [],  # the house has its colours in the stylesheet
    "faq.views.installing.service_worker": [("/sw.js", 2)],
    "faq.views.installing.offline": [("/offline/", 2)],
    "faq.views.installing.favicon": [("/favicon.ico", 2)],
    "faq.views.installing.security_txt": [("/.well-known/security.txt", 2)],
    "faq.views.autoconfig.pacc_configuration": [
        ("/.well-known/user-agent-configuration.json", 2),
    ],
    "faq.views.setup.dns": [("/einrichten/dns/", 2), ("/einrichten/dns/?domain=example.org", 2)],
    "faq.views.contact.contact": [("/kontakt/", 2), ("/kontakt/?zu=/faq/pop3-imap/", 3)],
    "faq.views.programwindows.program_window": [("/meldung/outlook-keine-verbindung/", 2)],
    "faq.views.search.search": [
        ("/suche/", 2), ("/suche/?q=Postfach+voll", 3), ("/suche/?q=550", 4),
    ],
    "faq.views.search.suggestions": [("/suche/vorschlaege?q=post", 3)],
    "faq.views.machines.robots": [("/robots.txt", 2)],
    "faq.views.machines.llms": [("/llms.txt", 2)],
    "faq.views.machines.opensearch": [("/opensearch.xml", 2)],
    "faq.views.bounce.analysis": [("/fehleranalyse/", 2)],
    "faq.views.autoconfig.autoconfig": [("/mail/config-v1.1.xml", 2)],
    "faq.views.autoconfig.zone_file": [("/dns.txt?domain=example.org", 2)],
    "django.contrib.sitemaps.views.sitemap": [("/sitemap.xml", 3)],
    "django.contrib.syndication.views.Feed.__call__": [("/feed.atom", 2), ("/stoerungen.atom", 4)],
}  # fmt: skip
LIMITS = dict(page for pages in PAGES.values() for page in pages)


class Reader:
    """Asks the site's pages through the page cache of one process."""

    def __init__(self, folder: Path) -> None:
        version = ContentVersion.current()
        self.cache = PageCache(
            get_wsgi_application(),
            poller=Poller(lambda: version),
            files=PageFiles(folder, "release"),
            max_bytes=10_000_000,
            max_rendering=2,
        )

    def ask(self, address: str) -> tuple[str, int]:
        """Status and number of queries."""
        path, _, query = address.partition("?")
        environ = {
            "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000", "HTTP_HOST": "127.0.0.1:8000",
            "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": BytesIO(),
        }  # fmt: skip
        begun: list[Any] = []
        with Counted() as queries:
            list(self.cache(environ, lambda *start: begun.extend(start)))
        return begun[0], queries.number


class Counted:
    """Counts the statements sent to the database."""

    def __enter__(self) -> "Counted":
        self.number = 0
        self._wrapper = connection.execute_wrapper(self._count)
        self._wrapper.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self._wrapper.__exit__(*error)

    def _count(self, execute: Any, *arguments: Any) -> Any:
        self.number += 1
        return execute(*arguments)


@dataclass(frozen=True)
class Cost:
    """Queries of a page that is made, and of the same page asked again."""

    cold: tuple[str, int]
    warm: tuple[str, int]


@pytest.fixture
def costs(
    transactional_db: None, tmp_path: Path, bring_content: Callable[[], None]
) -> dict[str, Cost]:
    """What each page costs with the shipped content, really saved: a transaction keeps nothing."""
    bring_content()
    over = timezone.now() - timedelta(hours=1)
    ServiceNotice.objects.create(pk=1, title="Vorbei", status="published", ends_at=over)
    first, second = Reader(tmp_path / "first"), Reader(tmp_path / "second")
    for address in LIMITS:
        first.ask(address)  # the first pages after a change fill what is kept
    return {address: Cost(second.ask(address), second.ask(address)) for address in LIMITS}


def test_every_public_view_is_asked() -> None:
    assert set(PUBLIC_VIEWS) == set(PAGES), "PAGES names every public view with a page of it"


def test_cold_page_asks_twice_at_most_and_a_warm_one_never(costs: dict[str, Cost]) -> None:
    assert {address: cost.cold for address, cost in costs.items()
            if cost.cold > ("200 OK", LIMITS[address])} == {}  # fmt: skip
    assert {cost.warm for cost in costs.values()} == {("200 OK", 0)}
