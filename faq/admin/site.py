"""The admin site: its titles, its order of models, its start page and the editor's endpoints."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path

from faq.admin.markdown import preview, upload
from faq.admin.start import panels

# The order in which editors need them; models that are not named come last.
MODEL_ORDER = (
    "Entry", "Category", "ErrorCode", "Explanation", "MailServer", "MailProgram", "SynonymGroup",
    "Page", "AnswerFrame",
)  # fmt: skip


class HelpAdminSite(admin.AdminSite):
    site_header = "MMcom Hilfe – Redaktion"
    site_title = "MMcom Hilfe"
    index_title = "Was zu tun ist"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        editor = [
            path("markdownx/markdownify/", preview, name="markdownx_markdownify"),
            path("markdownx/upload/", upload, name="markdownx_upload"),
        ]
        return [*editor, *super().get_urls()]

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """The start page: first what needs somebody, then all models."""
        return super().index(request, {"panels": panels(request), **(extra_context or {})})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=_place)
        return sorted(apps, key=lambda app: app["app_label"] != "faq")


def _place(model: dict[str, Any]) -> int:
    name = model["object_name"]
    return MODEL_ORDER.index(name) if name in MODEL_ORDER else len(MODEL_ORDER)
