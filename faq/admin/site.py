"""The admin site: its titles, its order of models, its start page and the editor's endpoints."""

from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from faq.admin.approval import copies, copy, withdrawal
from faq.admin.carried import FIELD, offer, packed
from faq.admin.daily import history, reader_needs, reviewed, settle_page, to_review
from faq.admin.deletions import deleted, undelete
from faq.admin.desk import desk, message
from faq.admin.known_devices import is_exhausted, remember
from faq.admin.link_check import check_links
from faq.admin.link_targets import link_targets
from faq.admin.markdown import preview, upload
from faq.admin.open_forms import open_form
from faq.admin.pictures import picture, picture_choices, pictures
from faq.admin.proofreading import hints
from faq.admin.room import NAME, ways
from faq.admin.second_factor import LOG_INS, second_factor
from faq.admin.start import tasks
from faq.admin.suggesting import Suggestions
from faq.admin.texts import texts
from faq.admin.transfer import transfer, transfer_archive, transfer_check, transfer_table
from faq.services.operation.one_time_codes import is_verified
from faq.web.policy import page
from faq.web.rate_limit import locked_out
from faq.web.sessions import seconds_left, start

# The order in which editors need them; models that are not named come last.
MODEL_ORDER = (
    "ServiceNotice", "Entry", "Category", "ErrorCode", "Explanation", "ProgramWindow",
    "ServiceBlock", "MailServer", "MailProgram", "SynonymGroup", "GlossaryTerm", "Page", "House",
    "AnswerFrame",
)  # fmt: skip


SHOWN = 12  # tasks on the start page


@page()
def still_in(request: HttpRequest) -> JsonResponse:
    """How long the session lasts, now that it was used."""
    return JsonResponse({"seconds_left": seconds_left(request.session)})


@page(read_only=True)
@require_POST
def carried_text(request: HttpRequest) -> HttpResponse:
    """Offer the text that was carried past the recovery codes."""
    return offer(request) or redirect("admin:index")


# Pages of our own for who is logged in: the editors' room, the desk, what forms ask.
PAGES = (
    ("texte/", texts, "texts"),
    ("luecken/", reader_needs, "needs"),
    ("luecken/erledigt/", settle_page, "settle"),
    ("pruefen/", to_review, "review"),
    ("pruefen/stimmt/", reviewed, "reviewed"),
    ("bilder/", pictures, "pictures"),
    ("bilder/suche/", picture_choices, "picture-choices"),
    ("bilder/<int:pk>/", picture, "picture"),
    ("verlauf/", history, "history"),
    ("entwuerfe/", copies, "copies"),
    ("entwuerfe/<int:pk>/", copy, "copy"),
    ("austausch/", transfer, "transfer"),
    ("austausch/datei/", transfer_archive, "transfer-archive"),
    ("austausch/fehlercodes/", transfer_table, "transfer-table"),
    ("austausch/<str:name>/", transfer_check, "transfer-check"),
    ("zurueckziehen/<str:model>/<int:pk>/", withdrawal, "withdrawal"),
    ("links/", check_links, "links"),
    ("links/ziele/", link_targets, "link-targets"),
    ("geloescht/", deleted, "deleted"),
    ("geloescht/<str:name>/<int:record>/", undelete, "undelete"),
    ("desk/", desk, "desk"),
    ("desk/nachricht/", message, "desk-message"),
    ("text/", carried_text, "carried"),
    ("angemeldet/", still_in, "still-in"),
)
# The same for who may be logged in no more: these say so themselves.
OPEN_PAGES = (
    ("markdownx/markdownify/", preview, "markdownx_markdownify"),
    ("markdownx/upload/", upload, "markdownx_upload"),
    ("zweiter-faktor/", second_factor, "second-factor"),
    ("offen/", open_form, "open-form"),
    ("hinweise/", hints, "hints"),
)


class LogInForm(AdminAuthenticationForm):
    """Django's; a name longer than any account's is a wrong one, and no counter has room for it."""

    def clean(self) -> Any:
        most = self.username_field.max_length
        if most and len(self.cleaned_data.get("username") or "") > most:
            raise self.get_invalid_login_error()
        return super().clean()


class HelpAdminSite(admin.AdminSite):
    site_header = site_title = NAME
    index_title = "Was zu tun ist"
    enable_nav_sidebar = False
    login_form = LogInForm

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [
            *(path(route, view, name=name) for route, view, name in OPEN_PAGES),
            *(path(route, self.admin_view(view), name=name) for route, view, name in PAGES),
            *super().get_urls(),
        ]

    def has_permission(self, request: HttpRequest) -> bool:
        """Active staff, and where it is demanded with their second factor."""
        if not super().has_permission(request):
            return False
        return not settings.STAFF_SECOND_FACTOR or is_verified(request.user)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Django's, but what is sent without a log-in is not lost on the way there.

        Nothing behind the log-in is for any cache, whatever Django thinks of single pages.
        """
        guarded = super().admin_view(view)

        @wraps(guarded)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.method == "POST" and not self.has_permission(request):
                carried = packed(request)
                if carried and request.path != reverse("admin:logout"):
                    return self.way_in(request, carried)
            return guarded(request, *args, **kwargs)

        return inner

    def way_in(self, request: HttpRequest, carried: str) -> HttpResponse:
        """The page that asks for what is missing, password or second factor, and carries a text."""
        if super().has_permission(request):
            return second_factor(request)
        context = {
            **self.each_context(request),
            "title": "Anmelden",
            "subtitle": None,
            "app_path": reverse("admin:login"),
            "next": request.get_full_path(),
            "form": LogInForm(request),
            FIELD: carried,
        }
        return never_cache(render)(request, "admin/login.html", context)

    @page(limit=LOG_INS, read_only=True)
    @method_decorator(never_cache)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask for the password, or for the second factor when the password was already right."""
        if super().has_permission(request) and not self.has_permission(request):
            wanted = urlencode({"next": request.GET.get("next", "")})
            return redirect(f"{reverse('admin:second-factor')}?{wanted}")
        if request.method == "POST" and is_exhausted(request, request.POST.get("username", "")):
            return locked_out(request)
        carried = request.POST.get(FIELD, "")
        response = super().login(request, {FIELD: carried, **(extra_context or {})})
        if request.method == "POST" and request.user.is_authenticated:
            start(request.session)
            if carried and self.has_permission(request):
                response = offer(request) or response
            elif carried and super().has_permission(request):
                response = second_factor(request)
            remember(request, response, request.user.get_username())
        return response

    @page(read_only=True)
    def autocomplete_view(self, request: HttpRequest) -> Any:
        return Suggestions.as_view(admin_site=self)(request)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """What every staff page shows: the ways of the room, the seconds until the session ends."""
        own = {"room_pages": ways(request), "seconds_left": seconds_left(request.session)}
        return {**super().each_context(request), **own}

    @page(limit=LOG_INS)
    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:  # a redirect, too, which Django's stubs do not know
        """Ask for a new password; who guesses at the old one is stopped as at the log-in."""
        if request.method == "POST":
            old = request.POST.get("old_password", "")
            authenticate(request, username=request.user.get_username(), password=old)
            if getattr(request, "axes_locked_out", False):
                return locked_out(request)
        return super().password_change(request, extra_context)

    @page(read_only=True)
    @method_decorator(never_cache)
    def logout(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        return super().logout(request, extra_context)

    @page()
    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """The start page: first what needs somebody, then all models."""
        found = tasks(request)
        own = {"tasks": found[:SHOWN], "more": len(found) - SHOWN}
        return super().index(request, {**own, **(extra_context or {})})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=_place)
        return sorted(apps, key=lambda app: app["app_label"] != "faq")


def _place(model: dict[str, Any]) -> int:
    name = model["object_name"]
    return MODEL_ORDER.index(name) if name in MODEL_ORDER else len(MODEL_ORDER)
