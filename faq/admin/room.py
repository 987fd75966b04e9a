"""The editors' own pages: which there are, the skeleton that they share, and the ways between."""

from typing import Any, Final, NoReturn

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.http import url_has_allowed_host_and_scheme

NAME: Final = "MMcom Redaktion"
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
    return bare_page(request, template, {"room_pages": ways(request), **context}, status=status)


def bare_page(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """The same without ways, for who has yet to prove who they are."""
    return render(request, template, {"site_title": NAME, **context}, status=status)


def own_path(model_admin: ModelAdmin, route: str, view: Any, word: str) -> URLPattern:
    """An address of an admin's own, for who is logged in: `admin:faq_<model>_<word>`."""
    name = f"faq_{model_admin.opts.model_name}_{word}"
    own: URLPattern = path(route, model_admin.admin_site.admin_view(view), name=name)
    return own


def change_url(row: Model) -> str:
    """The form of a row."""
    return reverse(f"admin:faq_{row._meta.model_name}_change", args=[row.pk])


def back(request: HttpRequest, otherwise: str) -> HttpResponse:
    """To the page on which the button was, as it says itself."""
    came_from = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts=None)
    return HttpResponseRedirect(came_from if is_ours else reverse(otherwise))


Done = tuple[str, str]
"""What a button of a page did, as it is said, and where that leads; empty for the same page."""


def no_button(request: HttpRequest, row: Model) -> NoReturn:
    """What is done for a button that the page does not have."""
    raise ValidationError("Das war kein Knopf dieser Seite.")
