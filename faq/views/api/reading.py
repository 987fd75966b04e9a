"""The read API for ticket systems, below `/api/v1/`: described in `faq/openapi.yaml`.

Everything is public, so any page may read it (CORS); nothing can be written. Errors are problem
details (RFC 9457).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
)
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page

from faq.forms import EntriesForm, OEmbedForm, PageForm, SearchApiForm
from faq.models import Category, Entry, ErrorCode, ServiceNotice, shown_mail_servers, site_url
from faq.search import search as find
from faq.services.desk.answers import answer_to, entry_answer, section_answer
from faq.services.links.destination import (
    Destination,
    LinkState,
    code_destination,
    destination,
    entry_destination,
)
from faq.views.api import representations
from faq.views.api.openapi import openapi_document
from faq.views.api.representations import Document
from faq.web.personal_query import query_without_addresses
from faq.web.policy import ALL, Limit, View, page

Row = TypeVar("Row", Entry, ErrorCode)
PAGE_LENGTH = 50
NO_ENTRY = "There is no such entry."
NO_CODE = "This code is not on record."
PER_READER = Limit(60, 60, ALL)
METHODS = "GET, HEAD, OPTIONS"
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


class Problem(Exception):
    """A request that gets no document; `extra` is added to the problem details."""

    def __init__(self, status: int, title: str, **extra: object) -> None:
        super().__init__(title)
        self.status, self.title, self.extra = status, title, extra


class Moved(Exception):
    """The document is at another address of this API."""


def endpoint(view: Callable[..., Document]) -> View:
    """Turn a function that returns a document into a view with ETag, CORS and problem details."""

    @wraps(view)
    def answered(request: HttpRequest, **path: Any) -> HttpResponse:
        try:
            response = _respond(view, request, path)
        except Http404:
            response = problem_response(Problem(404, "Nothing is known at this address."))
        except Problem as problem:
            response = problem_response(problem)
        except Moved as moved:
            response = HttpResponseRedirect(str(moved))
        for name, value in CORS.items():
            response.headers[name] = value
        return response

    # Nothing is written here and no session exists: a token would protect nothing.
    return page(limit=PER_READER)(csrf_exempt(conditional_page(answered)))


def _respond(
    view: Callable[..., Document], request: HttpRequest, path: dict[str, Any]
) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": METHODS})
    if request.method not in ("GET", "HEAD"):
        raise Problem(405, "This API can only be read.")
    return JsonResponse(view(request, **path), json_dumps_params={"ensure_ascii": False})


def problem_response(problem: Problem) -> HttpResponse:
    """The problem details (RFC 9457)."""
    details = {"title": problem.title, "status": problem.status, **problem.extra}
    response = JsonResponse(details, status=problem.status, content_type="application/problem+json")
    if problem.status == 405:
        response.headers["Allow"] = METHODS
    return response


@endpoint
def index(request: HttpRequest) -> Document:
    """Where everything is."""
    names = ("search", "entries", "codes", "settings", "notices", "oembed", "openapi")
    return {name: site_url() + reverse(f"faq:api-{name}") for name in names}


@endpoint
def openapi(request: HttpRequest) -> Document:
    """This API, described (OpenAPI 3.1)."""
    return openapi_document()


@endpoint
def entries(request: HttpRequest) -> Document:
    """Published entries, a page at a time; `?category=` narrows them."""
    form = EntriesForm(request.GET)
    if not form.is_valid():
        raise Problem(400, "category is a key, page is a number from 1 to 100000.")
    rows = Entry.objects.published().select_related("category")
    if key := form.cleaned_data["category"]:
        category = Category.objects.filter(key=key).first()
        rows = rows.in_category(category) if category else rows.none()
    return _page(request, rows)


@endpoint
def entry(request: HttpRequest, key: str) -> Document:
    """One entry; a former key finds it too."""
    return representations.entry_document(_led_to(entry_destination(key), Entry, NO_ENTRY))


@endpoint
def section(request: HttpRequest, key: str, anchor: str) -> Document:
    """One section; a moved one is answered from where it lives today."""
    found = entry_destination(key, anchor)
    home = _led_to(found, Entry, "The entry has no such section.")
    answer = section_answer(home, found.anchor) or entry_answer(home)
    return representations.section_document(home, found.anchor, answer)


@endpoint
def codes(request: HttpRequest) -> Document:
    """All codes on record, a page at a time."""
    return _page(request, ErrorCode.objects.published())


@endpoint
def code(request: HttpRequest, code: str) -> Document:
    """What a code means, in any spelling people use."""
    return representations.code_document(_led_to(code_destination(code), ErrorCode, NO_CODE))


@endpoint
def mail_settings(request: HttpRequest) -> Document:
    """The settings for mail programs, the preferred ones first."""
    return {"items": [representations.setting_document(server) for server in shown_mail_servers()]}


@endpoint
def notices(request: HttpRequest) -> Document:
    """Faults and announced work, the latest first."""
    rows = ServiceNotice.objects.published().with_details()[:PAGE_LENGTH]
    return {"items": [representations.notice_document(notice) for notice in rows]}


@endpoint
def search(request: HttpRequest) -> Document:
    """Answers for `?q=`, best first, a page at a time."""
    clean = query_without_addresses(request.GET)
    if clean != request.GET:
        raise Moved(f"?{clean.urlencode()}")
    form = SearchApiForm(request.GET)
    if not form.is_valid():
        raise Problem(400, "q says what is searched, page is a number.", fields=list(form.errors))
    page = form.cleaned_data["page"]
    results = find(form.cleaned_data["q"], page=page)
    return representations.search_document(
        results, _following(request, page) if page < results.last_page else None
    )


@endpoint
def oembed(request: HttpRequest) -> Document:
    """An entry, section or code for `?url=`, to show inside another page (oEmbed 1.0)."""
    form = OEmbedForm(request.GET)
    if not form.is_valid():
        raise Problem(400, "url, format or maxwidth cannot be used.", fields=list(form.errors))
    if form.cleaned_data["format"] == "xml":
        raise Problem(501, "Only the format json is offered.")
    found = destination(form.cleaned_data["url"])
    answer = answer_to(found)
    if answer is None and found.state is LinkState.GONE:
        raise Problem(410, "This was withdrawn.")
    if answer is None:
        raise Problem(404, "The address is no entry, section or code of this site.")
    return representations.oembed_document(answer, width=form.cleaned_data["maxwidth"])


@endpoint
def unknown(request: HttpRequest) -> Document:
    """Any other address below the API."""
    raise Http404


def _led_to(found: Destination, kind: type[Row], unknown: str) -> Row:
    """What is read at an address today. Raises the Problem to answer where that is nothing."""
    if isinstance(found.row, kind) and found.is_alive:
        return found.row
    if found.is_alive and isinstance(found.row, Entry):  # a code that an entry explains
        raise Moved(reverse("faq:api-entry", args=[found.row.key]))
    if found.state is LinkState.GONE:
        url = site_url() + found.url if found.url else None
        raise Problem(410, "This was withdrawn.", successor=url)
    raise Problem(404, unknown)


def _page(request: HttpRequest, rows: QuerySet[Any]) -> Document:
    """One page of a list, with the address of the next; a page that is not there is empty."""
    form = PageForm(request.GET)
    if not form.is_valid():
        raise Problem(400, "page is a number from 1 to 100000.")
    number, pages = form.cleaned_data["page"], Paginator(rows, PAGE_LENGTH)
    items = representations.references(pages.page(number)) if number <= pages.num_pages else []
    following = _following(request, number) if number < pages.num_pages else None
    return {"items": items, "next": following}


def _following(request: HttpRequest, number: int) -> str:
    """Address of the page after this one."""
    query = request.GET.copy()
    query["page"] = str(number + 1)
    return f"{site_url()}{request.path}?{query.urlencode()}"
