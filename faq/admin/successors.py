"""When public sections go, with a new text or a merger: where shall the links to them lead?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from faq.admin.posted import sent_again
from faq.models import Anchor, Entry
from faq.services.links.destination import home_of
from faq.services.links.succession import lost_sections, succeed

PREFIX = "successor-"
MOST_CHOICES = 200
"""So many sections of other entries are offered, the nearest first; a list must stay readable."""


class SuccessorsMissing(Exception):
    """The editor has not said yet where the links to lost sections shall lead; nothing is saved."""

    def __init__(self, entry: Entry, sections: Mapping[str, str], lost: list[Anchor]) -> None:
        super().__init__()
        self.entry, self.sections, self.lost = entry, sections, lost


@dataclass(frozen=True, slots=True)
class Choice:
    """A section that a link can lead to."""

    value: str
    place: str
    title: str


@dataclass(frozen=True, slots=True)
class Question:
    """A lost section, the form field for its successor, and the choice that suggests itself."""

    field: str
    anchor: Anchor
    suggested: str


def require_successors(request: HttpRequest, entry: Entry, sections: Mapping[str, str]) -> None:
    """Raise SuccessorsMissing unless the form says for each lost section where it leads.

    `sections` are those that the entry, not saved yet, will have in public: name and title.
    """
    lost = lost_sections(entry, sections)
    if any(f"{PREFIX}{anchor.pk}" not in request.POST for anchor in lost):
        raise SuccessorsMissing(entry, sections, lost)


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
    home = home_of(missing.entry)
    choices = list(_choices(missing))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Wohin sollen alte Links führen?",
        "opts": model_admin.opts,
        "object": missing.entry,
        "home": home,
        "questions": [
            Question(f"{PREFIX}{anchor.pk}", anchor, _suggested(anchor, home, choices))
            for anchor in missing.lost
        ],
        "choices": choices,
        "hidden": sent_again(request.POST, without={"csrfmiddlewaretoken"}),
    }
    return render(request, "admin/faq/successors.html", context)


def _choices(missing: SuccessorsMissing) -> Iterator[Choice]:
    """Sections of the new text, of the entry that takes this one up, of its category, of others."""
    entry = missing.entry
    for name, title in missing.sections.items():
        yield Choice(f"{entry.key}#{name}", "Dieser Eintrag", title)
    distance = Case(
        When(entry=home_of(entry), then=0), When(entry__category=entry.category, then=1), default=2
    )
    others = Anchor.objects.live().exclude(entry=entry).select_related("entry")
    for anchor in others.order_by(distance, "entry__title", "title")[:MOST_CHOICES]:
        yield Choice(str(anchor), anchor.entry.title, anchor.title)


def _suggested(anchor: Anchor, home: Entry | None, choices: list[Choice]) -> str:
    """Where the entry's text goes on, its section of the same name or else of the same title."""
    if home is None:
        return ""
    here = [choice for choice in choices if choice.value.startswith(f"{home.key}#")]
    same_name = [choice.value for choice in here if choice.value == f"{home.key}#{anchor.name}"]
    same_title = [choice.value for choice in here if choice.title == anchor.title]
    return next(iter(same_name + same_title), "")


def _chosen(value: str) -> Anchor | None:
    key, _, name = value.partition("#")
    return Anchor.objects.live().filter(entry__key=key, name=name).first()
