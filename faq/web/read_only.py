"""READ_ONLY: reading, searching, analysing and logging in go on; nothing of the content is written.

For moving to another machine, and for disasters in which the database may be read but not trusted.
"""

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from faq.web.not_saved import SERVICE_UNAVAILABLE, unsaved
from faq.web.policy import WRITING, View, policy_of
from faq.web.sent_text import Notice

READING_ONLY: Final = Notice(
    "Die Hilfe ist gerade nur zum Lesen da",
    "Wir warten den Server. Gespeichert wurde nichts. Bitte lassen Sie diese Seite offen und "
    "senden Sie später noch einmal.",
)


class ReadOnly:
    """Middleware that gives back what would be written, with an explanation."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_view(self, request: HttpRequest, view: View, *more: Any) -> HttpResponse | None:
        if not settings.READ_ONLY or request.method not in WRITING or policy_of(view).read_only:
            return None
        response = unsaved(request, READING_ONLY, SERVICE_UNAVAILABLE)
        response.headers["Retry-After"] = "600"
        return response
