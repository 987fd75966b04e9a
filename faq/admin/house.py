"""The details of the house, in the order in which somebody fills them in."""

from django.contrib import admin
from django.db.models import Model, URLField
from django.http import HttpRequest

from faq.admin.editorial import EditorialAdmin
from faq.models import House


@admin.register(House)
class HouseAdmin(EditorialAdmin):
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    list_display = ("name", "website", "has_contact")

    groups = (
        (None, {"fields": ["name", "website"]}),
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

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Texts quote it."""
        return False

    @admin.display(description="Kontakt bekannt", boolean=True)
    def has_contact(self, obj: House) -> bool:
        return obj.has_contact
