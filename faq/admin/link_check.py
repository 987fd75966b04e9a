"""The staff page that says which links of an old ticket still lead somewhere."""

from django import forms
from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from faq.services.links.destination import LinkState
from faq.services.links.text_links import links_in

STATES = {
    LinkState.LIVE: "Führt zum Ziel",
    LinkState.MOVED: "Umgezogen, wird weitergeleitet",
    LinkState.GONE: "Zurückgezogen",
    LinkState.DEAD: "Führt nirgends hin",
}


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


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("faq.view_entry", raise_exception=True)
def check_links(request: HttpRequest) -> HttpResponse:
    """Say of each link in a pasted text whether it lives, has moved (and where to) or is dead."""
    form = LinkCheckForm(request.POST or None)
    links = links_in(form.cleaned_data["text"]) if form.is_valid() else []
    context = {
        **admin.site.each_context(request),
        "title": "Links prüfen",
        "form": form,
        "rows": [(link, STATES[link.destination.state]) for link in links],
        "is_checked": form.is_valid(),
    }
    return render(request, "admin/faq/links.html", context)
