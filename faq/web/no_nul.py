"""Addresses that can mean nothing: no view is asked, and no database knows such a value."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.core.handlers.exception import response_for_exception
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse

from faq.web.not_saved import READING


class NoNul:
    """Middleware: PostgreSQL refuses NUL in a text, so nothing ever had such a name.

    A number that no column holds names nothing, either.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: Any, kwargs: Any) -> None:
        if "\0" in request.path_info:
            raise Http404

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A bad question, where the database's driver says that no column holds such a value."""
        if request.method in READING and isinstance(error, OverflowError | DataError):
            return response_for_exception(request, BadRequest("value out of range"))
        return None
