"""A request while it arrives: has all of it come, does it come too slowly, does it grow too large?

Only as much of HTTP/1.1 (RFC 9112, 6 and 7) as tells where a request ends. What is malformed counts
as whole: the server's own parser refuses it. Knows no server and no socket.
"""

import re
import time
from dataclasses import dataclass, field
from typing import Final

HEAD_BYTES: Final = 64 * 1024
BODY_BYTES: Final = 7 * 1024 * 1024  # what faq.web.bodies takes, and the sizes of its chunks
# A reader on a train gets by with this, somebody who sends a byte every two seconds does not.
HEAD_SECONDS: Final = 10.0
BODY_SECONDS: Final = 20.0
BYTES_PER_SECOND: Final = 16 * 1024

END_OF_HEAD: Final = b"\r\n\r\n"
LENGTH: Final = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,18})[ \t]*(?=\r\n)", re.IGNORECASE)
CODED: Final = re.compile(rb"\r\ntransfer-encoding:([^\r\n]*)", re.IGNORECASE)
EXPECTS: Final = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*(?=\r\n)", re.IGNORECASE)
CHUNK_SIZE: Final = re.compile(rb"([0-9a-fA-F]+)[ \t]*(?:;[^\r\n]*)?\r\n")
LONGEST_SIZE_LINE: Final = 1024
MOST_CHUNKS: Final = 20_000  # each costs the parser some microseconds, whatever is in it


@dataclass(slots=True)
class Arriving:
    """The bytes of one request so far, and perhaps the first ones of the next."""

    data: bytearray = field(default_factory=bytearray)
    since: float = field(default_factory=time.monotonic)
    is_whole: bool = False
    is_too_large: bool = False
    has_body: bool = False
    expects_continue: bool = False
    _body_at: int = 0  # where the body begins, once the head is there
    _end: int = 0  # where the request ends, or the next size of a chunk stands
    _is_chunked: bool = False
    _chunks: int = 0

    def add(self, data: bytes) -> None:
        """Take in what has come."""
        searched = max(0, len(self.data) - len(END_OF_HEAD))
        self.data += data
        if not self._body_at:
            self._read_head(searched)
        if not self._body_at:
            self.is_too_large = len(self.data) > HEAD_BYTES
        elif self._is_chunked:
            self._read_chunks()
        else:
            self.is_too_large = self._end - self._body_at > BODY_BYTES
            self.is_whole = len(self.data) >= self._end

    def is_overdue(self, now: float) -> bool:
        """Whether it comes too slowly; `now` as of time.monotonic()."""
        if not self._body_at:
            return now - self.since > HEAD_SECONDS
        return now - self.since > BODY_SECONDS + len(self.data) / BYTES_PER_SECOND

    def _read_head(self, searched: int) -> None:
        at = self.data.find(END_OF_HEAD, searched)
        if at < 0:
            return
        self._body_at = self._end = at + len(END_OF_HEAD)
        head = bytes(self.data[: self._body_at - 2])
        if coded := CODED.search(head):
            # A body in another form has no end that could be told (RFC 9112, 6.3).
            self._is_chunked = self.has_body = b"chunked" in coded[1].lower()
        elif length := LENGTH.search(head):
            self._end += int(length[1])
            self.has_body = self._end > self._body_at
        if self.has_body and EXPECTS.search(head):
            self._answer_expectation(head)

    def _answer_expectation(self, head: bytes) -> None:
        """The sender waits for leave to go on; the server need not give it once more."""
        shorter = EXPECTS.sub(b"", head)
        self.data[: len(head)] = shorter
        cut = len(head) - len(shorter)
        self._body_at, self._end = self._body_at - cut, self._end - cut
        self.expects_continue = True

    def _read_chunks(self) -> None:
        """Go from one size to the next; `_end` stands at a size until the last one has come."""
        while self._end < len(self.data) and not self.is_too_large:
            line = CHUNK_SIZE.match(self.data, self._end)
            if line is None:
                rest = self.data[self._end :]
                self.is_whole = b"\r\n" in rest
                self.is_too_large = not self.is_whole and len(rest) > LONGEST_SIZE_LINE
                return
            size = int(line[1], 16)
            if size == 0:
                self.is_whole = self._has_trailers(line.end())
                self.is_too_large = not self.is_whole and len(self.data) - line.end() > HEAD_BYTES
                return
            self._end = line.end() + size + 2
            self._chunks += 1
            has_too_many = self._chunks > MOST_CHUNKS
            self.is_too_large = has_too_many or self._end - self._body_at > BODY_BYTES

    def _has_trailers(self, at: int) -> bool:
        return self.data.startswith(b"\r\n", at) or self.data.find(END_OF_HEAD, at) >= 0
