"""The page for an editor whose form is older than what is stored: both texts, nothing lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from faq.models.seeded import SeededModel
from faq.services.content.differences import Piece, differences
from faq.services.content.versions import field_text, versions

# Names that belong to the act of saving, not to the content.
NOT_CONTENT = frozenset({"csrfmiddlewaretoken", "based_on"})


@dataclass(frozen=True, slots=True)
class Disputed:
    """A field in which the stored text and the editor's differ."""

    field: BoundField
    stored: str
    pieces: list[Piece]


def conflict_page(
    model_admin: "admin.ModelAdmin[Any]", request: HttpRequest, stored: SeededModel
) -> HttpResponse:
    """Show what is stored beside what the editor sent; sending it again saves the editor's."""
    form_class = model_admin.get_form(request, stored, change=True)
    form = form_class(request.POST, instance=type(stored)._default_manager.get(pk=stored.pk))
    form.is_valid()
    disputed = list(_disputed(form, stored))
    names = {item.field.name for item in disputed}
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Jemand war schneller",
        "opts": model_admin.opts,
        "object": stored,
        "last": next(iter(versions(stored, limit=1)), None),
        "disputed": disputed,
        "media": model_admin.media + form.media,
        "hidden": [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in names | NOT_CONTENT
        ],
    }
    return render(request, "admin/faq/conflict.html", context, status=409)


def _disputed(form: Any, stored: SeededModel) -> Iterator[Disputed]:
    columns = {field.name: field for field in (*stored._meta.fields, *stored._meta.many_to_many)}
    for field in form:
        if field.name not in columns or field.name not in form.cleaned_data:
            continue
        column = columns[field.name]
        setter_value = form.cleaned_data[field.name]
        before, after = field_text(stored, column), _sent_text(form, column, setter_value)
        if pieces := differences(before, after):
            yield Disputed(field, before, pieces)


def _sent_text(form: Any, column: Any, value: Any) -> str:
    if column.many_to_many:
        return "\n".join(sorted(str(other) for other in value))
    return field_text(form.instance, column)
