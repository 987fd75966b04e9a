"""Log lines as JSON with the id of their request, without anything a reader typed or is.

What readers send can sit in a path, in an exception's message or in a log call's arguments. So a
line of other code keeps only its fixed text; only our own code may add fields. Standard library
only: the server's own log uses this before Django is there.
"""

import json
import logging
import re
import time
import traceback
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(__name__)
request_id: ContextVar[str] = ContextVar("request_id", default="")

USUAL = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
OURS = ("faq.", "mmfaq.")


class JsonLine(logging.Formatter):
    """One record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        is_ours = record.name.startswith(OURS)
        line: dict[str, object] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage() if is_ours else str(record.msg),
        }
        if request_id.get():
            line["request"] = request_id.get()
        if is_ours:
            line |= {name: value for name, value in vars(record).items() if name not in USUAL}
        if record.exc_info and record.exc_info[1]:
            line |= without_message(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def without_message(error: BaseException) -> dict[str, object]:
    """An exception's class and where it came from; its message may quote what a reader typed."""
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "exception": type(error).__name__,
        "trace": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }


def without_content(event: dict[str, Any], hint: object) -> dict[str, Any]:
    """An error report for Sentry, less everything that can hold what a reader sent."""
    for part in ("request", "breadcrumbs", "user", "extra"):
        event.pop(part, None)
    for error in event.get("exception", {}).get("values", []):
        error["value"] = ""
    return event


class WithoutAddresses(logging.Filter):
    """Drops the server's lines about malformed requests: they name the reader's address."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not str(record.msg).startswith("Invalid request from")


def configuration(level: str) -> dict[str, Any]:
    """For logging.config: everything to standard error as JSON."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "faq.web.logs.JsonLine"}},
        "filters": {"without-addresses": {"()": "faq.web.logs.WithoutAddresses"}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "json",
                "filters": ["without-addresses"],
            }
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "axes": {"level": "ERROR"},
            "django": {"handlers": ["stderr"], "level": level, "propagate": False},
            # its lines, less what readers sent, say nothing that "answered" does not say
            "django.server": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
            "gunicorn.error": {"handlers": ["stderr"], "level": level, "propagate": False},
        },
    }


class RequestLog:
    """Middleware: gives a request its id and logs which view answered how, and how fast.

    Finished pages are answered before Django and not logged here; the proxy in front may.
    """

    def __init__(self, get_response: "Callable[[HttpRequest], HttpResponse]") -> None:
        self._get_response = get_response

    def __call__(self, request: "HttpRequest") -> "HttpResponse":
        given = request.headers.get("X-Request-ID", "")
        mark = request_id.set(given if GIVEN_ID.fullmatch(given) else uuid.uuid4().hex)
        started = time.perf_counter()
        try:
            response = self._get_response(request)
            response.headers["X-Request-ID"] = request_id.get()
            match = request.resolver_match
            logger.info(
                "answered",
                extra={
                    "method": request.method,
                    "view": match.view_name if match else "",
                    "status": response.status_code,
                    "ms": round(1000 * (time.perf_counter() - started), 1),
                },
            )
        finally:
            request_id.reset(mark)
        return response
