"""The page of one window of a mail program."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from faq.models import ProgramWindow, shown_windows
from faq.views.public_pages import page_of_kind
from faq.web.policy import page


@require_safe
@page(public=True, sitemap=True, mirror=True, dead_links=True, rows=shown_windows)
def program_window(request: HttpRequest, key: str) -> HttpResponse:
    """What the window means and what to check, with the servers' values."""
    return page_of_kind(request, ProgramWindow)
