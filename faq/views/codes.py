"""The tables of error codes and the page of one code."""

from operator import attrgetter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from faq.models import Entry, ErrorCode, listed_codes
from faq.services.content.explained_terms import terms_in
from faq.services.links.succession import find_code
from faq.views.errors import gone, unknown_code
from faq.views.public import public_page
from faq.views.structured_data import code_data


@require_safe
@public_page()
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


@require_safe
@public_page()
def error_code(request: HttpRequest, code: str) -> HttpResponse:
    """What one code means; other spellings lead to it, an unknown code to its neighbours."""
    found = find_code(code)
    if found is None:
        return unknown_code(request, code)
    if isinstance(found, Entry) or found.key != code:
        return redirect(found)
    if found.is_withdrawn:
        return gone(request, found)
    context = {
        "code": found,
        "related": found.related.published(),
        "terms": terms_in(found.plain_text),
        "structured_data": code_data(found),
    }
    return render(request, "faq/error_code.html", context)
