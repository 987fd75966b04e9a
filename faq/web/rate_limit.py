"""How often one reader may ask for what costs us something: fixed windows, counted in the cache.

The table names views; a view needs to know nothing of it. When the counters cannot be reached
everybody is let in: a help site that is down with its counter store protects nobody.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import Any, Final

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

logger = logging.getLogger(__name__)

WRITING: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})
ALL: Final = WRITING | {"GET", "HEAD"}


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `times` requests with one of `methods` in `seconds`, per reader."""

    times: int
    seconds: int
    methods: frozenset[str] = WRITING


# View name, or its beginning up to a star -> limit.
LIMITS: Final = {
    # Who guesses is stopped by django-axes and the device itself, for one name; these limits only
    # bound the work, and must not lock out an office that shares one address.
    "admin:login": Limit(60, 60),
    "admin:second-factor": Limit(60, 60),
    "faq:api-*": Limit(60, 60, ALL),
    "faq:bounce": Limit(20, 60),
    "faq:feedback": Limit(6, 60),
    "faq:search": Limit(120, 60, ALL),
    "faq:suggest": Limit(240, 60, ALL),
}


class RateLimit:
    """Middleware that answers 429 with `Retry-After` to who asks too often."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        limit = limit_of(name)
        if limit is None or request.method not in limit.methods or not settings.RATE_LIMITS:
            return None
        window = int(time.time()) // limit.seconds
        if count(f"limit:{name}:{window}:{reader(request)}", limit.seconds) <= limit.times:
            return None
        return refusal(request, name, (window + 1) * limit.seconds - int(time.time()))


def limit_of(view_name: str) -> Limit | None:
    for pattern, limit in LIMITS.items():
        if view_name == pattern or (pattern.endswith("*") and view_name.startswith(pattern[:-1])):
            return limit
    return None


def reader(request: HttpRequest) -> str:
    """Who counts as one reader: an IPv4 address, or the /64 network of an IPv6 address."""
    text: str = request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(text)
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        return str(int(address) >> 64)
    return text


def count(key: str, seconds: int) -> int:
    """How often this key was counted in its window, this time included; 0 without a store."""
    try:
        cache.add(key, 0, timeout=seconds + 1)
        return int(cache.incr(key))
    except (OSError, ValueError) as error:  # redis' errors are OSErrors; the key may just be gone
        logger.warning("rate limit not counted", extra={"reason": type(error).__name__})
        return 0


def locked_out(request: HttpRequest, *details: Any, **more: Any) -> HttpResponse:
    """The answer to a log-in whose name is locked for this address (called by django-axes)."""
    return refusal(request, "admin:login", int(settings.AXES_COOLOFF_TIME.total_seconds()))


def refusal(request: HttpRequest, view_name: str, seconds: int) -> HttpResponse:
    """The answer to one request too many, as a page or for a machine."""
    wait = max(seconds, 1)
    response: HttpResponse
    if view_name.startswith("faq:api-"):
        problem = {"title": "Too many requests.", "status": 429, "retry_after": wait}
        response = JsonResponse(problem, status=429, content_type="application/problem+json")
        response.headers["Access-Control-Allow-Origin"] = "*"
    else:
        response = render(request, "429.html", {"seconds": wait, "minutes": wait // 60}, status=429)
    response.headers["Retry-After"] = str(wait)
    response.headers["Cache-Control"] = "no-store"
    return response
