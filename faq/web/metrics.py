"""What is counted for `/metrics`, over all processes of the server (prometheus-client).

`mmfaq.server` names the folder in which the processes share their numbers; without it (granian, a
single process) each counts for itself. Nothing that readers send becomes a label.
"""

import os
import time
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from prometheus_client import (
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)

KINDS: Final = ("hit", "copy", "rendered", "stale", "unavailable", "passed")
SHARED_FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"

_answers = Counter("mmfaq_answers", "Answers by the way they came about", ["kind"])
_seconds = Histogram(
    "mmfaq_view_seconds",
    "Seconds that Django took for an answer, by view",
    ["view", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
ANSWERS: Final = {kind: _answers.labels(kind) for kind in KINDS}


def exposition() -> bytes:
    """All numbers in the text format of Prometheus."""
    if SHARED_FOLDER not in os.environ:
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)


class ViewSeconds:
    """Middleware that measures each view; pages from the cache never come here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = self._get_response(request)
        view = request.resolver_match.view_name if request.resolver_match else ""
        status = f"{response.status_code // 100}xx"
        _seconds.labels(view, status).observe(time.perf_counter() - started)
        return response
