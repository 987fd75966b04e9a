"""The start page, the category pages and the legal pages."""

from itertools import takewhile

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from faq.models import (
    Category,
    Entry,
    Page,
    favourite_entries,
    listed_codes,
    shown_blocks,
    shown_categories,
    shown_mail_servers,
    shown_programs,
)
from faq.services.links.destination import LinkState, destination_of
from faq.views.public_pages import page_of_kind
from faq.views.structured_data import category_data
from faq.web.policy import page

# A small site shows everything; a page must stay readable when it has grown.
LISTED_ON_START = 12
ANSWERED = 40


@require_safe
@page(public=True, sitemap=True, mirror=True)
def start(request: HttpRequest) -> HttpResponse:
    """By problem, by device, one box for an error message, then every question."""
    context = {
        "groups": Category.objects.with_published_entries(limit=LISTED_ON_START),
        "favourites": favourite_entries,
        "programs": shown_programs,
        "service_blocks": shown_blocks,
    }
    return render(request, "faq/start.html", context)


def categories_and_pages() -> list[Category | Page]:
    """What has a page of its own at the top level."""
    return [*shown_categories(), *Page.objects.defer("body", "body_html", "plain_text")]


@require_safe
@page(public=True, sitemap=True, mirror=True, rows=categories_and_pages)
def page_or_category(request: HttpRequest, key: str) -> HttpResponse:
    """The page kept under `key`, or else the category."""
    found = destination_of(request.path)
    if found.state is LinkState.LIVE and isinstance(found.row, Category):
        return _category(request, found.row)
    return page_of_kind(request, Page, found)


def _category(request: HttpRequest, category: Category) -> HttpResponse:
    own = Entry.objects.published().in_category(category)
    shown = list(own.prefetch_related("aliases")[:ANSWERED])
    before = takewhile(lambda earlier: earlier != category, shown_categories())
    first = 1 + sum(earlier.entry_count for earlier in before)
    context = {
        "category": category,
        "entries": shown,
        "more_entries": own.for_lists()[ANSWERED:] if len(shown) == ANSWERED else [],
        "first_number": first,
        "next_number": first + len(shown),
        "services": shown_mail_servers(),
        "codes": listed_codes(),
        "structured_data": category_data(category, shown),
    }
    return render(request, "faq/category.html", context)
