"""The page of one entry, its sections and its Markdown."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from faq.models import Entry
from faq.services.content.rendering import markdown_document
from faq.services.links.destination import LinkState, destination_of
from faq.views.errors import led_on
from faq.views.public_pages import page_of_kind
from faq.web.policy import page


def entries_with_a_page() -> QuerySet[Entry]:
    return Entry.objects.published().only("key", "updated_at")


@require_safe
@page(public=True, sitemap=True, mirror=True, dead_links=True, rows=entries_with_a_page)
def entry(request: HttpRequest, key: str) -> HttpResponse:
    """The permalink of an entry; a former key leads on, a withdrawn entry says what replaces it.

    No redirect is permanent: browsers keep those for ever, but a name can come back.
    """
    return page_of_kind(request, Entry)


@require_safe
@page(dead_links=True)
def section(request: HttpRequest, key: str, anchor: str) -> HttpResponse:
    """Lead to where a section lives today: what is handed out for sections is this path."""
    return led_on(request, destination_of(request.path))


@require_safe
@page(public=True, mirror=True, dead_links=True, rows=entries_with_a_page)
def entry_markdown(request: HttpRequest, key: str) -> HttpResponse:
    """The entry as Markdown, for programs that read text."""
    found = destination_of(request.path)
    entry = found.row
    if found.state is not LinkState.LIVE or not isinstance(entry, Entry):
        return led_on(request, found)
    return HttpResponse(markdown_document(entry), content_type="text/markdown; charset=utf-8")
