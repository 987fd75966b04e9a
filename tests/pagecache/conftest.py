"""A page cache around an application that counts its calls, with a database that can be lost."""

import gzip
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.db import OperationalError

from faq.web.pagecache import PageCache, PageFiles, Poller

PUBLIC = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "public, s-maxage=60")]


@dataclass
class Answer:
    """What a reader gets; header names in lower case, the body unpacked."""

    status: str
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        unpack = {"br": brotli.decompress, "gzip": gzip.decompress}
        encoding = self.headers.get("content-encoding", "")
        return unpack.get(encoding, bytes)(self.body).decode()


@dataclass
class World:
    """The application behind the cache and its database, both to be changed by a test."""

    folder: Path
    version: int = 1
    is_lost: bool = False
    status: str = "200 OK"
    headers: list[tuple[str, str]] = field(default_factory=lambda: list(PUBLIC))
    text: str = "Guten Tag"
    asked: list[str] = field(default_factory=list)
    seen: dict[str, Any] = field(default_factory=dict)
    release: str = "one"
    max_bytes: int = 1_000_000
    before_answer: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """A new process with the same files and the same database."""
        self.poller = Poller(self._current_version)
        self.cache = PageCache(
            self._application,
            poller=self.poller,
            files=PageFiles(self.folder, self.release),
            max_bytes=self.max_bytes,
            max_rendering=2,
        )

    def lose_database(self) -> None:
        self.is_lost = True
        self.poller.poll()

    def change_content(self, text: str) -> None:
        self.text = text
        self.version += 1
        self.poller.poll()

    def get(self, path: str = "/", *, method: str = "GET", **headers: str) -> Answer:
        path, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "HTTP_HOST": "127.0.0.1:8000",
            "wsgi.url_scheme": "http",
        } | {
            name if name.isupper() else f"HTTP_{name.upper()}": value
            for name, value in headers.items()
        }
        begun: list[Any] = []
        body = b"".join(self.cache(environ, lambda *start: begun.extend(start)))
        return Answer(begun[0], {name.lower(): value for name, value in begun[1]}, body)

    def _current_version(self) -> int:
        if self.is_lost:
            raise OperationalError("gone")
        return self.version

    def _application(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        self.seen = environ
        query = environ["QUERY_STRING"]
        self.before_answer()
        self.asked.append(f"{environ['PATH_INFO']}?{query}" if query else environ["PATH_INFO"])
        start_response(self.status, list(self.headers))
        return [self.text.encode()]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "pages")
