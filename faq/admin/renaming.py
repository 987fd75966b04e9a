"""Giving an entry another key: rarely needed, and never the end of a link."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from faq.admin.room import change_url
from faq.models import Entry
from faq.models.keys import validate_key
from faq.models.links import validate_free_key
from faq.models.seeded import EditConflict
from faq.services.links.succession import rename


class RenameForm(forms.Form):
    """The new key of an entry."""

    key = forms.CharField(
        label="Neuer Schlüssel",
        max_length=80,
        validators=[validate_key],
        widget=forms.TextInput({"class": "vTextField"}),
    )

    def __init__(self, entry: Entry, data: Any = None) -> None:
        super().__init__(data, initial={"key": entry.key})
        self.entry = entry

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        if key == self.entry.key:
            raise forms.ValidationError("So heißt der Eintrag schon.")
        validate_free_key(key, self.entry)
        return key

    def save(self) -> bool:
        """Rename the entry; False, with the reason in the form, when somebody was faster."""
        try:
            rename(self.entry, self.cleaned_data["key"])
        except EditConflict:
            self.add_error("key", "Gerade hat jemand den Eintrag gespeichert. Bitte noch einmal.")
        return self.is_valid()


def rename_page(
    model_admin: "admin.ModelAdmin[Any]", request: HttpRequest, entry: Entry
) -> HttpResponse:
    """Ask for another key and give it; the addresses that the entry had lead on."""
    if not model_admin.has_change_permission(request, entry):
        raise PermissionDenied
    former = entry.get_absolute_url()
    form = RenameForm(entry, request.POST) if request.method == "POST" else RenameForm(entry)
    if form.is_valid() and form.save():
        model_admin.log_change(request, entry, f"Schlüssel geändert, vorher {former}")
        sentence = f"Die Adresse ist jetzt {entry.get_absolute_url()}. {former} leitet dorthin."
        model_admin.message_user(request, sentence, messages.SUCCESS)
        return HttpResponseRedirect(change_url(entry))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Schlüssel ändern",
        "opts": model_admin.opts,
        "object": entry,
        "address": former,
        "form": form,
    }
    return render(request, "admin/faq/rename.html", context)
