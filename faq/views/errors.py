"""Pages for what is not there: unknown, withdrawn, broken."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

from faq.models import Category, Entry, ErrorCode, MailProgram, ProgramWindow
from faq.services.dead_links import count_dead_link
from faq.services.links import living_successor


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 with a search that is already filled in from the address."""
    count_dead_link(request.path)
    words = re.sub(r"[^\w.]+|_", " ", request.path).strip()[:100]
    return render(request, "404.html", {"words": words}, status=404)


def unknown_code(request: HttpRequest, code: str) -> HttpResponse:
    """404 for a code without record: what its first digits tell, and its neighbours."""
    count_dead_link(request.path)
    neighbours = (
        ErrorCode.objects.published().filter(key__startswith=code[:2]).order_by("-is_listed", "key")
    )
    context = {"code": code[:40], "neighbours": neighbours[:8] if code[:1] in "45" else []}
    return render(request, "faq/unknown_code.html", context, status=404)


def gone(
    request: HttpRequest, row: Entry | ErrorCode | MailProgram | ProgramWindow
) -> HttpResponse:
    """410 for withdrawn content, with what replaces it."""
    count_dead_link(request.path)
    context = {
        "title": str(row),
        "path": row.get_absolute_url(),
        "successor": living_successor(row),
    }
    return render(request, "410.html", context, status=410)


def dispersed(request: HttpRequest, category: Category, entries: list[Entry]) -> HttpResponse:
    """410 for a category that is empty today: where each of its answers is."""
    count_dead_link(request.path)
    context = {"category": category, "entries": entries}
    return render(request, "faq/dispersed_category.html", context, status=410)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 from a template that needs no database and no context."""
    return HttpResponse(get_template("500.html").render(), status=500)
