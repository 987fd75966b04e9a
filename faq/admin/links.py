"""The registries of former addresses: keys of entries, and sections that were public."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from faq.models import Anchor, EntryAlias


@admin.register(EntryAlias)
class EntryAliasAdmin(admin.ModelAdmin):
    list_display = ("key", "entry")
    list_select_related = ("entry",)
    search_fields = ("key", "entry__title")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"key": request.GET.get("key", "")}


@admin.register(Anchor)
class AnchorAdmin(admin.ModelAdmin):
    list_display = ("name", "entry", "title", "is_live", "successor")
    list_filter = ("is_live", "entry")
    list_select_related = ("entry", "successor__entry")
    search_fields = ("name", "title", "entry__title")
    fields = ("entry", "name", "title", "is_live", "successor")
    readonly_fields = ("entry", "name", "title", "is_live")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "successor":
            kwargs["queryset"] = Anchor.objects.live().select_related("entry")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Sections come from texts."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Anchor | None = None) -> bool:
        """What was public once is remembered for ever."""
        return False
