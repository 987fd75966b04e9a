"""The details of the house and its brands, in the order in which somebody fills them in."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import URLField
from django.http import HttpRequest, HttpResponse
from django.http.request import validate_host

from faq.admin.editorial import EditorialAdmin, EditorialForm
from faq.admin.lasting import NeverDeletedAdmin
from faq.models import House
from faq.services.content.picture_library import add_picture
from faq.services.content.pixels import PictureRefused

NOT_ALLOWED = (
    "Unter „{}“ antwortet die Hilfe erst, wenn der Betrieb den Namen in ALLOWED_HOSTS einträgt."
)


class HouseForm(EditorialForm):
    """The fields of a house, and a picture that stands before its name."""

    mark_file = forms.FileField(
        label="Bildzeichen",
        required=False,
        help_text="Quadratisch, mindestens 192 Pixel breit, PNG oder WebP. Steht vor dem Namen, im "
        "Tab des Browsers und auf dem Startbildschirm des Handys.",
    )

    def clean_mark_file(self) -> None:
        """Store the picture as every other one; it replaces the one before."""
        file = self.cleaned_data["mark_file"]
        if isinstance(file, UploadedFile):
            try:
                picture = add_picture(file, file.size or 0, f"Bildzeichen: {self.instance.name}")
                self.instance.mark = picture.address
            except PictureRefused as refused:
                raise forms.ValidationError(str(refused)) from None


@admin.register(House)
class HouseAdmin(EditorialAdmin, NeverDeletedAdmin):
    form = HouseForm
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    list_display = ("name", "website", "has_contact")

    groups = (
        (None, {"fields": ["name", "website"]}),
        (
            "Marke: nur für weitere Namen neben dem Haus",
            {
                "fields": [
                    "hosts", "domains", "mail_domain", "accent", "accent_dark", "mark_file",
                ]
            },
        ),
        (
            "So erreichen Kunden einen Menschen",
            {
                "fields": [
                    "support_mail", "support_form", "support_phone", "support_hours", "emergency",
                ]
            },
        ),
        ("Grenzen", {"fields": ["mailbox_size", "message_size", "messages_per_hour"]}),
        (
            "Adressen und Namen der Systeme",
            {
                "fields": [
                    "webmail_name", "webmail_url", "admin_name", "admin_url", "postfixadmin_name",
                    "postfixadmin_url", "password_url",
                ]
            },
        ),
        ("Sicherung", {"fields": ["backup_days"]}),
        ("Schlüssel", {"fields": ["key"]}),
    )  # fmt: skip

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The house itself is there from the start: what is added is a brand."""
        context = {"title": "Marke hinzufügen"} | (extra_context or {})
        return super().add_view(request, form_url, context)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new brand takes from the house whatever nobody fills in."""
        names = ("webmail_name", "admin_name", "postfixadmin_name")
        return dict.fromkeys(names, "") | super().get_changeform_initial_data(request)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        for host in obj.host_names:
            if not validate_host(host, settings.ALLOWED_HOSTS):
                self.message_user(request, NOT_ALLOWED.format(host), messages.WARNING)

    @admin.display(description="Kontakt bekannt", boolean=True)
    def has_contact(self, obj: House) -> bool:
        return obj.has_contact
