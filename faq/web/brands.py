"""The brand of the requested host answers; whoever shows a value of the house reads it there."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from faq.models import brand_of_host, in_brand, is_chosen
from faq.models.brandhosts import UNKNOWN
from faq.web.policy import policy_of


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
        with in_brand("" if is_staff else asked_brand(request)):
            return self._get_response(request)


def asked_brand(request: HttpRequest) -> str:
    """The brand of a request's host; who says that the site is alive asks no database for it."""
    host = request.META.get("HTTP_HOST") or request.META.get("SERVER_NAME", "")
    brand = brand_of_host(host, ask=False)
    return brand_of_host(host) if brand == UNKNOWN and _may_ask(request) else brand


def _may_ask(request: HttpRequest) -> bool:
    try:
        return policy_of(resolve(request.path_info).func).waits
    except Resolver404:
        return True
