"""Addresses that can mean nothing: no view is asked, and no database."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse


class NoNul:
    """Middleware: PostgreSQL refuses NUL in a text, so nothing ever had such a name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: Any, kwargs: Any) -> None:
        if "\0" in request.path_info:
            raise Http404
