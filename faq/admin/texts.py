"""The page from which staff write: every text of a kind, found by words."""

from typing import Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from faq.admin.room import READ, change_url, require, room_page
from faq.models import Entry
from faq.models.text import RenderedModel
from faq.models.withdrawable import State, Withdrawable
from faq.services.content.publishing import BY_NAME
from faq.web.policy import page

ON_A_PAGE: Final = 50
LONGEST: Final = 200


@page(read_only=True)
@require_safe
def texts(request: HttpRequest) -> HttpResponse:
    """The texts of one kind that have all words in their title, with their state."""
    require(request, READ)
    may = request.user.has_perm
    kinds = [(name, m._meta.verbose_name_plural) for name, m in BY_NAME.items()
             if may(f"faq.view_{name}")]  # fmt: skip
    kind = request.GET.get("art", "")
    model = BY_NAME[kind] if kind in dict(kinds) else Entry
    query = request.GET.get("q", "").strip()[:LONGEST]
    pages = Paginator(_found(model, query), ON_A_PAGE).get_page(request.GET.get("seite"))
    name = model._meta.model_name
    context = {
        "title": "Schreiben",
        "page": pages,
        "query": query,
        "kind": name,
        "kinds": kinds,
        "add_url": reverse(f"admin:faq_{name}_add") if may(f"faq.add_{name}") else "",
    }
    return room_page(request, "admin/desk/texts.html", context)


def _found(model: type[RenderedModel], query: str) -> list[tuple[RenderedModel, str, str]]:
    words = query.casefold().split()
    rows = [
        row
        for row in model._default_manager.all()
        if all(word in _name(row).casefold() for word in words)
    ]
    return [(row, change_url(row), _state(row)) for row in rows]


def _name(row: RenderedModel) -> str:
    return f"{row} {' '.join(row.natural_key())}"


def _state(row: RenderedModel) -> str:
    state = row.state if isinstance(row, Withdrawable) else State.PUBLISHED
    return str(state.label)
