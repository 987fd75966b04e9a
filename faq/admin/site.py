"""The admin site: its titles, its order of models, its start page and the editor's endpoints."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from faq.admin.approval import copies, copy, withdrawal
from faq.admin.daily import (
    bring_back_view,
    deleted,
    history,
    reader_needs,
    reviewed,
    settle_page,
    to_review,
)
from faq.admin.desk import desk, message
from faq.admin.link_check import check_links
from faq.admin.markdown import preview, upload
from faq.admin.room import WAYS
from faq.admin.second_factor import second_factor
from faq.admin.start import tasks
from faq.services.operation.second_factor import is_verified

SESSION_LENGTH = timedelta(seconds=settings.SESSION_COOKIE_AGE)

# The order in which editors need them; models that are not named come last.
MODEL_ORDER = (
    "Entry", "Category", "ErrorCode", "Explanation", "MailServer", "MailProgram", "SynonymGroup",
    "Page", "AnswerFrame",
)  # fmt: skip


SHOWN = 12  # tasks on the start page
# The editors' room: pages of our own for the daily work.
PAGES = (
    ("luecken/", reader_needs, "needs"),
    ("luecken/erledigt/", settle_page, "settle"),
    ("pruefen/", to_review, "review"),
    ("pruefen/stimmt/", reviewed, "reviewed"),
    ("verlauf/", history, "history"),
    ("geloescht/", deleted, "deleted"),
    ("geloescht/<str:model>/<int:record>/", bring_back_view, "bring-back"),
    ("entwuerfe/", copies, "copies"),
    ("entwuerfe/<int:pk>/", copy, "copy"),
    ("zurueckziehen/<str:model>/<int:pk>/", withdrawal, "withdrawal"),
)


class HelpAdminSite(admin.AdminSite):
    site_header = "MMcom Hilfe – Redaktion"
    site_title = "MMcom Hilfe"
    index_title = "Was zu tun ist"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        editor = [
            path("markdownx/markdownify/", preview, name="markdownx_markdownify"),
            path("markdownx/upload/", upload, name="markdownx_upload"),
        ]
        proof = path("zweiter-faktor/", second_factor, name="second-factor")
        tickets = [
            path("links/", self.admin_view(check_links), name="links"),
            path("desk/", self.admin_view(desk), name="desk"),
            path("desk/nachricht/", self.admin_view(message), name="desk-message"),
        ]
        room = [path(route, self.admin_view(view), name=name) for route, view, name in PAGES]
        return [proof, *editor, *tickets, *room, *super().get_urls()]

    def has_permission(self, request: HttpRequest) -> bool:
        """Active staff, and where it is demanded with their second factor."""
        if not super().has_permission(request):
            return False
        return not settings.STAFF_SECOND_FACTOR or is_verified(request.user)

    @method_decorator(never_cache)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask for the password, or for the second factor when the password was already right.

        The session ends a working day later, however busy it is.
        """
        if super().has_permission(request) and not self.has_permission(request):
            wanted = urlencode({"next": request.GET.get("next", "")})
            return redirect(f"{reverse('admin:second-factor')}?{wanted}")
        response = super().login(request, extra_context)
        if request.method == "POST" and request.user.is_authenticated:
            request.session.set_expiry(timezone.now() + SESSION_LENGTH)
        return response

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """The start page: first what needs somebody, then all models."""
        found = tasks(request)
        ways = [(name, label) for name, label, right in WAYS[1:] if request.user.has_perm(right)]
        own = {"tasks": found[:SHOWN], "more": len(found) - SHOWN, "ways": ways}
        return super().index(request, {**own, **(extra_context or {})})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=_place)
        return sorted(apps, key=lambda app: app["app_label"] != "faq")


def _place(model: dict[str, Any]) -> int:
    name = model["object_name"]
    return MODEL_ORDER.index(name) if name in MODEL_ORDER else len(MODEL_ORDER)
