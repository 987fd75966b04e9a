"""Fields for rows of another table, found by typing: of ten thousand, a list is no choice."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import Case, CharField, Q, QuerySet, Value, When
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


class Suggestions(AutocompleteJsonView):
    """Django's, but what is called as typed comes first, not what merely mentions it.

    Enter takes the first one.
    """

    def get_queryset(self) -> "QuerySet[Any]":
        found = super().get_queryset()
        fields = {field.name: field for field in self.model_admin.opts.concrete_fields}
        searched = self.model_admin.search_fields
        names = [name for name in searched if isinstance(fields.get(name), CharField)]
        is_called_so = Q()
        for word in self.term.split():
            in_name = [(f"{name}__icontains", word) for name in names]
            is_called_so &= Q(*in_name, _connector=Q.OR)
        if not names or not is_called_so:
            return found
        place = Case(When(is_called_so, then=Value(0)), default=Value(1))
        usual: Sequence[Any] = found.query.order_by or self.model_admin.opts.ordering or ()
        return found.order_by(place, *usual)


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
