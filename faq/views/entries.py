"""The page of one entry, its sections and its Markdown."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from faq.models import listed_codes, shown_blocks
from faq.services.content.seeding import markdown_document
from faq.services.links.succession import find_entry, home_of, section_url
from faq.views.errors import gone
from faq.views.public import public_page
from faq.views.structured_data import entry_data


@require_safe
@public_page()
def entry(request: HttpRequest, key: str) -> HttpResponse:
    """The permalink of an entry; a former key leads on, a withdrawn entry says what replaces it.

    No redirect is permanent: browsers keep those for ever, but a name can come back.
    """
    address = find_entry(key)
    if address is None:
        raise Http404
    entry = home_of(address.entry)
    if entry is None:
        return gone(request, address.entry)
    if entry.key != key:
        return redirect(entry)
    context = {
        "entry": entry,
        "related": entry.related.published().for_lists(),
        "error_codes": listed_codes,
        "service_blocks": shown_blocks,
        "structured_data": entry_data(entry),
    }
    return render(request, "faq/entry.html", context)


@require_safe
def section(request: HttpRequest, key: str, anchor: str) -> HttpResponse:
    """Lead to where a section lives today: what is handed out for sections is this path."""
    address = find_entry(key)
    if address is None:
        raise Http404
    url = section_url(address.entry, anchor)
    if url:
        return redirect(url)
    if address.entry.is_published:
        raise Http404
    return gone(request, address.entry)


@require_safe
@public_page()
def entry_markdown(request: HttpRequest, key: str) -> HttpResponse:
    """The entry as Markdown, for programs that read text."""
    address = find_entry(key)
    entry = home_of(address.entry) if address else None
    if entry is None:
        raise Http404
    return HttpResponse(markdown_document(entry), content_type="text/markdown; charset=utf-8")
