"""The desk: the page with which support staff find an answer and take it to a ticket.

What customers write is never stored, logged or put into an address: their message comes by POST,
and no answer of the desk may be kept by a cache (`admin_view` in `site` sees to that).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from faq.admin.room import READ, require
from faq.forms import DeskForm, MessageForm
from faq.models import AnswerFrame, House, in_brand
from faq.services.desk.answers import Answer
from faq.services.desk.finished_answers import finished_answers
from faq.services.desk.lookup import answer_for, find, sections_beside, suggest
from faq.web.personal_query import without_addresses_in_query
from faq.web.policy import page

View = Callable[[HttpRequest], HttpResponse]
MARKE = "marke"


def for_support(view: View) -> View:
    """Refuse staff who may not see entries; the brand that they chose answers."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        require(request, READ)
        with in_brand(chosen_brand(request)):
            return view(request)

    return guarded


def chosen_brand(request: HttpRequest) -> str:
    """The brand whose customers are answered: chosen by `?marke=`, kept as long as the log-in."""
    if MARKE in request.GET:
        request.session[MARKE] = request.GET[MARKE]
    is_known = House.objects.filter(key=request.session.get(MARKE, "")).exists()
    return str(request.session[MARKE]) if is_known else ""


@page()
@for_support
@require_safe
@without_addresses_in_query
def desk(request: HttpRequest) -> HttpResponse:
    """Answers for `?q=`, and the one at `?antwort=` in every form that a ticket may take."""
    form = DeskForm(request.GET)
    query, path = form.text, form.path
    answer = answer_for(path) if path else None
    context = {
        "query": query,
        "path": path,
        "found": find(query) if query.strip() else [],
        "is_unknown": bool(path) and answer is None,
        "sections": sections_beside(path) if answer else [],
    }
    return _page(request, answer, context)


@page(read_only=True)
@for_support
@require_POST
def message(request: HttpRequest) -> HttpResponse:
    """Answers for a customer's message; for a returned one, what its analysis says."""
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _page(request, None, {"message_form": form})
    suggestions = suggest(form.cleaned_data["text"])
    context = {"message_form": form, "found": suggestions.found, "is_message": True}
    return _page(request, suggestions.answer, context)


def _page(request: HttpRequest, answer: Answer | None, context: dict[str, Any]) -> HttpResponse:
    shown = {
        "message_form": MessageForm(),
        "answer": answer,
        "letters": finished_answers(answer, AnswerFrame.objects.all()) if answer else [],
        "houses": House.objects.all(),
        "desk_url": request.build_absolute_uri(reverse("admin:desk")),
        **context,
    }
    return render(request, "admin/desk/desk.html", shown)
