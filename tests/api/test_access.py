"""How the API may be asked: from other sites, again and again, and not too often."""

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client

from tests.factories import make_code, make_entry, make_mail_server

pytestmark = pytest.mark.django_db

PATHS = [
    "/api/v1/",
    "/api/v1/openapi.json",
    "/api/v1/search?q=a",
    "/api/v1/entries",
    "/api/v1/entries/a",
    "/api/v1/entries/a/sections/schritte",
    "/api/v1/codes",
    "/api/v1/codes/550",
    "/api/v1/settings",
    "/api/v1/oembed?url=http%3A//127.0.0.1%3A8000/faq/a/",
]


@pytest.fixture(autouse=True)
def content() -> None:
    make_entry("a")
    make_code("550")
    make_mail_server()


@pytest.mark.parametrize("path", PATHS)
def test_document_can_be_revalidated_and_read_from_elsewhere(client: Client, path: str) -> None:
    first = client.get(path, headers={"origin": "https://tickets.example.org"})
    again = client.get(path, headers={"if-none-match": first["ETag"]})

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert first["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in first["Access-Control-Expose-Headers"]
    assert not first.cookies


def test_tag_changes_with_the_content(client: Client) -> None:
    code, entries = "/api/v1/codes/550", "/api/v1/entries"
    before = {path: client.get(path)["ETag"] for path in (code, entries)}

    make_entry("b")

    assert client.get(code)["ETag"] == before[code]
    assert client.get(entries)["ETag"] != before[entries]


def test_too_many_requests_are_told_when_to_come_again(
    client: Client, settings: LazySettings
) -> None:
    settings.RATE_LIMITS = True
    cache.clear()

    statuses = [client.get("/api/v1/settings").status_code for _ in range(61)]
    refused = client.get("/api/v1/settings", headers={"origin": "https://tickets.example.org"})

    assert statuses == [200] * 60 + [429]
    assert refused["Content-Type"] == "application/problem+json"
    assert int(refused["Retry-After"]) == refused.json()["retry_after"] > 0
    assert refused["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["/faq/a/", "/fehlercode/550/"])
def test_page_names_its_oembed_document(client: Client, path: str) -> None:
    page = client.get(path).content.decode()

    [link] = [line for line in page.splitlines() if "application/json+oembed" in line]
    address = link.partition('href="')[2].partition('"')[0].replace("&amp;", "&")
    assert client.get(address).json()["title"] in page
