"""READ_ONLY: reading, searching, analysing and logging in go on; nothing of the content is written.

For moving to another machine, and for disasters in which the database may be read but not trusted.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from faq.web.policy import WRITING, View, policy_of


class ReadOnly:
    """Middleware that answers 503 with an explanation to what would write."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_view(self, request: HttpRequest, view: View, *more: Any) -> HttpResponse | None:
        if not settings.READ_ONLY or request.method not in WRITING or policy_of(view).read_only:
            return None
        response = render(request, "read_only.html", status=503)
        response.headers["Retry-After"] = "600"
        response.headers["Cache-Control"] = "no-store"
        return response
