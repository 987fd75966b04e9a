"""Numbers for Prometheus, in its text format, for who knows the token or asks from this machine."""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from faq.services.operation.readiness import readiness
from faq.web.metrics import exposition
from faq.web.policy import page

LOOPBACK = ("127.0.0.1", "::1")


@require_safe
@never_cache
@page(database=False, waits=False)
def metrics(request: HttpRequest) -> HttpResponse:
    """Answers by kind, seconds by view, and whether each part of the site is well."""
    if not may_ask(request):
        return HttpResponse(status=403)
    lines = ["# HELP mmfaq_good Whether this part of the site is well", "# TYPE mmfaq_good gauge"]
    lines += [f'mmfaq_good{{part="{part.name}"}} {int(part.is_good)}' for part in readiness()]
    text = exposition() + "\n".join(lines).encode() + b"\n"
    return HttpResponse(text, content_type=CONTENT_TYPE_PLAIN_0_0_4)


def may_ask(request: HttpRequest) -> bool:
    """By token, or on this machine itself and not through a proxy."""
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return secrets.compare_digest(given.encode(), settings.METRICS_TOKEN.encode())
    return request.META.get("REMOTE_ADDR") in LOOPBACK and not request.META.get("faq.forwarded")
