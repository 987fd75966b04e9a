"""Which template shows a text to readers, and with what.

Asked by its public page, by the link for a colleague and by the preview of its form.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from faq.models import (
    Entry,
    ErrorCode,
    Explanation,
    MailProgram,
    Page,
    ProgramWindow,
    ServiceNotice,
    listed_codes,
    shown_blocks,
    shown_programs,
)
from faq.services.bounce.ways_on import places
from faq.services.content.explained_terms import terms_in
from faq.services.links.destination import Destination, LinkState, destination_of
from faq.services.setup.mail_setup import EXAMPLE_ADDRESS, setup_values
from faq.views.errors import led_on
from faq.views.structured_data import JsonLd, code_data, entry_data

# The rows that a text leads to, by the name of its field.
Linked = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class PublicPage:
    """The template of one kind, what it calls the row, what else it needs, and its JSON-LD."""

    template: str
    name: str
    more: Callable[[Any, Linked], dict[str, Any]]
    data: Callable[[Any], list[JsonLd]] | None = None

    def context(self, row: Model, chosen: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Values for the template; `chosen` stand in for rows that are not stored yet."""

        def linked(name: str) -> Any:
            if chosen and name in chosen:
                return chosen[name]
            if row.pk:
                return getattr(row, name).all()
            return row._meta.get_field(name).related_model._default_manager.none()  # type: ignore[union-attr]

        return {self.name: row, **self.more(row, linked)}


def _entry(entry: Entry, linked: Linked) -> dict[str, Any]:
    return {
        "related": linked("related").published().for_lists(),
        "error_codes": listed_codes,
        "service_blocks": shown_blocks,
        "terms": terms_in(entry.plain_text),
    }


def _error_code(code: ErrorCode, linked: Linked) -> dict[str, Any]:
    return {"related": linked("related").published(), "terms": terms_in(code.plain_text)}


def _mail_program(program: MailProgram, linked: Linked) -> dict[str, Any]:
    return {
        "programs": shown_programs,
        "help_entries": linked("help_entries").published().for_lists(),
        "service_blocks": shown_blocks,
        "values": setup_values(),
        "example_address": EXAMPLE_ADDRESS,
    }


def _program_window(window: ProgramWindow, linked: Linked) -> dict[str, Any]:
    return {"values": setup_values(), "related": places(window.related_keys)}


def _service_notice(notice: ServiceNotice, linked: Linked) -> dict[str, Any]:
    return {"services": linked("services"), "updates": linked("updates")}


def _nothing(row: Model, linked: Linked) -> dict[str, Any]:
    return {}


PAGES: Final[dict[type[Model], PublicPage]] = {
    Entry: PublicPage("faq/entry.html", "entry", _entry, entry_data),
    ErrorCode: PublicPage("faq/error_code.html", "code", _error_code, code_data),
    # Read in a result of the error analysis, on no page of its own.
    Explanation: PublicPage("faq/draft_explanation.html", "explanation", _nothing),
    ProgramWindow: PublicPage("faq/program_window.html", "window", _program_window),
    MailProgram: PublicPage("faq/mail_program.html", "program", _mail_program),
    Page: PublicPage("faq/page.html", "page", _nothing),
    ServiceNotice: PublicPage("faq/notice.html", "notice", _service_notice),
}


def page_of_kind(
    request: HttpRequest, kind: type[Model], found: Destination | None = None
) -> HttpResponse:
    """The text of a kind that is read at the address asked for, or where that leads today.

    `found` is where it leads, for who has asked already. Raises Http404.
    """
    found = found or destination_of(request.path)
    if found.state is LinkState.LIVE and isinstance(found.row, kind):
        return public_page(request, found.row)
    return led_on(request, found)


def public_page(request: HttpRequest, row: Model) -> HttpResponse:
    """The page of a text as readers get it."""
    shown = PAGES[type(row)]
    data = {"structured_data": shown.data(row)} if shown.data else {}
    return render(request, shown.template, shown.context(row) | data)
