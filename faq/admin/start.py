"""What the staff start page shows above the models: things that wait for somebody.

A panel is a function from the request to a Panel, or None when the user has no use for it. Add one
to PANELS to have it shown.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from faq.models import (
    Entry,
    ErrorCode,
    MailProgram,
    MailServerCheck,
    Page,
    ProgramWindow,
    ServiceNotice,
)
from faq.services.content.unsure_searches import unsure_searches
from faq.services.links.dead_links import dead_paths

# Content that nobody has looked at for so long may no longer be true.
REVIEW_AFTER = timedelta(days=180)
SEARCHED_WITHIN = timedelta(days=30)
ROWS = 8


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to do: what, where, and a few words beside it."""

    text: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A titled list; `nothing` stands there when it is empty."""

    title: str
    rows: list[Row]
    nothing: str
    more_url: str = ""


def panels(request: HttpRequest) -> list[Panel]:
    """Give the panels that the user of this request can do something about."""
    found = (panel(request) for panel in PANELS)
    return [panel for panel in found if panel]


def entries_to_review(request: HttpRequest) -> Panel | None:
    if not request.user.has_perm("faq.change_entry"):
        return None
    entries = Entry.objects.due_for_review(timezone.localdate() - REVIEW_AFTER)
    return Panel(
        title="Wieder prüfen",
        rows=[
            Row(entry.title, _change_url(entry), _reviewed(entry))
            for entry in entries.order_by("reviewed_on")[:ROWS]
        ],
        nothing="Alle Einträge sind in den letzten sechs Monaten geprüft worden.",
        more_url=f"{reverse('admin:faq_entry_changelist')}?pruefung=faellig",
    )


def drafts(request: HttpRequest) -> Panel | None:
    if not request.user.has_perm("faq.change_entry"):
        return None
    entries = Entry.objects.filter(status=Entry.Status.DRAFT).order_by("-updated_at")
    return Panel(
        title="Entwürfe",
        rows=[
            Row(entry.title, _change_url(entry), f"geändert am {entry.updated_at:%d.%m.%Y}")
            for entry in entries[:ROWS]
        ],
        nothing="Kein Eintrag wartet auf seine Veröffentlichung.",
    )


def unfilled_pages(request: HttpRequest) -> Panel | None:
    pages = Page.objects.unfilled()
    if not pages or not request.user.has_perm("faq.change_page"):
        return None
    return Panel(
        title="Angaben fehlen",
        rows=[Row(page.title, _change_url(page), "noch Vorlage") for page in pages],
        nothing="",
    )


def unsure(request: HttpRequest) -> Panel | None:
    if not request.user.has_perm("faq.change_entry"):
        return None
    address = reverse("admin:faq_searchcount_changelist")
    since = timezone.localdate() - SEARCHED_WITHIN
    return Panel(
        title="Unsicher gesucht",
        rows=[
            Row(search.terms, f"{address}?{urlencode({'q': search.terms})}", f"{search.count}-mal")
            for search in unsure_searches(since, limit=ROWS)
            if not search.is_sure_now
        ],
        nothing="Im letzten Monat hatte jede Suche eine sichere Antwort.",
        more_url=address,
    )


def faulty_servers(request: HttpRequest) -> Panel | None:
    """Servers that do not answer as published; nothing while all is well."""
    checks = MailServerCheck.objects.exclude(fault="").select_related("server")
    current = [check for check in checks if check.server.current_check]
    if not current or not request.user.has_perm("faq.change_mailserver"):
        return None
    return Panel(
        title="Mailserver antworten nicht wie veröffentlicht",
        rows=[
            Row(
                f"{check.host}, Port {check.port}",
                _change_url(check.server),
                check.get_fault_display(),
            )
            for check in current
        ],
        nothing="",
    )


def prepared_notices(request: HttpRequest) -> Panel | None:
    """Notices that the check has written and nobody has published yet."""
    notices = ServiceNotice.objects.filter(status=ServiceNotice.Status.PREPARED)
    if not notices or not request.user.has_perm("faq.change_servicenotice"):
        return None
    return Panel(
        title="Vorbereitete Störungsmeldungen",
        rows=[Row(notice.title, _change_url(notice), "wartet auf Sie") for notice in notices],
        nothing="",
    )


def dead_links(request: HttpRequest) -> Panel | None:
    """Addresses in old tickets that lead nowhere: give them a successor."""
    if not request.user.has_perm("faq.add_entryalias"):
        return None
    paths = dead_paths(timezone.localdate() - SEARCHED_WITHIN, ROWS)
    return Panel(
        title="Tote Links",
        rows=[Row(found.path, _successor_url(found.path), f"{found.count}-mal") for found in paths],
        nothing="In den letzten 30 Tagen hat kein Leser eine tote Adresse aufgerufen.",
    )


def _successor_url(path: str) -> str:
    """Where somebody says what a dead address shall lead to; what is unknown is filled in."""
    kind, key, *anchor = path.strip("/").split("/")
    match kind:
        case "fehlercode":
            return _known_or_added(ErrorCode.objects.filter(key=key).first(), "errorcode", key=key)
        case "einrichten":
            program = MailProgram.objects.filter(key=key).first()
            return _known_or_added(program, "mailprogram", key=key)
        case "meldung":
            window = ProgramWindow.objects.filter(key=key).first()
            return _known_or_added(window, "programwindow", key=key)
    entry = Entry.objects.filter(key=key).first()
    if entry is None or not anchor:
        return _known_or_added(entry, "entryalias", key=key)
    known = entry.anchors.filter(name=anchor[0]).first()
    return _known_or_added(known, "anchor", entry=entry.pk, name=anchor[0], title=anchor[0])


def _known_or_added(row: Model | None, model: str, **values: object) -> str:
    if row:
        return _change_url(row)
    return f"{reverse(f'admin:faq_{model}_add')}?{urlencode(values)}"


PANELS: list[Callable[[HttpRequest], Panel | None]] = [
    prepared_notices, faulty_servers, entries_to_review, unsure, dead_links, drafts,
    unfilled_pages,
]  # fmt: skip


def _change_url(row: Model) -> str:
    return reverse(f"admin:faq_{row._meta.model_name}_change", args=[row.pk])


def _reviewed(entry: Entry) -> str:
    return f"zuletzt {entry.reviewed_on:%d.%m.%Y}" if entry.reviewed_on else "noch nie geprüft"
