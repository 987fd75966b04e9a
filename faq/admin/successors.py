"""When a text drops sections that were public: where shall the links to them lead?"""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from faq.models import Anchor, Entry
from faq.services.links import lost_sections, succeed

PREFIX = "successor-"


class SuccessorsMissing(Exception):
    """The editor has not said yet where the links to lost sections shall lead; nothing is saved."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A section that a link can lead to."""

    value: str
    label: str


def require_successors(request: HttpRequest, entry: Entry, anchors: list[str]) -> None:
    """Raise SuccessorsMissing unless the form says for each lost section where it leads."""
    for anchor in lost_sections(entry, anchors):
        if f"{PREFIX}{anchor.pk}" not in request.POST:
            raise SuccessorsMissing


def note_successors(request: HttpRequest, entry: Entry) -> None:
    """Store what the editor chose for each lost section, once the new text is saved."""
    for anchor in entry.anchors.filter(is_live=False):
        value = request.POST.get(f"{PREFIX}{anchor.pk}")
        if value is not None:
            succeed(anchor, _chosen(value))


def successors_page(
    model_admin: "admin.ModelAdmin[Any]", request: HttpRequest, entry: Entry, anchors: list[str]
) -> HttpResponse:
    """Ask for a successor of each lost section; the editor's text travels along."""
    own = [Choice(f"{entry.key}#{name}", f"Dieser Eintrag: #{name}") for name in anchors]
    others = Anchor.objects.live().filter(entry__status=Entry.Status.PUBLISHED)
    found = others.exclude(entry=entry).select_related("entry").order_by("entry__title", "title")
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Wohin sollen alte Links führen?",
        "opts": model_admin.opts,
        "object": entry,
        "lost": [(f"{PREFIX}{anchor.pk}", anchor) for anchor in lost_sections(entry, anchors)],
        "choices": [*own, *(Choice(str(a), f"{a.entry.title}: {a.title}") for a in found)],
        "hidden": [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name != "csrfmiddlewaretoken"
        ],
    }
    return render(request, "admin/faq/successors.html", context)


def _chosen(value: str) -> Anchor | None:
    key, _, name = value.partition("#")
    return Anchor.objects.live().filter(entry__key=key, name=name).first()
