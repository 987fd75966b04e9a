"""Services in their blocks, each with the result of its last check; and the steps for programs."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Max, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format

from faq.admin.editorial import EditorialAdmin, EditorialForm
from faq.admin.lasting import WITHDRAWAL, NeverDeletedAdmin, WithdrawableAdmin
from faq.admin.working_copy import REVIEW
from faq.markup.anchors import slug
from faq.models import MailProgram, MailServer, MailServerCheck, ServiceBlock
from faq.models.keys import validate_key
from faq.models.serviceblocks import Place
from faq.services.setup.server_checks import check_servers


class MailServerForm(EditorialForm):
    port = forms.IntegerField(
        label="Port",
        required=False,
        min_value=1,
        max_value=65535,
        help_text="Leer: der übliche.",
    )
    confirm_port = forms.BooleanField(
        label="Der Port ist so gewollt",
        required=False,
        help_text="Nur nötig, wenn der Port ein anderer ist als der übliche.",
    )

    def clean(self) -> dict[str, Any]:
        """Fill in the usual port; ask again before one is published that nobody expects."""
        cleaned = super().clean()
        pair = (cleaned.get("protocol", ""), cleaned.get("security", ""))
        usual = MailServer.USUAL_PORTS.get(pair)
        if "port" in cleaned and cleaned["port"] is None:
            cleaned["port"] = usual
            if not usual:
                self.add_error("port", "Tragen Sie den Port ein.")
        port = cleaned.get("port")
        if usual and port and port != usual and not cleaned.get("confirm_port"):
            self.add_error(
                "port",
                f"Üblich ist hier {usual}. Ist {port} richtig, setzen Sie das Häkchen bei „Der "
                "Port ist so gewollt“.",
            )
        return cleaned


class ServiceBlockForm(EditorialForm):
    key = forms.CharField(
        label="Schlüssel",
        required=False,
        max_length=40,
        validators=[validate_key],
        help_text="Steht in Links auf den Block und bleibt für immer gleich. Leer: wie der Name.",
    )

    def clean(self) -> dict[str, Any]:
        """Make a key of the name where staff gave none."""
        cleaned = super().clean()
        if cleaned.get("key") == "":
            cleaned["key"] = slug(cleaned.get("label", ""))[:40].strip("-")
        return cleaned


def last_position(model: type[MailServer | ServiceBlock]) -> int:
    """Where a new row stands: behind all others."""
    last: int | None = model._default_manager.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


@admin.register(ServiceBlock)
class ServiceBlockAdmin(EditorialAdmin, NeverDeletedAdmin):
    form = ServiceBlockForm

    list_display = ("label", "audience", "position", "is_hidden", *Place.values)

    groups = (
        (None, {"fields": ["label", "audience", "note", "house"]}),
        ("Wo er zu sehen ist", {"fields": [*Place.values, "position", "is_hidden"]}),
        ("Störungen", {"fields": ["publishes_faults"]}),
        ("Schlüssel", {"fields": ["key"]}),
    )

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new block comes last: the first is that of services that name none."""
        initial = super().get_changeform_initial_data(request)
        return {"position": last_position(ServiceBlock), **initial}


@admin.register(MailServer)
class MailServerAdmin(EditorialAdmin, NeverDeletedAdmin):
    form = MailServerForm
    key_field = ""

    list_display = ("name", "block", "host", "port", "position", "status", "check_result")
    list_filter = ("block", "status", "protocol")
    list_select_related = ("block", "last_check")
    search_fields = ("host", "label", "note")

    groups = (
        (None, {"fields": ["block", "protocol", "security", "host", "port", "confirm_port"]}),
        ("Kalender, Kontakte, Web", {"fields": ["path"]}),
        ("Anmelden", {"fields": ["authentication", "username_form"]}),
        ("Tabelle", {"fields": ["label", "note", "is_recommended", "position", "status"]}),
        ("Prüfung", {"fields": ["check_result"]}),
    )
    readonly_fields = ("check_result",)
    actions = ("check_now",)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new service comes last."""
        initial = super().get_changeform_initial_data(request)
        return {"position": last_position(MailServer), **initial}

    @admin.display(description="Dienst", ordering="position")
    def name(self, obj: MailServer) -> str:
        return obj.name

    @admin.display(description="Letzte Prüfung")
    def check_result(self, obj: MailServer) -> str:
        """As staff read it: "993: in Ordnung, geprüft heute 07:00"."""
        check = obj.current_check
        return check_sentence(check) if check else "noch nicht geprüft"

    @admin.action(description="Alle Dienste jetzt prüfen", permissions=["change"])
    def check_now(self, request: HttpRequest, queryset: QuerySet[MailServer]) -> None:
        """Check all, whichever were chosen: the published servers belong together."""
        for check in check_servers():
            level = messages.SUCCESS if not check.fault else messages.WARNING
            self.message_user(request, check_sentence(check), level)


def check_sentence(check: MailServerCheck) -> str:
    """A result in one line, with what the server said and since when it is so."""
    words = f"{check.port}: {check.get_fault_display()}"
    if check.detail:
        words += f" („{check.detail}“)"
    if check.fault and check.unchanged_since != check.checked_at:
        words += f", seit {moment(check.unchanged_since)}"
    return f"{words}, geprüft {moment(check.checked_at)}"


def moment(time: datetime) -> str:
    """A time as people say it: the day only when it is another."""
    local = timezone.localtime(time)
    is_today = local.date() == timezone.localdate()
    day = "heute" if is_today else f"am {date_format(local, 'j. F')}"
    return f"{day} {local:%H:%M}"


@admin.register(MailProgram)
class MailProgramAdmin(WithdrawableAdmin):
    list_display = ("name", "service", "platform", "position", "checked_with", "checked_on")
    search_fields = ("name", "platform", "steps", "search_words")
    search_help_text = "Sucht in Name, Gerät, Schritten und Suchwörtern."

    groups = (
        (None, {"fields": ["name", "service", "device", "platform"]}),
        ("Text", {"fields": ["lead", "notice", "steps", "afterwards"]}),
        ("Hilfe", {"fields": ["offers_profile", "help_entries"]}),
        ("Geprüft", {"fields": ["checked_with", "checked_on"]}),
        ("Finden", {"fields": ["search_words"]}),
        WITHDRAWAL,
        REVIEW,
        ("Adresse", {"fields": ["key", "position", "permalink"]}),
    )
    autocomplete_fields = ("help_entries", "successor")
