"""The page of one entry, its sections and its Markdown."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from faq.models import ErrorCode, MailServer
from faq.services.content import markdown_document
from faq.services.links import find_entry, section_url
from faq.structured_data import entry_data
from faq.views.errors import gone
from faq.views.public import public_page


@require_safe
@public_page()
def entry(request: HttpRequest, key: str) -> HttpResponse:
    """The permalink of an entry; a former key leads on, a withdrawn entry says what replaces it."""
    address = find_entry(key)
    if address is None:
        raise Http404
    if not address.is_current:
        return redirect(address.entry, permanent=True)
    if not address.entry.is_published:
        return gone(request, address.entry)
    context = {
        "entry": address.entry,
        "related": address.entry.related.published(),
        "error_codes": ErrorCode.objects.listed(),
        "mail_servers": MailServer.objects.with_checks(),
        "structured_data": entry_data(address.entry),
    }
    return render(request, "faq/entry.html", context)


@require_safe
def section(request: HttpRequest, key: str, anchor: str) -> HttpResponse:
    """Lead to where a section lives today: what is handed out for sections is this path."""
    address = find_entry(key)
    if address is None:
        raise Http404
    url = section_url(address.entry, anchor)
    if url is None and not address.entry.is_published:
        return gone(request, address.entry)
    if url is None:
        raise Http404
    return redirect(url)


@require_safe
@public_page()
def entry_markdown(request: HttpRequest, key: str) -> HttpResponse:
    """The entry as Markdown, for programs that read text."""
    address = find_entry(key)
    if address is None or not address.entry.is_published:
        raise Http404
    return HttpResponse(
        markdown_document(address.entry), content_type="text/markdown; charset=utf-8"
    )
