"""What goes over the wire for a finished page: the very bytes gunicorn itself would send."""

import socket
from dataclasses import dataclass, field
from typing import Any

import gunicorn.http.wsgi
import pytest
from gunicorn.config import Config

from faq.web.pagecache.page import FinishedHeaders, Headers, Page, finished
from mmfaq import server
from mmfaq.finished_response import FinishedResponse

PLAIN = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "public, s-maxage=60")]


@dataclass
class Request:
    """As much of gunicorn's request as an answer looks at."""

    method: str = "GET"
    version: tuple[int, int] = (1, 1)
    headers: list[tuple[str, str]] = field(default_factory=list)

    def should_close(self) -> bool:
        return self.version <= (1, 0)


class Sent(list[bytes]):
    """A socket that keeps each piece it is given."""

    sendall = list.append


@pytest.fixture
def page() -> Page:
    return finished(PLAIN, "Grüße".encode() * 100, version=1, made_at=0.0)


@pytest.fixture(autouse=True)
def one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gunicorn.util.http_date", lambda: "Thu, 01 Jan 1970 00:00:00 GMT")


def written(kind: Any, request: Request, status: str, headers: Headers, body: bytes) -> Sent:
    sent = Sent()
    response = kind(request, sent, Config())
    response.start_response(status, headers)
    if body:
        response.write(body)
    response.close()
    return sent


@pytest.mark.parametrize("request_", [Request(), Request("HEAD"), Request(version=(1, 0))])
@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_page_is_sent_in_one_piece_and_as_gunicorn_would(
    page: Page, request_: Request, encoding: str
) -> None:
    variant = page.variants[encoding]
    body = b"" if request_.method == "HEAD" else variant.body

    ours = written(FinishedResponse, request_, "200 OK", variant.headers, body)
    theirs = written(gunicorn.http.wsgi.Response, request_, "200 OK", list(variant.headers), body)

    assert len(ours) == 1
    assert ours == [b"".join(theirs)]
    assert b"\r\nContent-Length: %d\r\n" % len(variant.body) in ours[0]


def test_not_modified_is_sent_as_gunicorn_would(page: Page) -> None:
    answer = (Request(), "304 Not Modified", page.not_modified, b"")

    ours = written(FinishedResponse, *answer)

    assert ours == written(gunicorn.http.wsgi.Response, *answer)
    assert page.etag.encode() in ours[0]


def test_body_of_a_head_request_is_dropped(page: Page) -> None:
    variant = page.variants["br"]

    ours = written(FinishedResponse, Request("HEAD"), "200 OK", variant.headers, variant.body)

    assert ours[0].endswith(b"\r\n\r\n")


def test_other_answers_are_checked_and_written_by_gunicorn() -> None:
    answer = (Request(), "200 OK", [*PLAIN, ("X-Name", "a")], b"Guten Tag")

    assert written(FinishedResponse, *answer) == written(gunicorn.http.wsgi.Response, *answer)
    with pytest.raises(gunicorn.http.errors.InvalidResponseHeader):
        written(FinishedResponse, Request(), "200 OK", [("X-Name", "a\r\nSet-Cookie: b")], b"")


@pytest.mark.parametrize("header", [("X-Name", "a\r\nSet-Cookie: b"), ("X\n-Name", "a")])
def test_header_of_two_lines_is_never_finished(header: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="more than one line"):
        FinishedHeaders([*PLAIN, header])


def test_server_lets_gunicorn_use_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gunicorn.http.wsgi, "Response", gunicorn.http.wsgi.Response)
    server.on_starting(None)
    here, there = socket.socketpair()

    with here, there:
        parser = gunicorn.http.get_parser(Config(), here, ("127.0.0.1", 1))
        there.sendall(b"GET / HTTP/1.1\r\nHost: example.org\r\n\r\n")
        response, _ = gunicorn.http.wsgi.create(
            next(parser), here, ("127.0.0.1", 1), ("127.0.0.1", 80), Config()
        )

    assert isinstance(response, FinishedResponse)
