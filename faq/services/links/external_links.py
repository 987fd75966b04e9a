"""Asking other sites whether a page is still there: HEAD, then GET, never two at once.

Only sites on the open net are asked, also behind a redirect: a link must not make this machine
knock on the doors of its own network.
"""

import time
from http import HTTPStatus
from http.client import HTTPConnection, HTTPResponse
from socket import socket
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import FTPHandler, HTTPHandler, HTTPSHandler, Request, build_opener

from django.conf import settings

from faq.mailcheck.network import Deadline, open_socket
from faq.mailcheck.result import CheckFailed

TIMEOUT_SECONDS = 10
PAUSE_SECONDS = 1.0  # between two requests to the same host
_HEADERS = {"User-Agent": "help site link check"}
# Answers of servers that only dislike HEAD, or robots.
_ASK_AGAIN = {HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED}

_last_asked: dict[str, float] = {}


def problem_with(address: str) -> str:
    """Say what is wrong with a page of another site; empty if it answers."""
    problem = _ask(address, "HEAD")
    return (
        _ask(address, "GET") if problem in {str(int(status)) for status in _ASK_AGAIN} else problem
    )


def _connect(address: tuple[str, int], *_: object) -> socket:
    """What `http.client` asks for a connection, with the rule which addresses it may have."""
    try:
        return open_socket(*address, Deadline(TIMEOUT_SECONDS), private=settings.PRIVATE_NETWORKS)
    except CheckFailed as failure:
        raise OSError(failure.detail or failure.fault.value) from failure


class _PublicHttp(HTTPHandler):
    def do_open(self, http_class: Any, req: Request, **options: Any) -> HTTPResponse:
        """Open with connections that are made by `_connect`."""

        def made(*words: Any, **further: Any) -> HTTPConnection:
            connection: HTTPConnection = http_class(*words, **further)
            connection._create_connection = _connect  # type: ignore[attr-defined]
            return connection

        return super().do_open(made, req, **options)


class _PublicHttps(_PublicHttp, HTTPSHandler):
    pass


class _NoFtp(FTPHandler):
    def ftp_open(self, req: Request) -> Any:
        """Redirects may lead to FTP, whose connections would be made past `_connect`."""
        raise URLError("leads out of the web")


_OPENER: Final = build_opener(_PublicHttp, _PublicHttps, _NoFtp)


def _ask(address: str, method: str) -> str:
    host = urlsplit(address).netloc
    wait = _last_asked.get(host, -PAUSE_SECONDS) + PAUSE_SECONDS - time.monotonic()
    time.sleep(max(wait, 0))
    request = Request(address, method=method, headers=_HEADERS)  # noqa: S310  (http and https only)
    try:
        with _OPENER.open(request, timeout=TIMEOUT_SECONDS):
            return ""
    except HTTPError as error:
        return str(error.code)
    except (URLError, OSError, ValueError) as error:
        return str(getattr(error, "reason", error))
    finally:
        _last_asked[host] = time.monotonic()
