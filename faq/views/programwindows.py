"""The page of one window of a mail program."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from faq.models import ProgramWindow, shown_windows
from faq.services.links.destination import LinkState, destination_of
from faq.views.errors import led_on
from faq.views.public_pages import public_page
from faq.web.policy import page


@require_safe
@page(public=True, sitemap=True, mirror=True, dead_links=True, rows=shown_windows)
def program_window(request: HttpRequest, key: str) -> HttpResponse:
    """What the window means and what to check, with the servers' values."""
    found = destination_of(request.path)
    window = found.row
    if found.state is not LinkState.LIVE or not isinstance(window, ProgramWindow):
        return led_on(request, found)
    return public_page(request, window)
