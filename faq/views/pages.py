"""The start page, the category pages and the legal pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from faq.models import Category, Entry, ErrorCode, MailServer, Page
from faq.services.links import once_in
from faq.structured_data import category_data
from faq.views.errors import dispersed
from faq.views.public import public_page

# A small site shows everything; a page must stay readable when it has grown.
LISTED_ON_START = 12
SHOWN_IN_FULL = 40


@require_safe
@public_page()
def start(request: HttpRequest) -> HttpResponse:
    """One search field, the ways most people need, every question."""
    context = {
        "groups": Category.objects.with_published_entries(limit=LISTED_ON_START),
        "mail_servers": MailServer.objects.with_checks(),
    }
    return render(request, "faq/start.html", context)


@require_safe
@public_page()
def page_or_category(request: HttpRequest, key: str) -> HttpResponse:
    """The page kept under `key`, or else the category."""
    if page := Page.objects.filter(key=key).first():
        return render(request, "faq/page.html", {"page": page})
    return _category(request, get_object_or_404(Category, key=key))


def _category(request: HttpRequest, category: Category) -> HttpResponse:
    entries = Entry.objects.published()
    own = entries.in_category(category)
    shown = list(own.prefetch_related("aliases")[:SHOWN_IN_FULL])
    if not shown:
        return _empty_category(request, category)
    context = {
        "category": category,
        "entries": shown,
        "more_entries": own.for_lists()[SHOWN_IN_FULL:],
        "first_number": (first := entries.before(category).count() + 1),
        "next_number": first + len(shown),
        "error_codes": ErrorCode.objects.listed(),
        "mail_servers": MailServer.objects.with_checks(),
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
