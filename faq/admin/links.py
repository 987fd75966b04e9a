"""The registries of former addresses: keys of entries, and sections that were public."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from faq.admin.lasting import NeverDeletedAdmin
from faq.admin.suggesting import SuggestingAdmin
from faq.models import Anchor, EntryAlias
from faq.services.links.succession import judge_alias, judge_anchor, succeed


class JudgedForm(forms.ModelForm):
    """A form that says in words what `services.links.succession` refuses."""

    judges: ClassVar[Callable[[Any], None]]

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        try:
            if not self.errors:
                type(self).judges(self.instance)
        except ValidationError as error:
            self.add_error(None, error)


class EntryAliasForm(JudgedForm):
    judges = judge_alias


class AnchorForm(JudgedForm):
    judges = judge_anchor


@admin.register(EntryAlias)
class EntryAliasAdmin(SuggestingAdmin, NeverDeletedAdmin):
    form = EntryAliasForm

    list_display = ("key", "entry")
    list_select_related = ("entry",)
    search_fields = ("key", "entry__title")
    autocomplete_fields = ("entry",)

    def get_readonly_fields(self, request: HttpRequest, obj: EntryAlias | None = None) -> Any:
        """The key is in somebody's link."""
        return ("key",) if obj else ()


@admin.register(Anchor)
class AnchorAdmin(SuggestingAdmin, NeverDeletedAdmin):
    form = AnchorForm

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
