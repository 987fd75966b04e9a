"""How often one reader may ask for what costs us something: fixed windows, counted in the cache.

How often, a view says itself (`faq.web.policy`). When the counters cannot be reached
everybody is let in: a help site that is down with its counter store protects nobody.
"""

import logging
import time
from collections.abc import Callable
from ipaddress import IPv6Address
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from faq.web.policy import policy_of
from faq.web.proxies import address_of

logger = logging.getLogger(__name__)


class RateLimit:
    """Middleware that answers 429 with `Retry-After` to who asks too often."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        return refused(request)


def refused(request: HttpRequest) -> HttpResponse | None:
    """The answer to a request that is one too many for its view, or None: let it in."""
    match = request.resolver_match
    limit = policy_of(match.func).limit if match else None
    if match is None or limit is None or request.method not in limit.methods:
        return None
    if not settings.RATE_LIMITS:
        return None
    window = int(time.time()) // limit.seconds
    name = f"limit:{match.view_name}:{window}:{reader(request)}"
    if count(name, limit.seconds) <= limit.times:
        return None
    return refusal(request, (window + 1) * limit.seconds - int(time.time()))


def reader(request: HttpRequest) -> str:
    """Who counts as one reader: an IPv4 address, or the /64 network of an IPv6 address."""
    return reader_at(request.META.get("REMOTE_ADDR", ""))


def reader_at(written: str) -> str:
    """The same of an address as the server gives it."""
    return network_of(written) or "unknown"


def network(request: HttpRequest) -> str | None:
    """The same as an address, the first of the network; None where there is none (django-axes)."""
    return network_of(request.META.get("REMOTE_ADDR", ""))


def network_of(written: str) -> str | None:
    """The network of an address as the server gives it; None where it is none."""
    address = address_of(written)
    if isinstance(address, IPv6Address):
        return str(IPv6Address(int(address) >> 64 << 64))
    return str(address) if address else None


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
    return refusal(request, int(settings.AXES_COOLOFF_TIME.total_seconds()))


def refusal(request: HttpRequest, seconds: int) -> HttpResponse:
    """The answer to one request too many, as a page or for a machine."""
    wait = max(seconds, 1)
    match = request.resolver_match
    response: HttpResponse
    if match and match.view_name.startswith("faq:api-"):
        problem = {"title": "Too many requests.", "status": 429, "retry_after": wait}
        response = JsonResponse(problem, status=429, content_type="application/problem+json")
        response.headers["Access-Control-Allow-Origin"] = "*"
    elif match and policy_of(match.func).any_host:
        response = HttpResponse(status=429)  # a mail program reads no sentence
    else:
        response = render(request, "429.html", {"seconds": wait, "minutes": wait // 60}, status=429)
    response.headers["Retry-After"] = str(wait)
    response.headers["Cache-Control"] = "no-store"
    return response
