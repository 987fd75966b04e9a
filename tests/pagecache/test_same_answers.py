"""An answer is the same from Django alone, made through the cache, and from its memory."""

import gzip
import re
import urllib.request
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from faq.models import ContentVersion
from faq.web.pagecache import PageCache, PageFiles, Poller
from tests.factories import make_entry
from tests.servers.site import Site

Application = Callable[..., Iterable[bytes]]

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
# What the cache adds, and what names one request or its second.
OF_THE_CACHE = {"etag", "vary", "content-length", "content-encoding", "x-request-id", "expires"}
PAGE = "/faq/postfach-voll/"
REQUESTS: dict[str, dict[str, str]] = {
    "page": {"path": PAGE},
    "start": {"path": "/"},
    "plain": {"path": PAGE, "HTTP_ACCEPT_ENCODING": "identity"},
    "gzip": {"path": PAGE, "HTTP_ACCEPT_ENCODING": "gzip"},
    "br": {"path": PAGE, "HTTP_ACCEPT_ENCODING": "gzip, deflate, br"},
    "nothing accepted": {"path": PAGE, "HTTP_ACCEPT_ENCODING": "br;q=0, gzip;q=0"},
    "other cookie": {"path": PAGE, "HTTP_COOKIE": "consent=1"},
    "staff": {"path": PAGE, "HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}=abc"},
    "other tag": {"path": PAGE, "HTTP_IF_NONE_MATCH": 'W/"other"'},
    "unknown parameter": {"path": PAGE, "QUERY_STRING": "from=mail&x=%00"},
    "search": {"path": "/suche/", "QUERY_STRING": "q=Postfach+voll"},
    "draft": {"path": "/faq/entwurf/"},
    "unknown entry": {"path": "/faq/gibt-es-nicht/"},
    "unknown path": {"path": "/gibt/es/nicht"},
    "no slash": {"path": "/faq/postfach-voll"},
    "section": {"path": "/faq/postfach-voll/gibt-es-nicht/"},
    "log in": {"path": "/admin/"},
    "not allowed": {"path": PAGE, "method": "POST"},
    "foreign host": {"path": PAGE, "HTTP_HOST": "elsewhere.example.org"},
}


@dataclass(frozen=True)
class Answer:
    status: str
    headers: dict[str, str]
    body: bytes

    @property
    def head(self) -> tuple[str, dict[str, str]]:
        """Status and headers as a reader notices them."""
        return self.status, {n: v for n, v in self.headers.items() if n not in OF_THE_CACHE}

    @property
    def page(self) -> tuple[tuple[str, dict[str, str]], bytes]:
        """The same with the unpacked body."""
        return self.head, UNPACK[self.headers.get("content-encoding", "")](self.body)


def asked(application: Application, path: str, method: str = "GET", **more: str) -> Answer:
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000", "HTTP_HOST": "127.0.0.1:8000",
        "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": BytesIO(),
    } | more  # fmt: skip
    begun: list[Any] = []
    body = b"".join(application(environ, lambda *start: begun.extend(start)))
    return Answer(begun[0], {name.lower(): value for name, value in begun[1]}, body)


@pytest.fixture
def cached(db: None, kept_connection: None, tmp_path: Path) -> PageCache:
    """The cache around the whole site, with a published entry and a draft."""
    make_entry("postfach-voll")
    make_entry("entwurf", status="draft")
    return new_process(tmp_path)


def new_process(folder: Path) -> PageCache:
    version = ContentVersion.current()
    return PageCache(
        get_wsgi_application(),
        poller=Poller(lambda: version),
        files=PageFiles(folder, "release"),
        max_bytes=1_000_000,
        max_rendering=2,
    )


@pytest.mark.parametrize("name", REQUESTS)
def test_answer_is_the_same_with_and_without_the_cache(cached: PageCache, name: str) -> None:
    request = REQUESTS[name]

    alone = asked(get_wsgi_application(), **request)
    made, kept = asked(cached, **request), asked(cached, **request)

    assert alone.page == made.page == kept.page
    assert made.headers.get("etag") == kept.headers.get("etag")


@pytest.mark.parametrize("name", [name for name in REQUESTS if "method" not in REQUESTS[name]])
def test_head_has_the_status_and_headers_of_the_page(cached: PageCache, name: str) -> None:
    request = REQUESTS[name]
    alone = asked(get_wsgi_application(), **request)

    made, kept = (asked(cached, **request, method="HEAD") for _ in range(2))

    assert alone.head == made.head == kept.head


@pytest.mark.parametrize("form", ["weak", "strong", "list", "*"])
def test_known_tag_is_confirmed_by_every_process_and_from_its_files(
    cached: PageCache, tmp_path: Path, form: str
) -> None:
    weak = asked(cached, PAGE).headers["etag"]
    strong = weak.removeprefix("W/")
    tag = {"weak": weak, "strong": strong, "list": f'"a", {weak}', "*": "*"}[form]

    other_machine, later = new_process(tmp_path / "other"), new_process(tmp_path)

    for process in (cached, other_machine, later):
        answer = asked(process, PAGE, HTTP_IF_NONE_MATCH=tag)
        assert (answer.status, answer.body) == ("304 Not Modified", b"")
        assert answer.headers["etag"] == weak


@pytest.mark.parametrize("name", ["draft", "unknown entry", "no slash", "staff", "foreign host"])
def test_what_is_no_page_is_never_confirmed(cached: PageCache, name: str) -> None:
    request = REQUESTS[name] | {"HTTP_IF_NONE_MATCH": "*"}

    assert asked(cached, **request).page == asked(get_wsgi_application(), **request).page


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip;q=0", ""),
        ("br;q=0, gzip;q=0.0", ""),
        ("br;q=0, gzip", "gzip"),
        ("identity", ""),
        ("", ""),
        ("*;q=0", ""),
        ("gzip;q=1.0", "gzip"),
        ("br", "br"),
        ("notgzip", ""),
    ],
)
def test_static_file_comes_as_the_reader_takes_it(site: Site, accepted: str, encoding: str) -> None:
    page = fetch(site, "/", "identity")[1].decode()
    stylesheet = re.findall(r'href="(/static/css/[^"]+)"', page)[0]

    found, body = fetch(site, stylesheet, accepted)

    assert found == encoding
    assert b"{" in UNPACK[found](body)


def fetch(site: Site, path: str, accepted: str) -> tuple[str, bytes]:
    """The encoding and the body of an answer by the served site."""
    request = urllib.request.Request(site.url + path, headers={"Accept-Encoding": accepted})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.headers["Content-Encoding"] or "", answer.read()
