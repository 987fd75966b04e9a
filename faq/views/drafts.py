"""The page behind a link for a colleague without a login: a text that is not public yet."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from faq.services.content.preview_links import shown_at
from faq.views.public_pages import PAGES
from faq.web.policy import page

HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}


@page()
@require_safe
def draft(request: HttpRequest, token: str) -> HttpResponse:
    """The page as readers would get it; 404 when the link is over, taken back, or never was."""
    row = shown_at(token)
    if row is None:
        raise Http404
    shown = PAGES[type(row)]
    context = {**shown.context(row), "public_template": shown.template, "read_only": True}
    response = render(request, "faq/draft.html", context)
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response
