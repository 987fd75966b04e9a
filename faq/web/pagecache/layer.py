"""The WSGI layer: answers public pages without Django, and bridges an absent database.

What is public, and which query parameters make a page of their own, the view says itself
(`faq.web.policy`). Everything else passes through to Django unchanged.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any, NamedTuple, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from faq.models import (
    brand_of_customer,
    brand_of_host,
    content_version,
    in_brand,
    last_house,
    site_url,
)
from faq.web.metrics import ANSWERS
from faq.web.pagecache.files import PageFiles
from faq.web.pagecache.page import ENCODINGS, Headers, Page, finished
from faq.web.pagecache.poller import Poller
from faq.web.policy import DATABASE_IS_AWAY, RETRY_AFTER, STRICTEST, Policy, policy_of
from faq.web.security import protection

logger = logging.getLogger(__name__)

Environ = dict[str, Any]
Value = TypeVar("Value")
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

MAX_REMEMBERED = 2_000  # hosts, paths and header values whose meaning is remembered
MAX_LENGTH = 200  # what is longer is worked out each time: 3 × 2,000 × 200 bytes are little
MAX_STALE_SECONDS = 24 * 60 * 60
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
CHEAP = Policy(database=False, waits=False)  # static files have no view
# Who asks: for limits and log lines, never for a page.
OF_THE_READER = ("REMOTE_ADDR", "HTTP_X_REQUEST_ID")


class Key(NamedTuple):
    """All that a page depends on: the path, the known parameters in one order, and the brand."""

    path: str
    query: str = ""
    brand: str = ""

    @property
    def is_storable(self) -> bool:
        """Pages made from what a reader typed are never written to disk."""
        return not self.query

    @property
    def name(self) -> str:
        """What its copy is called; a path begins with a slash."""
        return self.brand + self.path

    @property
    def size(self) -> int:
        return len(self.path) + len(self.query) + len(self.brand)


@dataclass(frozen=True, slots=True)
class NoPage:
    """What Django says where there is no page to be cached: a redirect, 404, an error."""

    status: str
    headers: Headers
    body: bytes


class PageCache:
    """A WSGI application around Django's.

    `max_bytes` bounds the pages held in this process; `max_rendering` bounds the threads that may
    be inside Django at a time, so that some are always left for finished pages. `count` is told of
    each page that a reader opens in a browser and that was ready.
    """

    def __init__(
        self,
        application: Application,
        *,
        poller: Poller,
        files: PageFiles,
        max_bytes: int,
        max_rendering: int,
        count: Callable[[Environ], None] = lambda environ: None,
    ) -> None:
        self._application = application
        self._count = count
        self._poller = poller
        self._files = files
        self._max_bytes = max_bytes
        self._rendering = threading.BoundedSemaphore(max_rendering)
        self._making: dict[Key, threading.Semaphore] = {}
        self._pages: dict[Key, Page] = {}
        self._bytes = 0
        self._filling = threading.Lock()
        self._policies: dict[str, Policy] = {}
        self._hosts: dict[str, bool] = {}
        self._brands: dict[str, str] = {}
        self._brands_of = -1
        self._encodings: dict[str, str] = {}

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if not self._poller.is_running:
            self._poller.start()
        key = self._key(environ)
        if key is None:
            return self._pass_on(environ, start_response)
        page = self._pages.get(key)
        if page is not None and page.version == self._poller.number:
            ANSWERS["hit"].inc()
            return self._answer(page, environ, start_response, is_stale=False)
        return self._fill(key, page, environ, start_response)

    def warm(self, paths: Iterable[str]) -> None:
        """Make these pages before the first reader asks; for a process without threads yet."""
        self._poller.poll()
        for path in paths:
            self._render(Key(path), {})

    # -- which page is asked for

    def _key(self, environ: Environ) -> Key | None:
        """The name of the page, or None when the answer cannot come from here."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return None
        host = environ.get("HTTP_HOST") or environ["SERVER_NAME"]
        if not self._is_our_host(host):
            return None
        if settings.SESSION_COOKIE_NAME in environ.get("HTTP_COOKIE", ""):
            return None
        if settings.SECURE_SSL_REDIRECT and environ["wsgi.url_scheme"] != "https":
            return None
        path: str = environ["PATH_INFO"]
        query = environ.get("QUERY_STRING", "")
        policy = self._policy_of(path)
        if not policy.public:
            return None
        brand = self._brand_of(host)
        if policy.customer and query:
            brand = brand_of_customer(dict(parse_qsl(query)).get(policy.customer, "")) or brand
        return Key(path, known_parameters(query, policy.query) if query else "", brand)

    def _is_our_host(self, host: str) -> bool:
        known = self._hosts.get(host)
        if known is None:
            domain, _ = split_domain_port(host)
            known = validate_host(domain, settings.ALLOWED_HOSTS)
            remember(self._hosts, host, known)
        return known

    def _brand_of(self, host: str) -> str:
        """The brand that answers under one of our hosts, by the present content."""
        number = self._poller.number
        if self._brands_of != number:
            self._brands, self._brands_of = {}, number
        known = self._brands.get(host)
        if known is None:
            known = brand_of_host(host, ask=False)
            remember(self._brands, host, known)
        return known

    def _policy_of(self, path: str) -> Policy:
        """What the view at this path says of itself; the strictest where there is none."""
        known = self._policies.get(path)
        if known is None:
            try:
                known = policy_of(resolve(path.encode("latin-1").decode("utf-8", "replace")).func)
            except Resolver404:
                return STRICTEST  # not remembered: there are endless such paths
            remember(self._policies, path, known)
        return known

    # -- answers

    def _answer(
        self, page: Page, environ: Environ, start_response: StartResponse, *, is_stale: bool
    ) -> Iterable[bytes]:
        if environ.get("HTTP_SEC_FETCH_DEST") == "document":  # browsers say so, robots do not
            self._count(environ)
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
        self, key: Key, old: Page | None, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer a page that is not in memory or not current: from its file, by Django, or old."""
        copy = self._files.load(key.name) if key.is_storable else None
        if copy is not None and copy.version == self._poller.number:
            self._hold(key, copy)
            ANSWERS["copy"].inc()
            return self._answer(copy, environ, start_response, is_stale=False)
        old = newest(old, copy)
        made = self._make(key, environ)
        if isinstance(made, Page):
            return self._answer(made, environ, start_response, is_stale=False)
        if made is None or (made.status.startswith("5") and old is not None):
            return self._bridge(old, environ, start_response)
        start_response(made.status, made.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [made.body]

    def _make(self, key: Key, environ: Environ) -> Page | NoPage | None:
        """Let Django answer one of those who ask for this now; the others wait for its page.

        None once the database is known not to answer.
        """
        making = self._making.setdefault(key, threading.Semaphore())
        try:
            with self._turn(making) as is_ours, self._turn(self._rendering) as is_inside:
                page = self._pages.get(key)
                if page is not None and page.version == self._poller.number:
                    ANSWERS["hit"].inc()
                    return page
                if not (is_ours and is_inside):
                    return None
                return self._render(key, environ)
        finally:
            self._making.pop(key, None)

    def _bridge(
        self, old: Page | None, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer without the database: the last good copy, or an honest 503."""
        if old is not None and time.time() - old.made_at < MAX_STALE_SECONDS:
            ANSWERS["stale"].inc()
            return self._answer(old, environ, start_response, is_stale=True)
        return unavailable(environ, start_response)

    def _pass_on(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        accepted = self._encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        environ["HTTP_ACCEPT_ENCODING"] = accepted  # WhiteNoise takes `gzip;q=0` for a yes
        policy = CHEAP if path.startswith(settings.STATIC_URL) else self._policy_of(path)
        if not policy.waits:
            return self._application(environ, start_response)
        with self._turn(self._rendering) as is_inside:
            if is_inside:
                ANSWERS["passed"].inc()
                return self._application(environ, start_response)
            if policy.database and not is_form(environ):
                return unavailable(environ, start_response)
            return self._application(environ | {DATABASE_IS_AWAY: True}, start_response)

    @contextmanager
    def _turn(self, gate: threading.Semaphore) -> Iterator[bool]:
        """Wait for one's turn; False once the database is known not to answer."""
        is_ours = False
        while self._poller.is_answering and not is_ours:
            is_ours = gate.acquire(timeout=0.05)
        try:
            yield is_ours
        finally:
            if is_ours:
                gate.release()

    # -- filling

    def _render(self, key: Key, environ: Environ) -> Page | NoPage:
        """Let Django answer; hold the page if it is one.

        The version is read before: a save in between costs one more rendering, never old text
        under a new version.
        """
        version = self._poller.number
        with content_version(version), in_brand(key.brand):
            status, headers, body = captured(self._application, request_for(key, environ))
        if not status.startswith("200 ") or not is_public(headers):
            return NoPage(status, headers, body)
        page = finished(headers, body, version=version, made_at=time.time())
        self._hold(key, page)
        if key.is_storable:
            self._files.save(key.name, page)
        ANSWERS["rendered"].inc()
        return page

    def _hold(self, key: Key, page: Page) -> None:
        with self._filling:
            old = self._pages.pop(key, None)
            self._pages[key] = page
            self._bytes += page.size - (old.size if old else -key.size)
            while self._bytes > self._max_bytes:
                oldest = next(iter(self._pages))
                self._bytes -= self._pages.pop(oldest).size + oldest.size

    def _encoding(self, header: str) -> str:
        known = self._encodings.get(header)
        if known is None:
            known = best_encoding(header)
            remember(self._encodings, header, known)
        return known


def is_form(environ: Environ) -> bool:
    """Whether somebody sends a form: what is in it comes back with the answer (`NotSaved`)."""
    kind: str = environ.get("CONTENT_TYPE", "")
    return environ["REQUEST_METHOD"] == "POST" and kind.startswith(FORMS)


def remember(memory: dict[str, Value], key: str, value: Value) -> None:
    """Keep what was found out about a short text; start afresh before it becomes too much."""
    if len(key) > MAX_LENGTH:
        return
    if len(memory) >= MAX_REMEMBERED:
        memory.clear()
    memory[key] = value


def known_parameters(query: str, names: tuple[str, ...]) -> str:
    """The parameters that count, in one order; what else was asked is dropped."""
    pairs = parse_qsl(query, errors="replace")
    return urlencode(sorted(pair for pair in pairs if pair[0] in names))


def request_for(key: Key, reader: Environ) -> Environ:
    """The request that makes a page: none of the reader's, so that the page is everybody's."""
    site = urlsplit(site_url())
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": key.path,
        "QUERY_STRING": key.query,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_NAME": site.hostname or settings.SITE_HOST,
        "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
        "HTTP_HOST": site.netloc,
        "wsgi.url_scheme": "https" if settings.SECURE_SSL_REDIRECT else site.scheme,
        "wsgi.input": BytesIO(),
    } | {name: reader[name] for name in OF_THE_READER if name in reader}


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


def is_public(headers: Headers) -> bool:
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
    ANSWERS["unavailable"].inc()
    with in_brand(brand_of_host(environ.get("HTTP_HOST", ""), ask=False)):
        body = render_to_string("503.html", {"house": last_house()}).encode()
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("Retry-After", RETRY_AFTER),
        *protection(is_secure=environ["wsgi.url_scheme"] == "https").items(),
    ]
    start_response("503 Service Unavailable", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
