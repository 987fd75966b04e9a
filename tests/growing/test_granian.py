"""The second server: granian serves the same callable with the same answers."""

import http.client
from collections.abc import Iterator

import pytest

from tests.servers.site import Site
from tests.servers.staff import Staff

PAGES = ["/", "/mailverwaltung/", "/faq/pop3-imap/", "/fehlercode/550/", "/suche/?q=postfach"]


@pytest.fixture(scope="module")
def granian(site: Site) -> Iterator[Site]:
    """granian on the data of the shared site, with the address it gives for itself."""
    environment = site.environment | {"SITE_URL": site.url}
    with Site(site.folder, environment=environment, server="granian") as served:
        yield served


def headers_of(message: object) -> dict[str, str]:
    """What the site says about a page, without what a server adds."""
    items = message.items()  # type: ignore[attr-defined]
    added = {"server", "date", "connection", "x-request-id", "age"}
    return {name.lower(): value for name, value in items if name.lower() not in added}


@pytest.mark.parametrize("path", PAGES)
def test_page_is_the_same_as_by_gunicorn(site: Site, granian: Site, path: str) -> None:
    one, other = (Staff().ask(server, path) for server in (site, granian))

    assert (one.status, one.body) == (other.status, other.body)
    assert headers_of(one.headers) == headers_of(other.headers)


def test_page_in_the_browser_is_confirmed_without_sending_it(granian: Site) -> None:
    etag = Staff().ask(granian, "/").headers["ETag"]
    connection = http.client.HTTPConnection("127.0.0.1", granian.port, timeout=30)
    connection.request("GET", "/", headers={"If-None-Match": etag})
    answer = connection.getresponse()

    assert (answer.status, answer.read()) == (304, b"")
    connection.close()


def test_message_is_analysed(granian: Site) -> None:
    answer = Staff().send(granian, "/fehleranalyse/", [("message", "552 5.2.2 Mailbox full")])

    assert answer.status == 200
    assert "5.2.2" in answer.text
