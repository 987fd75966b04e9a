"""The editors' own pages: which there are, and the skeleton that they share."""

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

WRITE: Final = "faq.change_entry"
READ: Final = "faq.view_entry"
# Name, label, the right that it takes. In the order of a working day.
WAYS: Final = (
    ("admin:index", "Start", READ),
    ("admin:texts", "Schreiben", READ),
    ("admin:needs", "Was fehlt Lesern?", WRITE),
    ("admin:copies", "Freigaben", READ),
    ("admin:review", "Prüfen", READ),
    ("admin:pictures", "Bilder", WRITE),
    ("admin:history", "Verlauf", "faq.publish_content"),
    ("admin:desk", "Antworten", READ),
)


def require(request: HttpRequest, right: str) -> None:
    """Refuse who has not this right."""
    if not request.user.has_perm(right):
        raise PermissionDenied


def ways(request: HttpRequest) -> list[tuple[str, str]]:
    """The pages that are for this member of staff, each with its label."""
    return [(name, label) for name, label, right in WAYS if request.user.has_perm(right)]


def room_page(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page in the look of the desk, with the ways to the others."""
    return render(request, template, {"room_pages": ways(request), **context}, status=status)
