"""Where a request ends, read byte by byte or at once; what is too slow or too large."""

import pytest

from mmfaq.arriving import BODY_BYTES, HEAD_BYTES, Arriving

HEAD = b"POST /fehleranalyse/ HTTP/1.1\r\nHost: a.example\r\n"
WITHOUT_BODY = b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n"
WITH_LENGTH = HEAD + b"Content-Length: 5\r\n\r\nHallo"
IN_CHUNKS = HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nHal\r\n2;x=y\r\nlo\r\n0\r\n\r\n"
WITH_TRAILER = HEAD + b"transfer-encoding:chunked\r\n\r\nA\r\n0\r\n\r\n56789\r\n0\r\nX: y\r\n\r\n"
REQUESTS = [WITHOUT_BODY, WITH_LENGTH, IN_CHUNKS, WITH_TRAILER]


@pytest.mark.parametrize("request_", REQUESTS)
@pytest.mark.parametrize("step", [1, 2, 7, 10_000])
def test_request_is_whole_with_its_last_byte(request_: bytes, step: int) -> None:
    arriving = Arriving()
    for start in range(0, len(request_) - 1, step):
        arriving.add(request_[:-1][start : start + step])
        assert not arriving.is_whole
        assert not arriving.is_too_large

    arriving.add(request_[-1:])

    assert arriving.is_whole
    assert bytes(arriving.data) == request_
    assert arriving.has_body is (request_ != WITHOUT_BODY)


def test_first_bytes_of_the_next_request_stay() -> None:
    arriving = Arriving()
    arriving.add(WITH_LENGTH + b"GET /")

    assert arriving.is_whole
    assert arriving.data.endswith(b"GET /")


@pytest.mark.parametrize(
    "request_",
    [
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n",
        HEAD + b"Transfer-Encoding: identity\r\n\r\n",
        HEAD + b"Transfer-Encoding: gzip\r\nContent-Length: 5\r\n\r\n",
        HEAD + b"Content-Length: -5\r\n\r\n",
        HEAD + b"Content-Length: 5x\r\n\r\n",
        b"\r\n\r\n",
    ],
)
def test_malformed_request_goes_on_to_the_parser_that_refuses_it(request_: bytes) -> None:
    arriving = Arriving()
    arriving.add(request_)

    assert arriving.is_whole


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /" + b"x" * HEAD_BYTES,
        HEAD + f"Content-Length: {BODY_BYTES + 1}\r\n\r\n".encode(),
        HEAD + b"Content-Length: 99999999999999999\r\n\r\n",
        HEAD + f"Transfer-Encoding: chunked\r\n\r\n{BODY_BYTES:x}\r\n".encode(),
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nfffffffffffff\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n1000000000000000A\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"1" * 2_000,
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n5;" + b"x" * 2_000,
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\nX: " + b"x" * HEAD_BYTES,
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 2_000 + b";x=y\r\n",
    ],
)
def test_request_that_is_too_large_is_known_before_it_has_come(request_: bytes) -> None:
    arriving = Arriving()
    arriving.add(request_)

    assert arriving.is_too_large
    assert len(arriving.data) == len(request_)


def test_many_small_chunks_are_too_large_together() -> None:
    arriving = Arriving()
    arriving.add(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"

    sent = 0
    while not arriving.is_too_large:
        arriving.add(chunk)
        sent += 1

    assert sent <= BODY_BYTES // 0x10000


def test_endless_tiny_chunks_are_too_large() -> None:
    arriving = Arriving()

    arriving.add(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\nx\r\n" * 30_000)

    assert arriving.is_too_large


def test_who_waits_for_leave_gets_it_once() -> None:
    arriving = Arriving()
    arriving.add(HEAD + b"Expect: 100-Continue\r\nContent-Length: 5\r\n\r\n")
    assert arriving.expects_continue

    arriving.add(b"Hallo")

    assert arriving.is_whole
    assert b"xpect" not in arriving.data


@pytest.mark.parametrize(
    ("sent", "seconds", "is_overdue"),
    [
        (b"", 9, False),
        (b"GET", 11, True),
        (HEAD + b"Content-Length: 9000\r\n\r\nxx", 19, False),
        (HEAD + b"Content-Length: 9000\r\n\r\nxx", 21, True),
        (HEAD + b"Content-Length: 5000000\r\n\r\n" + b"x" * 1_000_000, 60, False),
        (HEAD + b"Content-Length: 5000000\r\n\r\n" + b"x" * 1_000_000, 90, True),
    ],
)
def test_time_grows_with_what_has_come(sent: bytes, seconds: int, *, is_overdue: bool) -> None:
    arriving = Arriving(since=100.0)
    arriving.add(sent)

    assert arriving.is_overdue(100.0 + seconds) is is_overdue
