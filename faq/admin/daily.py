"""The pages of a working day: what readers miss, what to look at again, who did what."""

import csv
from datetime import datetime
from typing import Final

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from faq.admin.posted import row_number
from faq.admin.room import READ, WRITE, back, change_url, require, room_page
from faq.admin.start import tasks
from faq.services.content.audit import KINDS, SIGN_INS, Event, Wanted, all_events, events
from faq.services.content.cells import harmless
from faq.services.content.publishing import BY_NAME
from faq.services.content.review import due_since, due_texts, mark_reviewed
from faq.services.content.votes import page_at, settle
from faq.web.policy import page

AT_ONCE: Final = 50


@page(read_only=True)
@require_safe
def reader_needs(request: HttpRequest) -> HttpResponse:
    """Everything that waits for somebody, by weight."""
    require(request, WRITE)
    found = tasks(request)
    kinds = sorted({task.kind for task in found})
    kind = request.GET.get("art", "")
    shown = [task for task in found if kind in ("", task.kind)]
    context = {"title": "Was fehlt Lesern?", "tasks": shown, "kinds": kinds, "kind": kind}
    return room_page(request, "admin/desk/needs.html", context)


@page()
@require_POST
def settle_page(request: HttpRequest) -> HttpResponse:
    """Note that what readers said of a page is dealt with."""
    text = page_at(request.POST.get("path", ""))
    if text is None:
        raise Http404
    require(request, f"faq.change_{text._meta.model_name}")
    settle(request.POST["path"])
    messages.success(request, f"Erledigt: „{text}“.")
    return back(request, "admin:needs")


@page(read_only=True)
@require_safe
def to_review(request: HttpRequest) -> HttpResponse:
    """Texts of every kind that somebody has to look at again, those due longest first."""
    require(request, READ)
    rows = [
        row
        for row in due_texts(timezone.localdate())
        if request.user.has_perm(f"faq.view_{row._meta.model_name}")
    ]
    rows.sort(key=lambda row: (not row.is_doubted, due_since(row)))  # type: ignore[attr-defined]
    due = [
        (row, change_url(row), due_since(row), row._meta.model_name, row._meta.verbose_name)
        for row in rows
    ]
    context = {
        "title": "Prüfen",
        "due": due,
        "can_write": request.user.has_perm("faq.change_entry"),
    }
    return room_page(request, "admin/desk/review.html", context)


@page()
@require_POST
def reviewed(request: HttpRequest) -> HttpResponse:
    """Note that a text is still true."""
    model = BY_NAME.get(request.POST.get("model", ""))
    if model is None:
        raise Http404
    require(request, f"faq.change_{model._meta.model_name}")
    row = get_object_or_404(model, pk=row_number(request.POST.get("row", "")))
    mark_reviewed([row], timezone.localdate())
    messages.success(request, f"Heute geprüft: „{row}“.")
    return back(request, "admin:needs")


class HistoryForm(forms.Form):
    """Which events; what makes no sense counts as not given."""

    art = forms.ChoiceField(
        choices=[(SIGN_INS, "Anmeldungen"), *((k, m._meta.verbose_name) for k, m in KINDS.items())],
        required=False,
    )
    wer = forms.ModelChoiceField(get_user_model()._default_manager.all(), required=False)
    seit = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    vor = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M:%S.%f%z"])

    @property
    def wanted(self) -> Wanted:
        self.is_valid()
        given = self.cleaned_data
        user, since = given.get("wer"), given.get("seit")
        start = timezone.make_aware(datetime.combine(since, datetime.min.time())) if since else None
        return Wanted(given.get("art") or "", user and user.pk, given.get("vor"), start)


@page(read_only=True)
@require_safe
def history(request: HttpRequest) -> HttpResponseBase:
    """Who did what, newest first; as a file with `?csv`."""
    require(request, "faq.publish_content")
    form = HistoryForm(request.GET)
    wanted = form.wanted
    if "csv" in request.GET:
        return _as_csv(wanted)
    found = events(wanted, AT_ONCE + 1)
    shown = found[:AT_ONCE]
    older = request.GET.copy()
    if shown:
        older["vor"] = shown[-1].at.isoformat(timespec="microseconds")
    context = {
        "title": "Verlauf",
        "events": [(event, _url_of(event)) for event in shown],
        "form": form,
        "since": form.data.get("seit", ""),
        "older": older.urlencode() if len(found) > AT_ONCE else "",
        "query": request.GET.urlencode(),
    }
    return room_page(request, "admin/desk/history.html", context)


def _as_csv(wanted: Wanted) -> StreamingHttpResponse:
    writer = csv.writer(_Echo())
    head = ["Zeitpunkt", "Wer", "Was", "Titel", "Notiz"]
    rows = (
        [f"{timezone.localtime(e.at):%Y-%m-%d %H:%M:%S}", e.who, e.what, e.title, e.note]
        for e in all_events(wanted)
    )
    lines = (writer.writerow(map(harmless, row)) for row in (head, *rows))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="verlauf.csv"'
    return response


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, line: str) -> str:
        return line


def _url_of(event: Event) -> str:
    try:
        return reverse(f"admin:faq_{event.kind}_history", args=[event.row]) if event.row else ""
    except NoReverseMatch:
        return ""
