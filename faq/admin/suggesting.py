"""Fields for rows of another table, found by typing: of ten thousand, a list is no choice."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.http import HttpRequest

from faq.admin.posted import row_number


class _OneRow(AutocompleteSelect):
    """Django looks up whatever was sent or stands in the address; only a number can name a row."""

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        return super().optgroups(name, numbers(value), attr)


class _SeveralRows(AutocompleteSelectMultiple):
    """The same for several."""

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        return super().optgroups(name, numbers(value), attr)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        return numbers(super().value_from_datadict(data, files, name))


class SuggestingAdmin(admin.ModelAdmin):
    """An admin whose `autocomplete_fields` open whatever is sent for them."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = _OneRow(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = _SeveralRows(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


def numbers(values: Sequence[Any]) -> list[Any]:
    """Those of the values that can be the number of a row."""
    return [value for value in values if row_number(str(value))]
