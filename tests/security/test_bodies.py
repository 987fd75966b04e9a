"""Bodies with and without a length, slow and large ones, at the real server."""

import http.client
import json
import os
import re
import socket
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from faq.web.bodies import MAX_BYTES, WholeBodies
from mmfaq.arriving import BODY_BYTES
from tests.servers.site import Site

MESSAGE = b"550 5.1.1 <erika@example.org>: User unknown"
SLOW = 100


@pytest.fixture(scope="module", params=["gunicorn", "granian"])
def served(
    request: pytest.FixtureRequest, fill: Callable[..., Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:  # fmt: skip
    folder = fill(tmp_path_factory.mktemp("bodies"))
    with Site(folder, environment={"RATE_LIMITS": "0"}, server=request.param) as site:
        yield site


def send(site: Site, path: str, body: Any, **headers: str) -> tuple[int, bytes]:
    """Status and body of the answer to a POST; an iterable is sent in chunks, without a length."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request("POST", path, body, named)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def chunks_of(body: bytes) -> Iterator[bytes]:
    for start in range(0, len(body), 7_000):
        yield body[start : start + 7_000]


@pytest.mark.parametrize(
    ("path", "kind", "body"),
    [
        ("/api/v1/fehleranalyse", "text/plain", MESSAGE),
        ("/api/v1/fehleranalyse", "application/json", json.dumps({"message": MESSAGE.decode()})),
        ("/fehleranalyse/", "application/x-www-form-urlencoded", b"message=" + MESSAGE),
        ("/feedback/", "application/x-www-form-urlencoded", b"entry=pop3-imap&helpful=yes"),
        ("/autodiscover/autodiscover.xml", "text/xml", b"<x/>"),
        ("/apple.mobileconfig", "application/x-www-form-urlencoded", b"email=a%40example.org"),
    ],
)
def test_body_in_chunks_is_the_same_as_with_a_length(
    served: Site, path: str, kind: str, body: bytes | str
) -> None:
    data = body.encode() if isinstance(body, str) else body
    with_length = send(served, path, data, Content_Type=kind)

    in_chunks = send(served, path, chunks_of(data), Content_Type=kind)

    assert with_length[0] == in_chunks[0]
    if "fehleranalyse" in path:
        assert in_chunks[0] == 200
        assert b"5.1.1" in in_chunks[1]


@pytest.mark.parametrize("size", [1_200_000, MAX_BYTES - 1])
def test_limit_of_the_view_holds_for_chunks_too(served: Site, size: int) -> None:
    status, text = send(served, "/api/v1/fehleranalyse", chunks_of(b"x" * size))

    assert status == 413
    assert b"larger than 1 MB" in text


@pytest.mark.parametrize("path", ["/", "/api/v1/fehleranalyse", "/fehleranalyse/", "/admin/login/"])
def test_no_more_is_read_than_the_site_takes(served: Site, path: str) -> None:
    try:
        status, _ = send(served, path, chunks_of(b"x" * (BODY_BYTES + 200_000)))
    except OSError:  # the server has closed the connection while we were still sending
        return

    assert status == 413


@pytest.mark.parametrize(
    "body",
    [
        b"1000000000000000A\r\nabc", b"f" * 1_500 + b"\r\nabc", b"1" * 2_000, b"5;" + b"x" * 2_000,
        b"0\r\nX: " + b"x" * 70_000,
    ],
)  # fmt: skip
def test_chunk_that_never_ends_is_refused_at_once(gunicorn_alone: Site, body: bytes) -> None:
    """A thread that waited for its end would be missing for everybody else's forms."""
    head = b"POST /feedback/ HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n"
    with socket.create_connection(("127.0.0.1", gunicorn_alone.port), timeout=5) as sender:
        sender.sendall(head + body)

        assert sender.recv(1000).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize("path", ["/autodiscover/autodiscover.xml", "/apple.mobileconfig", "/"])
def test_announced_body_that_is_too_large_is_refused_unseen(
    gunicorn_alone: Site, path: str
) -> None:
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 200000000\r\n\r\n<x>"
    with socket.create_connection(("127.0.0.1", gunicorn_alone.port), timeout=5) as sender:
        sender.sendall(head.encode())

        assert sender.recv(1000).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize("size", [50, 300])
def test_many_small_chunks_cost_little(gunicorn_alone: Site, size: int) -> None:
    """gunicorn's parser copies what it holds at each chunk: it must never hold all of a body."""
    (worker,) = gunicorn_alone.workers
    before = cpu_seconds(worker)

    status, _ = send(gunicorn_alone, "/feedback/", iter([b"x" * size] * 18_000))

    assert status == 400
    assert cpu_seconds(worker) - before < 3


def cpu_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_server_takes_a_little_more_than_the_site() -> None:
    assert MAX_BYTES < BODY_BYTES < 1.5 * MAX_BYTES


def test_body_that_was_cut_off_is_refused() -> None:
    begun: list[Any] = []
    environ = {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": "10", "wsgi.input": BytesIO(b"short"),
               "wsgi.url_scheme": "http"}  # fmt: skip

    list(WholeBodies(lambda environ, start: [b"no"])(environ, lambda *said: begun.extend(said)))

    assert begun[0] == "400 Bad Request"


def test_endless_body_is_read_to_the_limit_only() -> None:
    class Endless:
        taken = 0

        def read(self, size: int) -> bytes:
            piece = b"x" * min(size, 65_536)
            self.taken += len(piece)
            assert self.taken <= MAX_BYTES + 1
            return piece

    begun: list[Any] = []
    environ = {"REQUEST_METHOD": "POST", "wsgi.input": Endless(), "wsgi.input_terminated": True,
               "wsgi.url_scheme": "http"}  # fmt: skip

    list(WholeBodies(lambda environ, start: [b"no"])(environ, lambda *said: begun.extend(said)))

    assert begun[0] == "413 Content Too Large"


class SlowSenders:
    """Connections that send a byte now and then, and never come to an end."""

    def __init__(self, site: Site, begun: bytes, number: int) -> None:
        self.sockets = [socket.create_connection(("127.0.0.1", site.port)) for _ in range(number)]
        self.begun = begun

    def __enter__(self) -> "SlowSenders":
        for one in self.sockets:
            one.sendall(self.begun)
        return self

    def __exit__(self, *error: object) -> None:
        for one in self.sockets:
            one.close()

    def send_a_byte(self) -> None:
        for one in self.sockets:
            one.sendall(b"x")


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET / HTTP/1.1\r\nX-Slow: ",
        b"POST /fehleranalyse/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9000\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n9000\r\n",
    ],
)
def test_slow_senders_hold_up_nobody(gunicorn_alone: Site, begun: bytes) -> None:
    with SlowSenders(gunicorn_alone, begun, SLOW) as senders:
        for number in range(5):
            senders.send_a_byte()
            for path in ("/", f"/suche/?q=Postfach+{number}", "/gibt-es-nicht/"):
                started = time.monotonic()
                connection = http.client.HTTPConnection("127.0.0.1", gunicorn_alone.port, timeout=5)
                connection.request("GET", path)
                status = connection.getresponse().status
                connection.close()
                assert status in (200, 404)
                assert time.monotonic() - started < 2


@pytest.fixture(scope="module")
def gunicorn_alone(
    fill: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    folder = fill(tmp_path_factory.mktemp("slow"))
    with Site(folder, environment={"RATE_LIMITS": "0", "WORKERS": "1"}) as site:
        yield site


def assert_is_served(site: Site, within: float = 2) -> None:
    for path in ("/", "/suche/?q=Postfach+voll", "/gibt-es-nicht/"):
        started = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=5)
        connection.request("GET", path, headers={"Connection": "close"})
        assert connection.getresponse().status in (200, 404)
        connection.close()
        assert time.monotonic() - started < within


def opened(site: Site, request: bytes) -> socket.socket:
    """A connection with a small window on which a request was sent, and nothing is read."""
    sender = socket.socket()
    sender.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    sender.connect(("127.0.0.1", site.port))
    sender.sendall(request)
    return sender


def test_readers_who_take_nothing_hold_up_nobody(gunicorn_alone: Site) -> None:
    request = b"GET /fehlercodes/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 90
    readers = [opened(gunicorn_alone, request) for _ in range(40)]
    try:
        time.sleep(1)
        for _ in range(3):
            assert_is_served(gunicorn_alone)
    finally:
        for reader in readers:
            reader.close()


def test_readers_who_do_not_close_hold_up_nobody(gunicorn_alone: Site) -> None:
    """Whoever asked for the end of the connection is waited for, but not by all others."""
    request = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    readers = [opened(gunicorn_alone, request) for _ in range(20)]
    try:
        assert_is_served(gunicorn_alone)
    finally:
        for reader in readers:
            reader.close()


def test_slow_reader_gets_all_of_it(gunicorn_alone: Site) -> None:
    """Also behind it: the next answer on the same connection, and the end of it."""
    request = b"GET /fehlercodes/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    last = request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    whole = b""
    with opened(gunicorn_alone, request * 89 + last) as reader:
        time.sleep(1)
        reader.settimeout(10)
        while more := reader.recv(65_536):
            whole += more

    lengths = [int(found) for found in re.findall(rb"Content-Length: (\d+)", whole)]
    assert len(lengths) == 90
    assert len(whole) - sum(lengths) < 90 * 2_000  # the heads


def test_who_takes_too_long_is_let_go(gunicorn_alone: Site) -> None:
    (worker,) = gunicorn_alone.workers
    folder = Path(f"/proc/{worker}/fd")
    request = b"GET /fehlercodes/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 90
    before = len(list(folder.iterdir()))
    readers = [opened(gunicorn_alone, request) for _ in range(10)]
    deadline = time.monotonic() + 60
    while len(list(folder.iterdir())) > before + 3:
        assert time.monotonic() < deadline
        time.sleep(0.5)
    for reader in readers:
        reader.close()


def test_slow_head_is_cut_off_after_its_time(gunicorn_alone: Site) -> None:
    with socket.create_connection(("127.0.0.1", gunicorn_alone.port), timeout=20) as sender:
        sender.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
        started = time.monotonic()

        answer = sender.recv(1000)

    assert answer.startswith(b"HTTP/1.1 408")
    assert 8 < time.monotonic() - started < 15


def test_several_requests_on_one_connection_and_at_once(gunicorn_alone: Site) -> None:
    request = b"GET /gesund/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    post = (b"POST /feedback/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\n\r\na=b")  # fmt: skip
    with socket.create_connection(("127.0.0.1", gunicorn_alone.port), timeout=10) as reader:
        reader.sendall(request + post + request)
        reader.sendall(request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
        answers = b""
        while more := reader.recv(65_536):
            answers += more

    assert answers.count(b"HTTP/1.1 200 OK") == 3
    assert answers.count(b"HTTP/1.1 400") == 1


def test_sender_who_waits_for_leave_gets_it(gunicorn_alone: Site) -> None:
    head = (b"POST /api/v1/fehleranalyse HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: 100-continue\r\n"
            b"Content-Type: text/plain\r\nContent-Length: %d\r\n\r\n")  # fmt: skip
    with socket.create_connection(("127.0.0.1", gunicorn_alone.port), timeout=10) as sender:
        sender.sendall(head % len(MESSAGE))
        leave = sender.recv(1000)
        sender.sendall(MESSAGE)
        answer = sender.recv(1000)

    assert leave == b"HTTP/1.1 100 Continue\r\n\r\n"
    assert answer.startswith(b"HTTP/1.1 200 OK")


def test_unfinished_requests_leave_nothing_open(gunicorn_alone: Site) -> None:
    (worker,) = gunicorn_alone.workers
    before = len(list(Path(f"/proc/{worker}/fd").iterdir()))
    for begun in (b"", b"GET /", b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nab"):
        for _ in range(20):
            with socket.create_connection(("127.0.0.1", gunicorn_alone.port)) as sender:
                sender.sendall(begun)
    deadline = time.monotonic() + 10
    while len(list(Path(f"/proc/{worker}/fd").iterdir())) > before + 3:
        assert time.monotonic() < deadline
        time.sleep(0.1)
