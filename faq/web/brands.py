"""The brand of the requested host answers; whoever shows a value of the house reads it there."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from faq.models import brand_of_host, in_brand, is_chosen


class Brands:
    """Middleware that lets the brand of the requested host answer, unless one was chosen before it.

    The admin is of the house.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_chosen():
            return self._get_response(request)
        is_staff = request.path_info.startswith(f"/{settings.ADMIN_PATH}")
        host = request.META.get("HTTP_HOST") or request.META.get("SERVER_NAME", "")
        with in_brand("" if is_staff else brand_of_host(host)):
            return self._get_response(request)
