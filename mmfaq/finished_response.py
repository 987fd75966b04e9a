"""How gunicorn writes a finished page: headers checked when it was made, all of it in one piece.

gunicorn checks every header of every answer and sends head and body apart. For a page that is sent
a thousand times the first is waste, and the second costs a system call and wakes the reader twice.
`gunicorn.http.wsgi.create` takes the class by its name in that module, so `mmfaq.server` puts this
one there. Whatever is not a finished page is written as ever.
"""

from typing import Any

from gunicorn.http.wsgi import Response  # type: ignore[import-untyped]

from faq.web.pagecache import FinishedHeaders


class FinishedResponse(Response):  # type: ignore[misc]
    """gunicorn's response, byte for byte, with less work where the headers are finished ones."""

    _finished: FinishedHeaders | None = None

    def process_headers(self, headers: Any) -> None:
        if not isinstance(headers, FinishedHeaders):
            super().process_headers(headers)
            return
        self._finished = headers
        self.headers = headers
        self.response_length = headers.content_length

    def send_headers(self) -> None:
        if self._finished is None:
            super().send_headers()
        elif not self.headers_sent:
            self._send(self._finished, b"")

    def write(self, body: bytes) -> None:
        if self._finished is None or self.headers_sent or self._omits_body:
            super().write(body)
        else:
            self._send(self._finished, body)

    def _send(self, finished: FinishedHeaders, body: bytes) -> None:
        head = "".join(self.default_headers()).encode("latin-1")
        self.sock.sendall(b"%b%b\r\n%b" % (head, finished.lines, body))
        self.headers_sent = True
        self.sent = len(body)
