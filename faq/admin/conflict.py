"""The page for an editor whose form is older than what is stored: both texts, nothing lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Field
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.formats import localize_input

from faq.admin.posted import row_number, sent_again
from faq.models.seeded import SeededModel
from faq.services.content.differences import Piece, differences
from faq.services.content.versions import field_text, versions

# What a colleague may change without touching what anybody writes: the place in a list, the date of
# the last check.
QUIET = frozenset({"position", "reviewed_on"})
# Names that belong to the act of saving, not to the content.
NOT_CONTENT = frozenset({"csrfmiddlewaretoken", "based_on"})


@dataclass(frozen=True, slots=True)
class Disputed:
    """A field in which the stored text and the editor's differ."""

    field: BoundField
    column: "Field[Any, Any]"
    stored: str
    sent: str
    pieces: list[Piece]

    def is_quiet(self, before: str) -> bool:
        """Whether only a colleague has changed it, and nobody's words with it."""
        return self.field.name in QUIET and self.sent == before


def conflict_page(
    model_admin: "admin.ModelAdmin[Any]", request: HttpRequest, stored: SeededModel
) -> HttpResponse:
    """Show what is stored beside what the editor sent; sending it again saves the editor's."""
    form = model_admin.get_form(request, stored, change=True)(request.POST, instance=_fresh(stored))
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
        "hidden": sent_again(request.POST, names | NOT_CONTENT),
    }
    return render(request, "admin/faq/conflict.html", context, status=409)


def sent_anew(
    model_admin: "admin.ModelAdmin[Any]", request: HttpRequest, stored: SeededModel
) -> QueryDict | None:
    """What the editor sent, to be saved on top of what is stored now; None where both collide.

    They collide where a field that somebody has changed since the form was opened would get
    another value. Quiet fields that the editor left alone keep what is stored.
    """
    version = row_number(request.POST.get("based_on", ""))
    base: Any = stored.history.filter(version=version).first()  # type: ignore[attr-defined]
    form = model_admin.get_form(request, stored, change=True)(request.POST, instance=_fresh(stored))
    if not form.is_valid():
        return None
    data = request.POST.copy()
    data["based_on"] = str(stored.version)
    for item in _disputed(form, stored):
        before = field_text(base, item.column) if base else None
        if before is None or (before != item.stored and not item.is_quiet(before)):
            return None
        if before != item.stored and item.is_quiet(before):
            data[item.field.name] = localize_input(getattr(stored, item.field.name) or "")
    return data


def _fresh(stored: SeededModel) -> SeededModel:
    """The row once more: a form writes into the one it is given."""
    return type(stored)._default_manager.get(pk=stored.pk)


def _disputed(form: Any, stored: SeededModel) -> Iterator[Disputed]:
    columns = {field.name: field for field in (*stored._meta.fields, *stored._meta.many_to_many)}
    for field in form:
        if field.name not in columns or field.name not in form.cleaned_data:
            continue
        column = columns[field.name]
        setter_value = form.cleaned_data[field.name]
        before, after = field_text(stored, column), _sent_text(form, column, setter_value)
        if pieces := differences(before, after):
            yield Disputed(field, column, before, after, pieces)


def _sent_text(form: Any, column: Any, value: Any) -> str:
    if column.many_to_many:
        return "\n".join(sorted(str(other) for other in value))
    return field_text(form.instance, column)
