"""How readers reach a person, with what a letter needs to be answered at once."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from faq.models import site_url
from faq.services.links.destination import destination
from faq.web.policy import page


@dataclass(frozen=True, slots=True)
class Letter:
    """What stands in the letter before its writer has said anything; plain text."""

    subject: str
    body: str


@require_safe
@page(public=True, query=("zu",), sitemap=True, mirror=True)
def contact(request: HttpRequest) -> HttpResponse:
    """The ways to a person; `?zu=` is the page of this site that did not help."""
    asked = page_of_ours(request.GET.get("zu", ""))
    context = {"page_asked": asked, "letter": letter_about(asked)}
    return render(request, "faq/contact.html", context)


def page_of_ours(path: str) -> str:
    """The full address of a page that is read here; empty for anything else."""
    found = destination(path) if path.startswith("/") else None
    return f"{site_url()}{found.url}" if found and found.is_alive and found.url else ""


def letter_about(page: str) -> Letter:
    lines = [
        "Guten Tag,",
        "",
        "",
        "",
        "E-Mail-Adresse, um die es geht: ",
        "Mailprogramm und Gerät: ",
        "Meldung im Wortlaut: ",
        "Zuletzt aufgetreten: ",
        *([f"Gelesen habe ich: {page}"] if page else []),
    ]
    return Letter("Frage zu meinem Postfach", "\r\n".join(lines))


def letter_with(summary: str) -> Letter:
    """What the error analysis says, for support; the reader sees it and may change it."""
    lines = ["Guten Tag,", "", "", "", *summary.splitlines()]
    return Letter("Frage zu einer Fehlermeldung", "\r\n".join(lines))
