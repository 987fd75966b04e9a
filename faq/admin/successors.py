"""When public sections go, with a new text or a merger: where shall the links to them lead?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from faq.models import Anchor, Entry
from faq.services.links import home_of, lost_sections, succeed

PREFIX = "successor-"
MOST_CHOICES = 200
"""So many sections of other entries are offered, the nearest first; a list must stay readable."""


class SuccessorsMissing(Exception):
    """The editor has not said yet where the links to lost sections shall lead; nothing is saved."""

    def __init__(self, entry: Entry, anchors: list[str], lost: list[Anchor]) -> None:
        super().__init__()
        self.entry, self.anchors, self.lost = entry, anchors, lost


@dataclass(frozen=True, slots=True)
class Choice:
    """A section that a link can lead to."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """A lost section, the form field for its successor, and the choice that suggests itself."""

    field: str
    anchor: Anchor
    suggested: str


def require_successors(request: HttpRequest, entry: Entry, anchors: list[str]) -> None:
    """Raise SuccessorsMissing unless the form says for each lost section where it leads.

    `anchors` are the sections that the entry, not saved yet, will have in public.
    """
    lost = lost_sections(entry, anchors)
    if any(f"{PREFIX}{anchor.pk}" not in request.POST for anchor in lost):
        raise SuccessorsMissing(entry, anchors, lost)


def note_successors(request: HttpRequest, entry: Entry) -> None:
    """Store what the editor chose for each lost section, once the new text is saved."""
    for anchor in entry.anchors.filter(is_live=False):
        value = request.POST.get(f"{PREFIX}{anchor.pk}")
        if value is not None:
            succeed(anchor, _chosen(value))


def successors_page(
    model_admin: "admin.ModelAdmin[Any]", request: HttpRequest, missing: SuccessorsMissing
) -> HttpResponse:
    """Ask for a successor of each lost section; the editor's text travels along."""
    choices = list(_choices(missing))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Wohin sollen alte Links führen?",
        "opts": model_admin.opts,
        "object": missing.entry,
        "home": home_of(missing.entry),
        "questions": [
            Question(f"{PREFIX}{anchor.pk}", anchor, _suggested(anchor, choices))
            for anchor in missing.lost
        ],
        "choices": choices,
        "hidden": [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name != "csrfmiddlewaretoken"
        ],
    }
    return render(request, "admin/faq/successors.html", context)


def _choices(missing: SuccessorsMissing) -> Iterator[Choice]:
    """Sections of the new text, of the entry that takes this one up, of its category, of others."""
    entry = missing.entry
    for name in missing.anchors:
        yield Choice(f"{entry.key}#{name}", f"Dieser Eintrag: #{name}")
    distance = Case(
        When(entry=home_of(entry), then=0), When(entry__category=entry.category, then=1), default=2
    )
    others = Anchor.objects.live().exclude(entry=entry).select_related("entry")
    for anchor in others.order_by(distance, "entry__title", "title")[:MOST_CHOICES]:
        yield Choice(str(anchor), f"{anchor.entry.title}: {anchor.title}")


def _suggested(anchor: Anchor, choices: list[Choice]) -> str:
    """The section of the same name where the entry's text goes on, if it has one."""
    same_name = (choice for choice in choices if choice.value.endswith(f"#{anchor.name}"))
    return next((choice.value for choice in same_name), "")


def _chosen(value: str) -> Anchor | None:
    key, _, name = value.partition("#")
    return Anchor.objects.live().filter(entry__key=key, name=name).first()
