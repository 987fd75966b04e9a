"""The staff page that says which links of an old ticket still lead somewhere."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from faq.admin.link_faults import fault_sentence
from faq.admin.room import READ, change_url, require
from faq.services.links.destination import LinkState
from faq.services.links.text_links import links_in, links_in_content
from faq.web.policy import page

STATES = {
    LinkState.LIVE: "Führt zum Ziel",
    LinkState.MOVED: "Umgezogen, wird weitergeleitet",
    LinkState.GONE: "Zurückgezogen",
    LinkState.DEAD: "Führt nirgends hin",
}


# The parameter that asks for the faulty links of all texts.
CONTENT = "texte"


class LinkCheckForm(forms.Form):
    """A pasted ticket or canned reply."""

    text = forms.CharField(
        label="Text mit Links",
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField"}),
        help_text="Ein altes Ticket, ein Textbaustein oder nur die Adressen. Nichts davon wird "
        "gespeichert.",
        error_messages={
            "required": "Fügen Sie einen Text ein, in dem Links auf die Hilfe stehen.",
            "max_length": "Der Text ist zu lang. Prüfen Sie ihn in zwei Teilen.",
        },
    )


@dataclass(frozen=True, slots=True)
class LinkFault:
    """A link in a text of ours that leads nowhere, and where to mend it."""

    text: str
    url: str
    sentence: str


def _faults_in_content() -> Iterator[LinkFault]:
    for link in links_in_content():
        if link.is_faulty and link.row:
            yield LinkFault(str(link.row), change_url(link.row), fault_sentence(link))


@page(read_only=True)
@require_http_methods(["GET", "HEAD", "POST"])
def check_links(request: HttpRequest) -> HttpResponse:
    """Say of each link in a pasted text whether it lives, has moved (and where to) or is dead."""
    require(request, READ)
    form = LinkCheckForm(request.POST or None)
    wants_all = CONTENT in request.GET
    links = links_in(form.cleaned_data["text"]) if form.is_valid() else []
    context = {
        **admin.site.each_context(request),
        "title": "Links prüfen",
        "form": form,
        "rows": [(link, STATES[link.destination.state]) for link in links],
        "is_checked": form.is_valid(),
        "is_content_checked": wants_all,
        "faults": list(_faults_in_content()) if wants_all else [],
    }
    return render(request, "admin/faq/links.html", context)
