"""What waits for somebody, in one list by weight: each line with the one click that cures it.

A source is a function from the request to tasks; those that the member of staff can do nothing
about it leaves out. Add one to SOURCES to have it on the list.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from faq.admin.room import change_url
from faq.models import (
    Entry,
    ErrorCode,
    MailProgram,
    MailServerCheck,
    Page,
    ProgramWindow,
    ServiceNotice,
    WorkingCopy,
)
from faq.models.registry import TEXTS
from faq.models.withdrawable import State
from faq.services.content.publishing import ANYBODY, may_publish
from faq.services.content.reader_needs import unhelpful_pages
from faq.services.content.review import due_since, due_texts
from faq.services.content.unsure_searches import unsure_searches
from faq.services.links.dead_links import dead_paths

WITHIN: Final = timedelta(days=30)
OF_EACH: Final = 50


@dataclass(frozen=True, slots=True)
class Weight:
    """What a task of one kind counts: for itself, for each of its number, and at most."""

    base: int = 0
    each: int = 0
    most: int = 1_000

    def of(self, number: int = 0) -> int:
        """The weight of a task for which so many readers, or weeks, speak."""
        return min(self.base + self.each * number, self.most)


# A reader who was left alone weighs more than a date that has come. However many or however long:
# nothing outweighs a server that is down, and time alone never what somebody knows to be wrong.
SERVER = Weight(1_000)
NO, IN_VAIN, DEAD_LINK = (Weight(each=each, most=SERVER.base - 1) for each in (3, 2, 2))
APPROVAL, UNFILLED, DOUBTED, GAP, DRAFT = map(Weight, (60, 50, 40, 20, 4))
REVIEW = Weight(8, each=1, most=DOUBTED.base - 1)  # each: a week since it was due


@dataclass(frozen=True, slots=True)
class Cure:
    """A way to be done with it: a link, or with `sent` a button that sends these values."""

    label: str
    url: str
    sent: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: what kind, about what, how much it weighs, and how to be done with it."""

    kind: str
    title: str
    weight: int
    note: str
    cures: list[Cure]
    quotes: list[str] = field(default_factory=list)


def tasks(request: HttpRequest) -> list[Task]:
    """Everything that this member of staff can do something about, the weightiest first."""
    found = [task for source in SOURCES for task in source(request)]
    return sorted(found, key=lambda task: (-task.weight, task.kind, task.title))


def faulty_servers(request: HttpRequest) -> Iterator[Task]:
    """Servers that do not answer as published."""
    if not request.user.has_perm("faq.change_mailserver"):
        return
    for check in MailServerCheck.objects.exclude(fault="").select_related("server"):
        if check.server.current_check:
            title = f"{check.host}, Port {check.port}"
            cure = Cure("Server ansehen", change_url(check.server))
            yield Task("Mailserver", title, SERVER.of(), check.get_fault_display(), [cure])


def unhelpful_answers(request: HttpRequest) -> Iterator[Task]:
    """Pages about which readers said "Nein"."""
    for found in unhelpful_pages(timezone.localdate() - WITHIN, OF_EACH):
        if request.user.has_perm(f"faq.change_{found.page._meta.model_name}"):
            why = ", ".join(f"{number}-mal „{label}“" for label, number in found.reasons)
            cures = [
                Cure("Text öffnen", change_url(found.page)),
                Cure("Erledigt", reverse("admin:settle"), {"path": found.path}),
            ]
            note = f"{found.count}-mal „Nein“" + (f": {why}" if why else "")
            yield Task(
                "Hilft nicht", str(found.page), NO.of(found.count), note, cures, found.remarks
            )


def unsure(request: HttpRequest) -> Iterator[Task]:
    """What readers searched without a sure answer."""
    if not request.user.has_perm("faq.change_entry"):
        return
    teach = reverse("admin:faq_searchcount_teach")
    for search in unsure_searches(timezone.localdate() - WITHIN, limit=OF_EACH):
        if search.is_sure_now:
            continue
        cures = [
            Cure(f"Führt zu „{hit.heading}“", teach, {"key": hit.key, "texts": search.lines})
            for hit in search.nearest[:2]
        ]
        query = urlencode({"title": search.terms.capitalize(), "questions": search.lines})
        cures.append(Cure("Eintrag schreiben", f"{reverse('admin:faq_entry_add')}?{query}"))
        note = f"{search.count}-mal gesucht"
        yield Task("Unsicher gesucht", search.terms, IN_VAIN.of(search.count), note, cures)


def prepared_notices(request: HttpRequest) -> Iterator[Task]:
    """Notices that the check has written and nobody has published yet."""
    if request.user.has_perm("faq.change_servicenotice"):
        for notice in ServiceNotice.objects.filter(status=ServiceNotice.Status.PREPARED):
            cure = Cure("Ansehen", change_url(notice))
            yield Task("Störungsmeldung", notice.title, SERVER.of(), "wartet auf Sie", [cure])


def dead_links(request: HttpRequest) -> Iterator[Task]:
    """Addresses in old tickets that lead nowhere: give them a successor."""
    if not request.user.has_perm("faq.add_entryalias"):
        return
    for found in dead_paths(timezone.localdate() - WITHIN, OF_EACH):
        cure = Cure("Ziel wählen", _successor_url(found.path))
        note = f"{found.count}-mal aufgerufen"
        yield Task("Toter Link", found.path, DEAD_LINK.of(found.count), note, [cure])


def waiting_copies(request: HttpRequest) -> Iterator[Task]:
    """New versions of texts: those to approve weigh more than those somebody still writes."""
    for copy in WorkingCopy.objects.exclude(state=WorkingCopy.State.APPROVED):
        can_approve = may_publish(request.user, copy.author or ANYBODY)
        is_ready = copy.state == WorkingCopy.State.READY
        if request.user.has_perm(f"faq.change_{copy.model}") and (can_approve or not is_ready):
            cure = Cure("Vergleichen", reverse("admin:copy", args=[copy.pk]))
            weight = (APPROVAL if is_ready else DRAFT).of()
            label = copy.get_state_display()
            yield Task(label, copy.title, weight, copy.problem or _day(copy.updated_at), [cure])


def reviews(request: HttpRequest) -> Iterator[Task]:
    """Texts to look at again; the longer it is due, the more it weighs, up to a bound."""
    today = timezone.localdate()
    for row in islice(due_texts(today), 4 * OF_EACH):
        name = str(row._meta.model_name)
        if request.user.has_perm(f"faq.change_{name}"):
            is_doubted: bool = row.is_doubted  # type: ignore[attr-defined]
            weeks = max((today - due_since(row)).days // 7, 0)
            cures = [
                Cure("Stimmt noch", reverse("admin:reviewed"), {"model": name, "row": str(row.pk)}),
                Cure("Text öffnen", change_url(row)),
            ]
            note = "Bitte prüfen" if is_doubted else f"fällig seit {due_since(row):%d.%m.%Y}"
            weight = DOUBTED.of() if is_doubted else REVIEW.of(weeks)
            yield Task("Prüfen", str(row), weight, note, cures)


def gaps(request: HttpRequest) -> Iterator[Task]:
    """Texts that are not public, or say too little, until somebody finds something out."""
    for model in TEXTS:
        if not request.user.has_perm(f"faq.change_{model._meta.model_name}"):
            continue
        for row in model._default_manager.filter(has_gap=True):
            weight = (UNFILLED if isinstance(row, Page) else GAP).of()
            cure = Cure("Ausfüllen", change_url(row))
            yield Task("Angaben fehlen", str(row), weight, ", ".join(row.gaps()[:4]), [cure])


def drafts(request: HttpRequest) -> Iterator[Task]:
    """Entries that were never public."""
    if not request.user.has_perm("faq.change_entry"):
        return
    for entry in Entry.objects.filter(status=State.DRAFT, has_gap=False)[:OF_EACH]:
        cure = Cure("Weiterschreiben", change_url(entry))
        yield Task("Entwurf", entry.title, DRAFT.of(), _day(entry.updated_at), [cure])


SOURCES: Final[list[Callable[[HttpRequest], Iterator[Task]]]] = [
    prepared_notices, faulty_servers, unhelpful_answers, unsure, dead_links, waiting_copies,
    reviews, gaps, drafts,
]  # fmt: skip


def _day(moment: Any) -> str:
    return f"geändert am {timezone.localtime(moment):%d.%m.%Y}"


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
        return change_url(row)
    return f"{reverse(f'admin:faq_{model}_add')}?{urlencode(values)}"
