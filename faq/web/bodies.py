"""Bodies are read whole, whether they say their length or come in chunks, up to one size.

Django reads as many bytes as `CONTENT_LENGTH` says, so a body in chunks would be empty to it. A
WSGI layer in front of everything that renders: nobody has a turn to compute while a body arrives.
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any, Final

from django.conf import settings

from faq.web.policy import WRITING
from faq.web.security import protection

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

MAX_BYTES: Final = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
TOO_LARGE: Final = b"Das ist mehr, als hier angenommen wird (6 MB).\n"
CUT_OFF: Final = "Die Anfrage kam nicht vollständig an.\n".encode()


class WholeBodies:
    """Gives the application a body in memory with its length."""

    def __init__(self, application: Application) -> None:
        self._application = application

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in WRITING:
            return self._application(environ, start_response)
        length = said_length(environ)
        if length is not None and length > MAX_BYTES:
            return refusal("413 Content Too Large", TOO_LARGE, environ, start_response)
        body = read(environ, length)
        if len(body) > MAX_BYTES:
            return refusal("413 Content Too Large", TOO_LARGE, environ, start_response)
        if length is not None and len(body) < length:
            return refusal("400 Bad Request", CUT_OFF, environ, start_response)
        whole = {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        return self._application(environ | whole, start_response)


def said_length(environ: Environ) -> int | None:
    """The length that the request names; None where it names none."""
    text = environ.get("CONTENT_LENGTH") or ""
    return int(text) if text.isascii() and text.isdecimal() else None


def read(environ: Environ, length: int | None) -> bytes:
    """The body, or one byte too many of it; empty where no end of it could be seen."""
    if length is None and not environ.get("wsgi.input_terminated"):
        return b""
    wanted = MAX_BYTES + 1 if length is None else length
    chunks = []
    while wanted > 0 and (chunk := environ["wsgi.input"].read(wanted)):
        chunks.append(chunk)
        wanted -= len(chunk)
    return b"".join(chunks)


def refusal(
    status: str, text: bytes, environ: Environ, start_response: Callable[..., Any]
) -> Iterable[bytes]:
    headers = {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": str(len(text)),
        "Cache-Control": "no-store",
        **protection(is_secure=environ["wsgi.url_scheme"] == "https"),
    }
    start_response(status, list(headers.items()))
    return [text]
