"""The WSGI layer: answers public pages without Django, and bridges an absent database.

What is public, and which query parameters make a page of their own, the view says itself
(`faq.views.public.public_page`). Everything else passes through to Django unchanged.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from faq.models import content_version
from faq.web.metrics import COUNTERS
from faq.web.pagecache.files import PageFiles
from faq.web.pagecache.page import ENCODINGS, Headers, Page, finished
from faq.web.pagecache.poller import Watch
from faq.web.security import protection

logger = logging.getLogger(__name__)

Environ = dict[str, Any]
Value = TypeVar("Value")
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

MAX_REMEMBERED = 10_000  # hosts, paths and header values whose meaning is kept
MAX_STALE_SECONDS = 24 * 60 * 60
RETRY_AFTER = "10"
DATABASE_IS_AWAY = "faq.database_is_away"  # set in the environ while nobody need ask it
# A returned message can be explained with the shipped texts: that is when readers need it most.
NEED_NO_DATABASE = frozenset({"/fehleranalyse/", "/api/v1/fehleranalyse"})


@dataclass(frozen=True, slots=True)
class NoPage:
    """What Django says where there is no page to be kept: a redirect, 404, an error."""

    status: str
    headers: Headers
    body: bytes


class PageCache:
    """A WSGI application around Django's.

    `max_bytes` bounds the pages kept in this process; `max_rendering` bounds the threads that may
    be inside Django at a time, so that some are always left for finished pages. `count_view` is
    told the path of each page that a reader opens in a browser.
    """

    def __init__(
        self,
        application: Application,
        *,
        watch: Watch,
        files: PageFiles,
        max_bytes: int,
        max_rendering: int,
        count_view: Callable[[str], None] = lambda path: None,
    ) -> None:
        self._application = application
        self._count_view = count_view
        self._watch = watch
        self._files = files
        self._max_bytes = max_bytes
        self._rendering = threading.BoundedSemaphore(max_rendering)
        self._making: dict[str, threading.Semaphore] = {}
        self._pages: dict[str, Page] = {}
        self._bytes = 0
        self._filling = threading.Lock()
        self._parameters: dict[str, tuple[str, ...] | None] = {}
        self._hosts: dict[str, bool] = {}
        self._encodings: dict[str, str] = {}
        self._always = (settings.STATIC_URL, settings.MEDIA_URL, "/gesund/", "/metrics")

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if not self._watch.is_started:
            self._watch.start()
        key = self._key(environ)
        if key is None:
            return self._pass_on(environ, start_response)
        page = self._pages.get(key)
        if page is not None and page.version == self._watch.number:
            COUNTERS.count("hit")
            return self._answer(page, environ, start_response, is_stale=False)
        return self._fill(key, page, environ, start_response)

    def warm(self, paths: Iterable[str]) -> None:
        """Make these pages before the first reader asks; for a process without threads yet."""
        self._watch.look()
        for path in paths:
            environ = {
                "REQUEST_METHOD": "GET",
                "PATH_INFO": path,
                "SERVER_NAME": settings.SITE_HOST,
                "SERVER_PORT": "80",
                "SERVER_PROTOCOL": "HTTP/1.1",
                "wsgi.url_scheme": "https",
                "wsgi.input": BytesIO(),
            }
            self._render(path, environ)

    # -- which page is asked for

    def _key(self, environ: Environ) -> str | None:
        """The name of the page, or None when the answer cannot come from here."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return None
        if not self._is_our_host(environ.get("HTTP_HOST") or environ["SERVER_NAME"]):
            return None
        if settings.SESSION_COOKIE_NAME in environ.get("HTTP_COOKIE", ""):
            return None
        if settings.SECURE_SSL_REDIRECT and environ["wsgi.url_scheme"] != "https":
            return None
        path: str = environ["PATH_INFO"]
        query = environ.get("QUERY_STRING", "")
        parameters = self._parameters_of(path)
        if parameters is None or not query:
            return None if parameters is None else path
        return with_query(path, query, parameters)

    def _is_our_host(self, host: str) -> bool:
        known = self._hosts.get(host)
        if known is None:
            domain, _ = split_domain_port(host)
            known = validate_host(domain, settings.ALLOWED_HOSTS)
            remember(self._hosts, host, known)
        return known

    def _parameters_of(self, path: str) -> tuple[str, ...] | None:
        """The query parameters of a public page; None for a path that is no public page."""
        if path in self._parameters:
            return self._parameters[path]
        try:
            view = resolve(path.encode("latin-1").decode("utf-8", "replace")).func
        except Resolver404:
            return None  # not remembered: there are endless such paths
        parameters: tuple[str, ...] | None = getattr(view, "public_parameters", None)
        remember(self._parameters, path, parameters)
        return parameters

    # -- answers

    def _answer(
        self, page: Page, environ: Environ, start_response: StartResponse, *, is_stale: bool
    ) -> Iterable[bytes]:
        if environ.get("HTTP_SEC_FETCH_DEST") == "document":  # browsers say so, robots do not
            self._count_view(environ["PATH_INFO"])
        match = environ.get("HTTP_IF_NONE_MATCH")
        if match is not None and is_match(match, page.etag):
            status, headers, body = "304 Not Modified", page.not_modified, b""
        else:
            encoding = self._encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
            variant = page.variants.get(encoding) or page.variants["identity"]
            status, headers, body = "200 OK", variant.headers, variant.body
        if is_stale:
            age = ("Age", str(int(time.time() - page.made_at)))
            start_response(status, [*headers, age])
        else:
            start_response(status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" or not body else [body]

    def _fill(
        self, key: str, old: Page | None, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer a page that is not in memory or not current: from its file, by Django, or old."""
        copy = self._files.load(key) if is_storable(key) else None
        if copy is not None and copy.version == self._watch.number:
            self._keep(key, copy)
            COUNTERS.count("copy")
            return self._answer(copy, environ, start_response, is_stale=False)
        old = newest(old, copy)
        made = self._make(key, environ)
        if isinstance(made, Page):
            return self._answer(made, environ, start_response, is_stale=False)
        if made is None or (made.status.startswith("5") and old is not None):
            return self._bridge(old, environ, start_response)
        start_response(made.status, made.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [made.body]

    def _make(self, key: str, environ: Environ) -> Page | NoPage | None:
        """Let Django answer one of those who ask for this now; the others wait for its page.

        None once the database is known not to answer.
        """
        making = self._making.setdefault(key, threading.Semaphore())
        try:
            with self._turn(making) as is_ours, self._turn(self._rendering) as is_inside:
                page = self._pages.get(key)
                if page is not None and page.version == self._watch.number:
                    COUNTERS.count("hit")
                    return page
                if not (is_ours and is_inside):
                    return None
                asked = {"REQUEST_METHOD": "GET", "QUERY_STRING": key.partition("?")[2]}
                return self._render(key, environ | asked)
        finally:
            self._making.pop(key, None)

    def _bridge(
        self, old: Page | None, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer without the database: the last good copy, or an honest 503."""
        if old is not None and time.time() - old.made_at < MAX_STALE_SECONDS:
            COUNTERS.count("stale")
            return self._answer(old, environ, start_response, is_stale=True)
        return unavailable(environ, start_response)

    def _pass_on(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"].startswith(self._always):
            return self._application(environ, start_response)
        with self._turn(self._rendering) as is_inside:
            if not is_inside:
                return self._without_database(environ, start_response)
            COUNTERS.count("passed")
            return self._application(environ, start_response)

    def _without_database(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Let the few views work that need no database, and tell them that there is none."""
        if environ["PATH_INFO"] not in NEED_NO_DATABASE:
            return unavailable(environ, start_response)
        return self._application(environ | {DATABASE_IS_AWAY: True}, start_response)

    @contextmanager
    def _turn(self, gate: threading.Semaphore) -> Iterator[bool]:
        """Wait for one's turn; False once the database is known not to answer."""
        is_ours = False
        while self._watch.is_answering and not is_ours:
            is_ours = gate.acquire(timeout=0.05)
        try:
            yield is_ours
        finally:
            if is_ours:
                gate.release()

    # -- filling

    def _render(self, key: str, environ: Environ) -> Page | NoPage:
        """Let Django answer; keep the page if it may be kept.

        The version is read before: a save in between costs one more rendering, never old text
        under a new version.
        """
        version = self._watch.number
        with content_version(version):
            status, headers, body = captured(self._application, environ)
        if not status.startswith("200 ") or not may_be_kept(headers):
            return NoPage(status, headers, body)
        page = finished(headers, body, version=version, made_at=time.time())
        self._keep(key, page)
        if is_storable(key):
            self._files.save(key, page)
        COUNTERS.count("rendered")
        return page

    def _keep(self, key: str, page: Page) -> None:
        with self._filling:
            old = self._pages.pop(key, None)
            self._pages[key] = page
            self._bytes += page.size - (old.size if old else 0)
            while self._bytes > self._max_bytes:
                oldest = next(iter(self._pages))
                self._bytes -= self._pages.pop(oldest).size

    def _encoding(self, header: str) -> str:
        known = self._encodings.get(header)
        if known is None:
            known = best_encoding(header)
            remember(self._encodings, header, known)
        return known


def remember(memory: dict[str, Value], key: str, value: Value) -> None:
    """Keep what was found out; start afresh before it becomes too much."""
    if len(memory) >= MAX_REMEMBERED:
        memory.clear()
    memory[key] = value


def with_query(path: str, query: str, parameters: tuple[str, ...]) -> str:
    """The path with the parameters that count, in one order; what else was asked is dropped."""
    pairs = [(name, value) for name, value in parse_qsl(query, errors="replace")
             if name in parameters]  # fmt: skip
    return f"{path}?{urlencode(sorted(pairs))}" if pairs else path


def is_storable(key: str) -> bool:
    """Pages made from what a reader typed are never written to disk."""
    return "?" not in key


def newest(one: Page | None, other: Page | None) -> Page | None:
    return max((page for page in (one, other) if page), key=lambda page: page.made_at, default=None)


def is_match(header: str, etag: str) -> bool:
    """Weak comparison of If-None-Match (RFC 9110, 13.1.2)."""
    if header == etag or header.strip() == "*":
        return True
    opaque = etag.removeprefix("W/")
    return any(tag.strip().removeprefix("W/") == opaque for tag in header.split(","))


def best_encoding(header: str) -> str:
    """The encoding of ours that the reader accepts, by Accept-Encoding (RFC 9110, 12.5.3)."""
    weights = {}
    for part in header.lower().split(","):
        name, _, parameter = part.partition(";")
        _, _, weight = parameter.partition("=")
        weights[name.strip()] = weight.strip().rstrip("0") not in ("0.", "") if weight else True
    wanted = (name for name in ENCODINGS if weights.get(name, weights.get("*", False)))
    return next(wanted, "identity")


def may_be_kept(headers: Headers) -> bool:
    """Whether a view has marked its answer as the same for everybody."""
    found = {name.lower(): value for name, value in headers}
    return "s-maxage" in found.get("cache-control", "") and "set-cookie" not in found


def captured(application: Application, environ: Environ) -> tuple[str, Headers, bytes]:
    """Status, headers and whole body of an application's answer."""
    begun: list[tuple[str, Headers]] = []

    def start(status: str, headers: Headers, exc_info: object = None) -> None:
        begun.append((status, list(headers)))

    chunks = application(environ, start)
    try:
        body = b"".join(chunks)
    finally:
        getattr(chunks, "close", lambda: None)()
    return *begun[-1], body


def unavailable(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """503 in the site's look, from a template that asks no database."""
    COUNTERS.count("unavailable")
    body = render_to_string("503.html").encode()
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("Retry-After", RETRY_AFTER),
        *protection(is_secure=environ["wsgi.url_scheme"] == "https").items(),
    ]
    start_response("503 Service Unavailable", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
