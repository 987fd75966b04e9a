"""Where an address without a page of its own leads, and the pages for what is not there."""

import re
import sys
from collections.abc import Iterable

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import get_template

from faq.models import Category, ErrorCode, last_house
from faq.models.withdrawable import State, Withdrawable
from faq.services.links.dead_links import count_dead_link
from faq.services.links.destination import Destination, LinkState, destination_of
from faq.services.links.memory import DATABASE
from faq.web.policy import RETRY_AFTER


def led_on(request: HttpRequest, found: Destination) -> HttpResponse:
    """Answer for what is not read at this address: one redirect to where it is, or what is gone.

    No redirect is permanent: browsers keep those for ever, but a name can come back. Raises Http404
    for an address that leads nowhere.
    """
    if found.is_alive:
        return redirect(found.location)
    if found.state is LinkState.GONE:
        return _gone(request, found)
    raise Http404


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """One redirect to what was meant, or 404 with a search filled in from the address."""
    if request.resolver_match is None and request.method in ("GET", "HEAD"):
        found = destination_of(request.path)
        if found.state is LinkState.MOVED and found.row is None:  # the search, with its words
            query = request.META.get("QUERY_STRING", "")
            return redirect(f"{found.url}?{query}" if query else found.url)
        if found.state in (LinkState.MOVED, LinkState.GONE):  # a view would have asked by itself
            return led_on(request, found)
    count_dead_link(request.path)
    words = re.sub(r"[^\w.]+|_", " ", request.path).strip()[:100]
    return render(request, "404.html", {"words": words}, status=404)


def unknown_code(request: HttpRequest, code: str) -> HttpResponse:
    """404 for a code without record: what its first digits tell, and its neighbours."""
    count_dead_link(request.path)
    context = {"code": code[:40], "neighbours": _neighbours(code) if code[:1] in "45" else []}
    return render(request, "faq/unknown_code.html", context, status=404)


def _neighbours(code: str) -> Iterable[ErrorCode]:
    beginning = code[:2].replace("\0", "")
    records = ErrorCode.objects.published().filter(key__startswith=beginning)
    return records.order_by("-is_listed", "key")[:8]


def _gone(request: HttpRequest, found: Destination) -> HttpResponse:
    """410: what replaces the withdrawn, or where each answer of a dispersed category is."""
    row = found.row
    if isinstance(row, Category):
        entries = [entry for entry in DATABASE.once_in(row) if entry.is_published]
        context = {"category": row, "entries": entries}
        return render(request, "faq/dispersed_category.html", context, status=410)
    path = row.get_absolute_url() if row else request.path
    context = {
        "title": str(row),
        "path": path,
        "successor": found.successor,
        # A published text waits while a value is missing in it: nobody has withdrawn it.
        "waits": isinstance(row, Withdrawable) and row.state is State.PUBLISHED,
    }
    return render(request, "410.html", context, status=410)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the database did not answer; from a template that asks no database."""
    is_away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    name, status = ("503.html", 503) if is_away else ("500.html", 500)
    response = HttpResponse(get_template(name).render({"house": last_house()}), status=status)
    if is_away:
        response.headers["Retry-After"] = RETRY_AFTER
    return response
