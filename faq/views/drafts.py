"""The page behind a link for a colleague without a login: a text that is not public yet."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from faq.models import (
    Entry,
    ErrorCode,
    MailProgram,
    Page,
    listed_codes,
    shown_blocks,
    shown_programs,
)
from faq.models.text import RenderedModel
from faq.services.content.preview_links import shown_at
from faq.services.setup.mail_setup import EXAMPLE_ADDRESS, setup_values
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
    template, context = _page(row)
    shown = {**context, "public_template": template, "read_only": True}
    response = render(request, "faq/draft.html", shown)
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response


def _page(row: RenderedModel) -> tuple[str, dict[str, Any]]:
    """The public template of a kind, and what it needs."""
    match row:
        case Entry():
            context = {
                "entry": row,
                "error_codes": listed_codes,
                "service_blocks": shown_blocks,
            }
            return "faq/entry.html", context
        case ErrorCode():
            return "faq/error_code.html", {"code": row}
        case MailProgram():
            return "faq/mail_program.html", {
                "program": row,
                "programs": shown_programs,
                "service_blocks": shown_blocks,
                "values": setup_values(),
                "example_address": EXAMPLE_ADDRESS,
            }
        case Page():
            return "faq/page.html", {"page": row}
    return "faq/draft_explanation.html", {"explanation": row}  # read on no page of its own
