"""The tables of error codes and the page of one code."""

from operator import attrgetter

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from faq.models import ErrorCode, listed_codes
from faq.views.errors import unknown_code
from faq.views.public_pages import page_of_kind
from faq.web.policy import page


@require_safe
@page(public=True, sitemap=True, mirror=True)
def error_codes(request: HttpRequest) -> HttpResponse:
    """Both tables, and below them every other code on record."""
    context = {
        "error_codes": listed_codes,
        "others": sorted(
            ErrorCode.objects.published().filter(is_listed=False).for_lists(),
            key=attrgetter("place"),
        ),
    }
    return render(request, "faq/error_codes.html", context)


def codes_with_a_page() -> QuerySet[ErrorCode]:
    return ErrorCode.objects.published().only("key", "updated_at")


@require_safe
@page(public=True, sitemap=True, mirror=True, dead_links=True, rows=codes_with_a_page)
def error_code(request: HttpRequest, code: str) -> HttpResponse:
    """What one code means; other spellings lead to it, an unknown code to its neighbours."""
    try:
        return page_of_kind(request, ErrorCode)
    except Http404:
        return unknown_code(request, code)
