"""Faults and announced work: what the check prepared is published by one click."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from faq.admin.editorial import TIMES
from faq.admin.lasting import NeverDeletedAdmin
from faq.admin.preview import PreviewedAdmin
from faq.admin.room import own_path
from faq.models import NoticeUpdate, ServiceNotice

NOW = "_publish"


class UpdateInline(admin.StackedInline):
    model = NoticeUpdate
    formfield_overrides = TIMES
    extra = 1


@admin.register(ServiceNotice)
class ServiceNoticeAdmin(PreviewedAdmin, NeverDeletedAdmin):
    key_field = ""

    list_display = ("title", "kind", "starts_at", "ends_at", "status", "publishing")
    list_filter = ("status", "kind")
    search_fields = ("title", "text")

    groups = (
        (None, {"fields": ["kind", "title", "text", "meanwhile", "services", "house"]}),
        ("Zeit", {"fields": ["starts_at", "ends_at", "shown_from"]}),
        ("Zustand", {"fields": ["status", "publishing_what_is_typed"]}),
    )
    autocomplete_fields = ("services",)
    readonly_fields = ("publishing_what_is_typed",)
    acts = ("publishing", "publishing_what_is_typed")
    inlines = (UpdateInline,)

    def get_urls(self) -> list[URLPattern]:
        view = require_POST(self.publish_view)
        return [own_path(self, "<int:pk>/publish/", view, "publish"), *super().get_urls()]

    def view_on_site(self, obj: ServiceNotice) -> str | None:
        is_public = obj.status == ServiceNotice.Status.PUBLISHED
        return obj.get_absolute_url() if is_public else None

    @admin.display(description="Veröffentlichen")
    def publishing(self, obj: ServiceNotice) -> SafeString | str:
        if obj.status == ServiceNotice.Status.PUBLISHED:
            return "steht auf allen Seiten" if not obj.is_over else "beendet"
        return format_html(
            '<button class="button" formaction="{}" formnovalidate>Jetzt melden</button>',
            reverse("admin:faq_servicenotice_publish", args=[obj.pk]),
        )

    @admin.display(description="Veröffentlichen")
    def publishing_what_is_typed(self, obj: ServiceNotice) -> SafeString | str:
        """In the form the same click saves what stands there."""
        if obj.status == ServiceNotice.Status.PUBLISHED:
            return self.publishing(obj)
        return format_html('<button class="button" name="{}" value="1">Jetzt melden</button>', NOW)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if NOW in request.POST:
            obj.status = ServiceNotice.Status.PUBLISHED
        super().save_model(request, obj, form, change)

    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Publish a notice as it stands, from the list."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        notice: Any = self._row(request, str(pk))
        notice.status = ServiceNotice.Status.PUBLISHED
        notice.save()
        self.log_change(request, notice, "Veröffentlicht.")
        self.message_user(request, "Die Meldung steht jetzt auf allen Seiten.", messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:faq_servicenotice_changelist"))
