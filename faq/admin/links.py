"""The registries of former addresses: keys of entries, and sections that were public."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from faq.admin.suggesting import SuggestingAdmin
from faq.models import Anchor, EntryAlias
from faq.services.links.succession import succeed


@admin.register(EntryAlias)
class EntryAliasAdmin(SuggestingAdmin):
    list_display = ("key", "entry")
    list_select_related = ("entry",)
    search_fields = ("key", "entry__title")
    autocomplete_fields = ("entry",)

    def has_delete_permission(self, request: HttpRequest, obj: EntryAlias | None = None) -> bool:
        """Somebody may have a link with it."""
        return False


@admin.register(Anchor)
class AnchorAdmin(SuggestingAdmin):
    list_display = ("name", "entry", "title", "is_live", "successor")
    list_filter = ("is_live",)
    list_select_related = ("entry", "successor__entry")
    search_fields = ("name", "title", "entry__title")
    fields = ("entry", "name", "title", "is_live", "successor")
    autocomplete_fields = ("entry", "successor")

    def get_readonly_fields(self, request: HttpRequest, obj: Anchor | None = None) -> Any:
        """Sections come from texts; only one that readers ask for in vain is added here."""
        return ("entry", "name", "title", "is_live") if obj else ("is_live",)

    def save_model(self, request: HttpRequest, obj: Anchor, form: Any, change: bool) -> None:
        obj.is_live = obj.is_live and change
        super().save_model(request, obj, form, change)
        succeed(obj, obj.successor)

    def has_delete_permission(self, request: HttpRequest, obj: Anchor | None = None) -> bool:
        """What was public once is remembered for ever."""
        return False
