"""A gunicorn worker whose threads see a request when all of it has come, and wait for no reader.

gunicorn's threads read heads and bodies themselves, and wait for who sends or takes slowly: twenty
such connections stop a site. Here the loop that waits for connections reads them as well, with a
limit of time and of size, and hands a thread what needs no more waiting. Requests with a body have
threads of their own, so that a page never waits behind them. What a reader does not take at once
waits in memory, and the loop goes on sending it.
"""

import struct
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import BytesIO
from selectors import EVENT_READ, EVENT_WRITE
from socket import SHUT_WR, SO_RCVTIMEO, SO_SNDTIMEO, SOL_SOCKET
from typing import Any, Final

from gunicorn import http  # type: ignore[import-untyped]
from gunicorn.http.unreader import SocketUnreader  # type: ignore[import-untyped]
from gunicorn.workers.gthread import TConn, ThreadWorker  # type: ignore[import-untyped]

from mmfaq.arriving import BODY_SECONDS, BYTES_PER_SECOND, Arriving
from mmfaq.leaving import Leaving

BYTES_AT_ONCE: Final = 64 * 1024
HELD_BYTES: Final = 64 * 1024 * 1024  # of unfinished requests and answers, in one worker
SECONDS_TO_CLOSE: Final = 2.0  # for the reader to close his side (RFC 9112, 9.6)
SECONDS_BETWEEN_CHECKS: Final = 1.0
# Should our idea of a request's end differ from gunicorn's, a thread waits no longer than this;
# nor for a reader who does not take his answer.
SECONDS_OF_A_THREAD: Final = struct.pack("ll", 20, 0)
CONTINUE: Final = b"HTTP/1.1 100 Continue\r\n\r\n"
TOO_LARGE, TOO_SLOW, TOO_MUCH = "413 Content Too Large", "408 Request Timeout", "503 Busy"


class FromMemory(SocketUnreader):  # type: ignore[misc]
    """Hands gunicorn's parser what has come in pieces as small as it reads from a socket.

    At each chunk of a body the parser copies all it holds: that must never be all of the body.
    """

    def __init__(self, sock: Any) -> None:
        super().__init__(sock)
        self.come = BytesIO()

    def chunk(self, size_hint: int | None = None) -> bytes:
        return self.come.read(max(self.mxchunk, size_hint or 0)) or bytes(super().chunk(size_hint))

    def take_buffered(self) -> bytes:
        """All that was not read yet: the beginning of the next request."""
        return bytes(super().take_buffered()) + self.come.read()


class WholeRequests(ThreadWorker):  # type: ignore[misc]
    """gunicorn's threaded worker with the reading taken out of its threads."""

    def init_process(self) -> None:
        self.arriving: dict[TConn, Arriving] = {}
        self.waiting: set[TConn] = set()
        self.leaving: dict[TConn, float] = {}  # until when the rest of an answer may take
        self.closing: dict[TConn, float] = {}
        self.held = 0
        self.checked_at = 0.0
        self.body_threads = ThreadPoolExecutor(max(1, self.cfg.threads // 2))
        super().init_process()

    def enqueue_req(self, conn: TConn) -> None:
        """Begin to read a request: on a new connection, or the next one on a kept one."""
        arriving = self.arriving[conn] = Arriving()
        if not isinstance(conn.sock, Leaving):
            conn.sock = Leaving(conn.sock)
        conn.sock.setblocking(False)
        if conn.parser and (ahead := conn.parser.unreader.take_buffered()):
            self.take(conn, arriving, ahead)
        else:
            self.on_more(conn, conn.sock)
        if conn in self.arriving:  # most have come whole, and need no waiting for
            self.poller.register(conn.sock, EVENT_READ, partial(self.on_more, conn))
            self.waiting.add(conn)

    def on_more(self, conn: TConn, _socket: Any) -> None:
        """Read what has come, once; the loop comes back while there is more."""
        arriving = self.arriving[conn]
        try:
            data = conn.sock.recv(BYTES_AT_ONCE)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            data = b""
        if data:
            self.take(conn, arriving, data)
        else:
            self.drop(conn)

    def take(self, conn: TConn, arriving: Arriving, data: bytes) -> None:
        before = len(arriving.data)
        arriving.add(data)
        self.held += len(arriving.data) - before
        if arriving.is_too_large:
            self.drop(conn, TOO_LARGE)
        elif arriving.is_whole:
            self.hand_on(conn, arriving)
        elif self.held > HELD_BYTES and arriving.has_body:
            self.drop(conn, TOO_MUCH)
        elif arriving.expects_continue:
            arriving.expects_continue = False
            self.say(conn, CONTINUE)

    def hand_on(self, conn: TConn, arriving: Arriving) -> None:
        """Give the request to a thread, with gunicorn's parser as if it came from the socket."""
        self.forget(conn)
        if conn.parser is None:
            for option in (SO_RCVTIMEO, SO_SNDTIMEO):
                conn.sock.setsockopt(SOL_SOCKET, option, SECONDS_OF_A_THREAD)
            conn.parser = http.get_parser(self.cfg, conn.sock, conn.client)
            conn.parser.unreader = FromMemory(conn.sock)
        conn.parser.unreader.come = BytesIO(arriving.data)
        conn.data_ready = True
        threads = self.body_threads if arriving.has_body else self.tpool
        threads.submit(self.handle, conn).add_done_callback(
            lambda done: self.method_queue.defer(self.finish_request, conn, done)
        )

    def finish_request(self, conn: TConn, done: Any) -> None:
        """Send the rest, then go on with the next request or close."""
        size = len(conn.sock.left)
        if size and self.held + size <= HELD_BYTES:
            self.held += size
            self.leaving[conn] = time.monotonic() + BODY_SECONDS + size / BYTES_PER_SECOND
            conn.sock.setblocking(False)
            self.poller.register(conn.sock, EVENT_WRITE, partial(self.on_room, conn, done))
        elif not size and not done.cancelled() and not done.exception() and done.result():
            # gunicorn looks at `buf` for what has already come of the next request.
            conn.parser.unreader.unread(conn.parser.unreader.take_buffered())
            super().finish_request(conn, done)
        else:
            self.half_close(conn)

    def on_room(self, conn: TConn, done: Any, _socket: Any) -> None:
        """Send as much of an answer as its reader takes now."""
        before = len(conn.sock.left)
        try:
            conn.sock.send_on()
        except OSError:
            self.close_left(conn)
            return
        self.held -= before - len(conn.sock.left)
        if not conn.sock.left:
            del self.leaving[conn]
            self.poller.unregister(conn.sock)
            self.finish_request(conn, done)

    def close_left(self, conn: TConn) -> None:
        """Let go of a reader and of the rest of his answer."""
        self.held -= len(conn.sock.left)
        del self.leaving[conn]
        self.poller.unregister(conn.sock)
        self.close(conn)

    def half_close(self, conn: TConn) -> None:
        """Say that nothing more comes, and wait a moment for the reader to close; gunicorn would
        wait for him in the loop, and all others with it.
        """
        try:
            conn.sock.shutdown(SHUT_WR)
        except OSError:
            self.close(conn)
            return
        conn.sock.setblocking(False)
        self.closing[conn] = time.monotonic() + SECONDS_TO_CLOSE
        self.poller.register(conn.sock, EVENT_READ, partial(self.on_last, conn))

    def on_last(self, conn: TConn, _socket: Any) -> None:
        """Drop what comes after the last answer, until the reader closes."""
        try:
            is_open = bool(conn.sock.recv(BYTES_AT_ONCE))
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            is_open = False
        if not is_open:
            self.close_closing(conn)

    def close_closing(self, conn: TConn) -> None:
        del self.closing[conn]
        self.poller.unregister(conn.sock)
        self.close(conn)

    def close(self, conn: TConn) -> None:
        self.nr_conns -= 1
        conn.close()

    def murder_pending(self) -> None:
        """Let go who sends too slowly; gunicorn's loop comes by here at least once a second."""
        now = time.monotonic()
        if now - self.checked_at < SECONDS_BETWEEN_CHECKS:
            return
        self.checked_at = now
        for conn, one in [*self.arriving.items()]:
            if one.is_overdue(now) or not (self.alive or one.data):
                self.drop(conn, TOO_SLOW)
        for conn in [conn for conn, until in self.leaving.items() if now > until]:
            self.close_left(conn)
        for conn in [conn for conn, until in self.closing.items() if now > until]:
            self.close_closing(conn)

    def drop(self, conn: TConn, status: str = "") -> None:
        """Close the connection, with a last word for who has begun a request."""
        if status and self.arriving[conn].data:
            self.say(conn, f"HTTP/1.1 {status}\r\nConnection: close\r\n\r\n".encode())
        self.forget(conn)
        self.close(conn)

    def forget(self, conn: TConn) -> None:
        self.held -= len(self.arriving.pop(conn).data)
        if conn in self.waiting:
            self.waiting.remove(conn)
            self.poller.unregister(conn.sock)

    def say(self, conn: TConn, text: bytes) -> None:
        """Send a few bytes, or not: nobody waits here for a reader."""
        try:
            conn.sock.send(text)
        except OSError:
            self.log.debug("could not send %s", text)
