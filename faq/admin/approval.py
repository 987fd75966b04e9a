"""The pages on which a text goes from its author to its readers."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_safe

from faq.admin.posted import row_number
from faq.admin.room import READ, Done, no_button, require, room_page
from faq.admin.working_copy import COPY
from faq.incoming import clean_line
from faq.models import Entry, WorkingCopy
from faq.models.seeded import EditConflict
from faq.models.withdrawable import State, Withdrawable
from faq.services.content.preview_links import links_to, make_link, take_back, token_of
from faq.services.content.publishing import ANYBODY, BY_NAME, may_publish
from faq.services.content.working_copies import (
    approve,
    comparison,
    copy_of,
    discard,
    hand_back,
    plan_withdrawal,
    row_of,
    submit,
)
from faq.web.policy import page

OUTDATED = (
    "Der veröffentlichte Text hat sich seitdem geändert. Öffnen Sie die Fassung im Formular und "
    "speichern Sie: Dann sehen Sie beide Texte."
)
CHANGED = "Jemand hat diese Fassung inzwischen geändert. Lesen Sie sie noch einmal."
IN_THE_PAST = "Dieser Zeitpunkt ist schon vorbei."


class MomentForm(forms.Form):
    """A day and a minute, in the time of the house; empty for now."""

    at = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M"])


@page(read_only=True)
@require_safe
def copies(request: HttpRequest) -> HttpResponse:
    """Everything that waits for its author, for approval or for its time, and the drafts."""
    require(request, READ)
    found = WorkingCopy.objects.select_related("author", "approved_by")
    seen = [copy for copy in found if request.user.has_perm(f"faq.view_{copy.model}")]
    drafts = Entry.objects.filter(status=State.DRAFT).order_by("-updated_at")
    context = {
        "title": "Entwürfe und Freigaben",
        "states": [(state, [c for c in seen if c.state == state]) for state in STATES],
        "drafts": drafts if request.user.has_perm("faq.view_entry") else [],
    }
    return room_page(request, "admin/desk/copies.html", context)


STATES = (WorkingCopy.State.READY, WorkingCopy.State.DRAFT, WorkingCopy.State.APPROVED)


@page()
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """One working copy: what it changes, and what can be done with it."""
    found = get_object_or_404(WorkingCopy.objects.select_related("author", "approved_by"), pk=pk)
    if not request.user.has_perm(f"faq.view_{found.model}"):
        raise PermissionDenied
    if request.method == "POST" and (done := _done(request, found)):
        return done
    found = get_object_or_404(WorkingCopy, pk=pk)  # as it is now
    row = row_of(found)
    links = links_to(found)
    context = {
        "title": found.title,
        "copy": found,
        "row": row,
        "is_public": bool(row) and getattr(row, "state", State.PUBLISHED) is State.PUBLISHED,
        "comparison": comparison(found),
        "form_url": form_url(found),
        "link": _address(request, token_of(links[0])) if links else "",
        "can_write": request.user.has_perm(f"faq.change_{found.model}"),
        "can_publish": may_publish(request.user, found.author or ANYBODY),
        "outdated": OUTDATED,
        "now": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
        "typed": request.POST,
    }
    return room_page(request, "admin/desk/copy.html", context)


@page()
@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request: HttpRequest, model: str, pk: int) -> HttpResponse:
    """Plan when a public text goes, and what replaces it."""
    row = get_object_or_404(BY_NAME.get(model, Entry), pk=pk)
    if not isinstance(row, Withdrawable) or not request.user.has_perm(f"faq.change_{model}"):
        raise PermissionDenied
    others = type(row)._default_manager.published().exclude(pk=row.pk)  # type: ignore[attr-defined]
    problem = ""
    if request.method == "POST":
        form = MomentForm(request.POST)
        moment = form.cleaned_data["at"] if form.is_valid() else None
        successor = others.filter(pk=row_number(request.POST.get("successor", ""))).first()
        if moment and moment > timezone.now():
            planned = plan_withdrawal(row, request.user, moment, successor and successor.pk)  # type: ignore[arg-type]
            return HttpResponseRedirect(reverse("admin:copy", args=[planned.pk]))
        problem = IN_THE_PAST
    context = {
        "title": f"Zu einem Zeitpunkt zurückziehen: {row}",
        "row": row,
        "others": others,
        "problem": problem,
        "planned": copy_of(row, WorkingCopy.Kind.WITHDRAWAL),
        "typed": request.POST,
        "chosen": row_number(request.POST.get("successor", "")),
    }
    return room_page(request, "admin/desk/withdrawal.html", context)


def form_url(found: WorkingCopy) -> str:
    """The form in which the copy is written."""
    if found.row:
        return reverse(f"admin:faq_{found.model}_change", args=[found.row])
    return f"{reverse(f'admin:faq_{found.model}_add')}?{COPY}={found.pk}"


def _done(request: HttpRequest, found: WorkingCopy) -> HttpResponse | None:
    """Do what was asked for, say so, and go on to where it leads; None where it was not done."""
    if not request.user.has_perm(f"faq.change_{found.model}"):
        raise PermissionDenied
    here = reverse("admin:copy", args=[found.pk])
    try:
        with transaction.atomic():
            act = ACTIONS.get(request.POST.get("action", ""), no_button)
            said, target = act(request, _seen(request, found))
    except EditConflict:
        messages.error(request, OUTDATED)
        return None
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return None
    messages.success(request, said)
    return HttpResponseRedirect(target or here)


def _seen(request: HttpRequest, found: WorkingCopy) -> WorkingCopy:
    """The copy as the page showed it: nobody approves or discards what they have not read."""
    copies = WorkingCopy.objects.select_for_update()
    copy = copies.filter(pk=found.pk, version=row_number(request.POST.get("version", ""))).first()
    if copy is None:
        raise ValidationError(CHANGED)
    return copy


def _submit(request: HttpRequest, found: WorkingCopy) -> Done:
    submit(found)
    return "Zur Freigabe gegeben. Wer freigeben darf, sieht es auf der Startseite.", ""


def _approve(request: HttpRequest, found: WorkingCopy) -> Done:
    form = MomentForm(request.POST)
    if not form.is_valid():
        raise ValidationError("Geben Sie Tag und Uhrzeit ganz an, oder lassen Sie das Feld leer.")
    moment = form.cleaned_data["at"] or (found.publish_at if found.is_withdrawal else None)
    if moment and moment < timezone.now() - timedelta(minutes=1):
        raise ValidationError(IN_THE_PAST)
    approve(found, request.user, moment)  # type: ignore[arg-type]
    if found.is_approved:
        shown = date_format(timezone.localtime(moment), "j. F Y, H:i")
        return f"Freigegeben. Leser sehen es am {shown} Uhr.", ""
    return f"Veröffentlicht: „{found.title}“.", reverse("admin:copies")


def _hand_back(request: HttpRequest, found: WorkingCopy) -> Done:
    hand_back(found, clean_line(request.POST.get("note", "")))
    return "Zurückgegeben. Es ist wieder ein Entwurf.", ""


def _discard(request: HttpRequest, found: WorkingCopy) -> Done:
    discard(found)
    return "Verworfen. Leser sehen, was sie vorher sahen.", reverse("admin:copies")


def _link(request: HttpRequest, found: WorkingCopy) -> Done:
    take_back(links_to(found))
    make_link(found, request.user)  # type: ignore[arg-type]
    return "Der Link steht unten. Er gilt sieben Tage.", ""


def _unlink(request: HttpRequest, found: WorkingCopy) -> Done:
    take_back(links_to(found))
    return "Der Link führt jetzt nirgends mehr hin.", ""


ACTIONS: dict[str, Any] = {
    "submit": _submit,
    "approve": _approve,
    "hand-back": _hand_back,
    "discard": _discard,
    "link": _link,
    "unlink": _unlink,
}


def _address(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("faq:draft", args=[token]))
