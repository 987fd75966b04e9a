"""Saving a text that readers have: who may publish does, everybody else keeps a working copy."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.html import format_html

from faq.admin.conflict import conflict_page
from faq.admin.editorial import Group
from faq.admin.posted import row_number
from faq.admin.preview import PreviewedAdmin
from faq.admin.successors import PREFIX
from faq.models import Anchor, WorkingCopy
from faq.services.content.publishing import is_public, may_publish, needs_approval
from faq.services.content.working_copies import (
    CopyConflict,
    copy_of,
    filled,
    is_outdated,
    row_of,
    store,
)

REVIEW: Group = ("Prüfung", {"fields": ["reviewed_on", "review_on", "is_doubted"]})
COPY = "kopie"  # in the address of a form for a text that does not exist yet
OF_COPY = "Sie sehen die Arbeitskopie. Leser sehen sie noch nicht."
OF_ROW = "Sie sehen, was Leser sehen. Es gibt schon eine neuere Fassung."
SAVED = "Gespeichert. Leser sehen weiter die alte Fassung, bis diese freigegeben ist."
SAVED_NEW = "Gespeichert. Leser sehen den Text, sobald er freigegeben ist."


class KeepsCopies(PreviewedAdmin):
    """An admin of texts. Stands before the other bases, so that nothing saves past it."""

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form with the values of the working copy, and which copy was seen."""
        copy = self._copy(request, obj)
        kwargs["form"] = _form_of(self.form, copy, self._may_hold_back(request, obj))
        return super().get_form(request, obj, change, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return [*fieldsets, (None, {"fields": ["copy_version"]})]
        if self.has_change_permission(request, obj):
            last = fieldsets[-1][1]
            last["fields"] = [*last["fields"], "copy_version"]
            if self._may_hold_back(request, obj):
                last["fields"] = ["hold_back", *last["fields"]]
        return fieldsets

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The form; a note above it where it shows a working copy."""
        if request.method != "POST":
            self._say_what_is_shown(request, object_id)
        try:
            return super().changeform_view(request, object_id, *args, **kwargs)
        except CopyConflict as conflict:  # a colleague has saved the same copy
            request.POST = _with(request.POST, copy_version=conflict.copy.version)  # type: ignore[assignment]
            return conflict_page(self, request, filled(conflict.copy))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save the row, or keep what was written as a working copy."""
        if self._goes_public(request, obj, form):
            super().save_model(request, obj, form, change)
            if copy := self._copy(request, obj if change else None):
                copy.delete()
            return
        request.stored_copy = store(  # type: ignore[attr-defined]
            obj,
            _related(form),
            request.user,  # type: ignore[arg-type]
            copy=self._copy(request, obj if change else None),
            seen=form.cleaned_data.get("copy_version") or 0,
            reason=form.cleaned_data.get("change_reason") or "",
            successors=_chosen(request),
        )

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        if not _stored(request):
            super().save_related(request, form, formsets, change)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None if _stored(request) else super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        note = "Arbeitskopie gespeichert." if _stored(request) else message
        return super().log_change(request, obj, note)

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._to_copy(request) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._to_copy(request) or super().response_change(request, obj)

    def _goes_public(self, request: HttpRequest, obj: Any, form: Any) -> bool:
        """Whether saving goes straight into the row."""
        columns = {field.name for field in obj._meta.many_to_many}
        says_more = needs_approval(obj) or (is_public(obj) and columns & set(form.changed_data))
        if not says_more:
            return True
        return may_publish(request.user) and not form.cleaned_data.get("hold_back")

    def _may_hold_back(self, request: HttpRequest, obj: Any) -> bool:
        return obj is not None and is_public(obj) and may_publish(request.user)

    def _copy(self, request: HttpRequest, obj: Any) -> WorkingCopy | None:
        if obj is not None:
            return copy_of(obj)
        number = row_number(request.GET.get(COPY, ""))
        copies = WorkingCopy.objects.filter(model=self.opts.model_name, row=None)
        return copies.filter(pk=number).first()

    def _say_what_is_shown(self, request: HttpRequest, object_id: str | None) -> None:
        row = self.get_object(request, object_id) if object_id else None
        copy = self._copy(request, row)
        if copy is None or not self.has_view_or_change_permission(request, row):
            return
        shown = OF_COPY if self.has_change_permission(request, row) else OF_ROW
        address = reverse("admin:copy", args=[copy.pk])
        link = format_html("<a href='{}'>Unterschiede und Freigabe</a>", address)
        messages.info(request, format_html("{} {}", shown, link))

    def _to_copy(self, request: HttpRequest) -> HttpResponse | None:
        copy = _stored(request)
        if copy is None:
            return None
        row = row_of(copy)
        said = SAVED if row and is_public(row) else SAVED_NEW
        self.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:copy", args=[copy.pk]))


def _form_of(base: Any, copy: WorkingCopy | None, can_hold_back: bool) -> Any:
    """A form that shows the copy unless something was sent, and knows which copy it shows."""

    class CopyForm(base):
        copy_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.initial["copy_version"] = copy.version if copy else 0
            if copy and not self.is_bound:
                self.initial |= copy.values
                if is_outdated(copy):  # saving then shows both texts
                    self.initial["based_on"] = copy.based_on

    class HoldingForm(CopyForm):
        hold_back = forms.BooleanField(
            label="Noch nicht veröffentlichen",
            required=False,
            help_text="Leser sehen weiter die alte Fassung. Ihre wartet als Arbeitskopie.",
        )

    return HoldingForm if can_hold_back else CopyForm


def _stored(request: HttpRequest) -> WorkingCopy | None:
    return getattr(request, "stored_copy", None)


def _related(form: Any) -> dict[str, list[int]]:
    """The lists of rows that the form has, by primary keys."""
    columns = (field.name for field in form._meta.model._meta.many_to_many)
    chosen = {name: form.cleaned_data[name] for name in columns if name in form.cleaned_data}
    return {name: sorted(row.pk for row in rows) for name, rows in chosen.items()}


def _chosen(request: HttpRequest) -> dict[str, str]:
    """What the author chose for each public section that the new text no longer has."""
    sent = {
        int(name.removeprefix(PREFIX)): str(value)
        for name, value in request.POST.items()
        if name.startswith(PREFIX) and name.removeprefix(PREFIX).isdecimal()
    }
    names = Anchor.objects.filter(pk__in=sent).values_list("pk", "name")
    return {name: sent[pk] for pk, name in names}


def _with(post: QueryDict, **values: object) -> QueryDict:
    changed = post.copy()
    for name, value in values.items():
        changed[name] = str(value)
    return changed
