"""One answer on every path that writes: what could not be stored comes back and can be sent again.

A database that is locked, full or away, a disk without room, a value that the database refuses, a
right that was taken away and a colleague who was faster are told apart in words only; in each case
nothing was stored.
"""

import logging
from collections.abc import Callable
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import DataError, Error, IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.shortcuts import render

from faq.models.seeded import EditConflict
from faq.web.policy import DATABASE_IS_AWAY, RETRY_AFTER, View, policy_of
from faq.web.sent_text import Notice, Sent, send_again_page, sent_values

logger = logging.getLogger(__name__)

READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})

TITLE: Final = "Noch nicht gespeichert"
AWAY: Final = Notice(
    TITLE, "Die Datenbank nimmt gerade nichts an. Bitte versuchen Sie es gleich noch einmal."
)
REFUSED: Final = Notice(
    TITLE,
    "Die Datenbank nimmt einen Wert nicht an. Vielleicht ist er zu lang, schon vergeben oder "
    "enthält ein Zeichen, das sie nicht kennt. Bitte ändern Sie ihn und speichern Sie noch einmal.",
)
OVERTAKEN: Final = Notice(
    TITLE, "Gerade hat jemand dasselbe gespeichert. Bitte versuchen Sie es noch einmal."
)
STALE: Final = Notice(
    TITLE,
    "Das Formular gilt nicht mehr, meist nach einer neuen Anmeldung in einem anderen Fenster. "
    "Bitte speichern Sie noch einmal.",
)
FORBIDDEN: Final = Notice(
    "Dafür fehlt Ihnen die Berechtigung",
    "Gespeichert wurde nichts. Wer Ihnen den Zugang eingerichtet hat, kann ihn erweitern. Danach "
    "können Sie hier noch einmal speichern.",
)
GONE: Final = Notice(
    TITLE,
    "Was Sie gerade bearbeitet haben, gibt es nicht mehr. Kopieren Sie Ihren Text, wenn Sie ihn "
    "noch brauchen. Speichern lässt er sich erst, wenn es wieder da ist.",
)
SERVICE_UNAVAILABLE: Final = 503
# The first kind that fits. What Python or a driver refuses before the database sees it is a value
# error: a NUL, half a surrogate pair, a number that no column holds.
KINDS: Final[tuple[tuple[type[Exception] | tuple[type[Exception], ...], Notice, int], ...]] = (
    (EditConflict, OVERTAKEN, 409),
    (PermissionDenied, FORBIDDEN, 403),
    ((DataError, IntegrityError), REFUSED, SERVICE_UNAVAILABLE),
    ((Error, OSError), AWAY, SERVICE_UNAVAILABLE),
    ((UnicodeEncodeError, OverflowError), REFUSED, SERVICE_UNAVAILABLE),
)


class NotSaved:
    """Middleware that answers requests that could not write with what they sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_view(self, request: HttpRequest, view: View, *more: Any) -> HttpResponse | None:
        if DATABASE_IS_AWAY in request.META and policy_of(view).database:
            return unsaved(request, AWAY, SERVICE_UNAVAILABLE)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if request.method in READING or isinstance(error, UnreadablePostError):
            return None
        return not_saved(request, error)


def not_saved(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """The answer to a request that failed with this error; None for one of another kind."""
    for kind, notice, status in KINDS:
        if isinstance(error, kind):
            logger.warning("not saved", extra={"reason": type(error).__name__})
            return unsaved(request, notice, status)
    if isinstance(error, Http404) and any(item.is_text for item in _sent(request)):
        return unsaved(request, GONE, 404)
    return None


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form whose token is an older one (Django calls it).

    Only a form of our own pages is given back: a browser names the page it comes from.
    """
    own = f"{request.scheme}://{request.get_host()}"
    if request.headers.get("Origin") == own and request.POST:
        return unsaved(request, STALE, 403)
    return render(request, "403_csrf.html", status=403)


def unsaved(request: HttpRequest, notice: Notice, status: int) -> HttpResponse:
    """The page that gives back what was sent, or for a script its sentence alone."""
    response: HttpResponse
    if "text/html" in request.headers.get("Accept", "text/html"):
        path = request.get_full_path()
        response = send_again_page(request, notice, path=path, sent=_sent(request), status=status)
    else:
        response = JsonResponse({"error": notice.sentence}, status=status)
    if status == SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = RETRY_AFTER
    return response


def _sent(request: HttpRequest) -> list[Sent]:
    return sent_values(request.POST, request.get_full_path())
