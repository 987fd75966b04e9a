"""The start page, the category pages and the legal pages."""

from itertools import takewhile

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from faq.models import (
    Category,
    Entry,
    Page,
    listed_codes,
    shown_blocks,
    shown_categories,
)
from faq.services.links.succession import once_in
from faq.views.errors import dispersed
from faq.views.public import public_page
from faq.views.structured_data import category_data

# A small site shows everything; a page must stay readable when it has grown.
LISTED_ON_START = 12
SHOWN_IN_FULL = 40


@require_safe
@public_page()
def start(request: HttpRequest) -> HttpResponse:
    """One search field, the ways most people need, every question."""
    context = {
        "groups": Category.objects.with_published_entries(limit=LISTED_ON_START),
        "service_blocks": shown_blocks,
    }
    return render(request, "faq/start.html", context)


@require_safe
@public_page()
def page_or_category(request: HttpRequest, key: str) -> HttpResponse:
    """The page kept under `key`, or else the category."""
    for category in shown_categories():
        if category.key == key:
            return _category(request, category)
    if page := Page.objects.filter(key=key).first():
        return render(request, "faq/page.html", {"page": page})
    return _empty_category(request, get_object_or_404(Category, key=key))


def _category(request: HttpRequest, category: Category) -> HttpResponse:
    own = Entry.objects.published().in_category(category)
    shown = list(own.prefetch_related("aliases")[:SHOWN_IN_FULL])
    if not shown:
        return _empty_category(request, category)
    before = takewhile(lambda earlier: earlier != category, shown_categories())
    first = 1 + sum(earlier.entry_count for earlier in before)
    context = {
        "category": category,
        "entries": shown,
        "more_entries": own.for_lists()[SHOWN_IN_FULL:] if len(shown) == SHOWN_IN_FULL else [],
        "first_number": first,
        "next_number": first + len(shown),
        "error_codes": listed_codes,
        "service_blocks": shown_blocks,
        "structured_data": category_data(category, shown),
    }
    return render(request, "faq/category.html", context)


def _empty_category(request: HttpRequest, category: Category) -> HttpResponse:
    """Where the entries went that were here: to one other category, or each its way."""
    entries = once_in(category)
    if not entries:
        raise Http404
    readable = [entry for entry in entries if entry.is_published]
    homes = {entry.category for entry in readable}
    if len(homes) == 1:
        return redirect(homes.pop())  # the browser keeps the fragment
    return dispersed(request, category, readable)
