"""What somebody sent, given back: a page whose form sends the same again, with one click.

It needs no database and no session, for it is shown when these are away. What is secret (passwords,
codes) is never given back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import Resolver404, resolve

from faq.models import last_house

LONG: Final = 80
"""Longer values (in characters), and those of several lines, are shown as texts."""

SECRET: Final = frozenset(
    {"password", "password1", "password2", "old_password", "new_password1", "new_password2",
     "token", "csrfmiddlewaretoken"}
)  # fmt: skip

FREE_TEXTS: Final = {
    "note": "Was fehlt noch?",
    "alternative": "Bildbeschreibung",
    "remark": "Was hat gefehlt?",
}
"""Fields for a sentence of one's own outside the forms of models, and what they are called."""

REOPEN: Final = "_reopen"
"""The button that opens the form with the values instead of saving them."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One value as it was sent; `label` is what staff call the field, empty for one unnamed."""

    name: str
    value: str
    label: str = ""

    @property
    def is_text(self) -> bool:
        if self.label and self.label == FREE_TEXTS.get(self.name):
            return bool(self.value)
        return bool(self.label) and (len(self.value) > LONG or "\n" in self.value)


@dataclass(frozen=True, slots=True)
class Notice:
    """What the page says: the word at its head, what happened, and the button that sends again."""

    title: str
    sentence: str
    button: str = "Noch einmal speichern"


def sent_values(posted: QueryDict, path: str) -> list[Sent]:
    """All values that were posted to a path, without secrets, in the order in which they came."""
    labels = labels_at(path)
    return [
        Sent(name, str(value), labels.get(name, ""))
        for name, values in posted.lists()
        for value in values
        if name not in SECRET
    ]


def send_again_page(
    request: HttpRequest, notice: Notice, *, path: str, sent: Sequence[Sent], status: int
) -> HttpResponse:
    """The page for an address to which `sent` goes again."""
    is_staff_page = path.startswith(f"/{settings.ADMIN_PATH}")
    context = {
        "house": last_house(),
        "notice": notice,
        "path": path,
        "texts": [item for item in sent if item.is_text],
        "others": [item for item in sent if not item.is_text and item.name != REOPEN],
        "reopen": REOPEN if is_staff_page and is_form_of_a_row(path) else "",
        "is_staff_page": is_staff_page,  # readers' pages set no cookie, so they have no token
    }
    response = render(request, "not_saved.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def is_form_of_a_row(path: str) -> bool:
    """Whether a path is the form of some content, new or stored."""
    return _view_name(path).startswith("admin:faq_") and _view_name(path).endswith(
        ("_add", "_change")
    )


def labels_at(path: str) -> dict[str, str]:
    """What the fields of a path's form are called, by their names."""
    model_name = _view_name(path).removeprefix("admin:faq_").partition("_")[0]
    try:
        model = apps.get_model("faq", model_name)
    except (LookupError, ValueError):
        return FREE_TEXTS
    return {
        field.name: str(field.verbose_name)
        for field in (*model._meta.fields, *model._meta.many_to_many)
    }


def _view_name(path: str) -> str:
    try:
        return resolve(path.partition("?")[0]).view_name
    except Resolver404:
        return ""
