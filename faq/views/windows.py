"""The page of one window of a mail program."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from faq.models import ProgramWindow
from faq.services.mail_setup import setup_values
from faq.services.ways_on import places
from faq.services.windows import windows_by_key
from faq.views.errors import gone
from faq.views.public import public_page


@require_safe
@public_page()
def program_window(request: HttpRequest, key: str) -> HttpResponse:
    """What the window means and what to check, with the servers' values."""
    window = windows_by_key().get(key) or get_object_or_404(ProgramWindow, key=key)
    if window.is_withdrawn:
        return gone(request, window)
    context = {
        "window": window,
        "values": setup_values(),
        "related": places(window.related_keys),
    }
    return render(request, "faq/program_window.html", context)
