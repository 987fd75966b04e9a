"""Telling an editor which links of a text lead nowhere, in which line; saving goes on."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from faq.models.text import RenderedModel
from faq.services.links.destination import LinkState
from faq.services.links.text_links import CheckedLink, is_shown, links_of

MOST_NAMED = 20

BROKEN = (
    "Hier steht ein Link, der keiner ist: „{}“. Prüfen Sie Leerzeichen und Anführungszeichen darin."
)
GONE = "Der Link „{}“ führt zu etwas, das zurückgezogen ist."
RELATIVE = "Der Link „{}“ führt nirgends hin. Er muss mit „/“ oder „https://“ beginnen."
NOWHERE = "Der Link „{}“ führt nirgends hin."


def fault_sentence(link: CheckedLink) -> str:
    """Say what is wrong with a link, and in which line of which field."""
    label = link.row._meta.get_field(link.field).verbose_name if link.row else ""  # type: ignore[union-attr]
    return f"{label}, Zeile {link.line}: {_sentence(link).format(link.link)}"


def warn_of_links(request: HttpRequest, row: Any) -> None:
    """Show the faulty links of a public row that was just saved."""
    if not isinstance(row, RenderedModel) or not is_shown(row):
        return
    faulty = [link for link in links_of(row) if link.is_faulty]
    for link in faulty[:MOST_NAMED]:
        messages.warning(request, fault_sentence(link))


def _sentence(link: CheckedLink) -> str:
    if link.is_broken:
        return BROKEN
    if link.destination.state is LinkState.GONE:
        return GONE
    is_relative = not link.link.startswith(("/", "#", "http:", "https:"))
    return RELATIVE if is_relative else NOWHERE
