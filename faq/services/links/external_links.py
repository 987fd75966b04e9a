"""Asking other sites whether a page is still there: HEAD, then GET, never two at once."""

import time
from http import HTTPStatus
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

TIMEOUT_SECONDS = 10
PAUSE_SECONDS = 1.0  # between two requests to the same host
_HEADERS = {"User-Agent": "MMcom-Hilfe link check"}
# Answers of servers that only dislike HEAD, or robots.
_ASK_AGAIN = {HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED}

_last_asked: dict[str, float] = {}


def problem_with(address: str) -> str:
    """Say what is wrong with a page of another site; empty if it answers."""
    problem = _ask(address, "HEAD")
    return (
        _ask(address, "GET") if problem in {str(int(status)) for status in _ASK_AGAIN} else problem
    )


def _ask(address: str, method: str) -> str:
    host = urlsplit(address).netloc
    wait = _last_asked.get(host, -PAUSE_SECONDS) + PAUSE_SECONDS - time.monotonic()
    time.sleep(max(wait, 0))
    request = Request(address, method=method, headers=_HEADERS)  # noqa: S310  (http and https only)
    try:
        with urlopen(request, timeout=TIMEOUT_SECONDS):  # noqa: S310
            return ""
    except HTTPError as error:
        return str(error.code)
    except (URLError, OSError, ValueError) as error:
        return str(getattr(error, "reason", error))
    finally:
        _last_asked[host] = time.monotonic()
