"""Questions about a value that no column holds: bad ones, and no fault of the site."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.core.handlers.exception import response_for_exception
from django.db import DataError
from django.http import HttpRequest, HttpResponse

from faq.web.not_saved import READING


class OutOfRange:
    """Middleware: what the database's driver refuses in a question is answered with 400."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if request.method in READING and isinstance(error, OverflowError | DataError):
            return response_for_exception(request, BadRequest("value out of range"))
        return None
