"""What the read API says of each kind of content: plain values, ready for JSON.

Their form stands in `faq/openapi.yaml`; tests hold every document against it.
"""

from collections.abc import Iterable

from django.urls import reverse

from faq.models import Category, Entry, ErrorCode, MailServer, ServiceNotice, shown_house, site_url
from faq.search import Hit, Results, Span
from faq.services.desk.answers import Answer, code_answer, entry_answer

Document = dict[str, object]


def entry_document(entry: Entry) -> Document:
    """One entry with its text and the addresses of its sections."""
    answer = entry_answer(entry)
    return {
        "key": entry.key,
        "title": entry.title,
        "url": _absolute(entry.get_absolute_url()),
        "category": _reference(entry.category),
        "short_answer": answer.short,
        "content": content(answer),
        "sections": [
            {
                "anchor": heading["anchor"],
                "level": heading["level"],
                "title": heading["title"],
                "url": _absolute(reverse("faq:section", args=[entry.key, heading["anchor"]])),
            }
            for heading in entry.headings
        ],
        "related": references(entry.related.published()),
        "reviewed_on": entry.reviewed_on.isoformat() if entry.reviewed_on else None,
        "updated_at": entry.updated_at.isoformat(),
    }


def section_document(entry: Entry, anchor: str, answer: Answer) -> Document:
    """One section of an entry."""
    return {
        "entry": _reference(entry),
        "anchor": anchor,
        "title": answer.title,
        "url": answer.url,
        "content": content(answer),
    }


def code_document(code: ErrorCode) -> Document:
    """What one code means."""
    answer = code_answer(code)
    return {
        "key": code.key,
        "code": code.code,
        "kind": "enhanced" if code.enhanced_code else "reply",
        "title": code.title,
        "url": _absolute(code.get_absolute_url()),
        "permanence": code.permanence,
        "party": code.party,
        "short_answer": answer.short,
        "content": content(answer),
        "example": code.example,
        "is_standard": code.is_standard,
        "source": code.source,
        "related": references(code.related.all()),
    }


def search_document(results: Results, following: str | None) -> Document:
    """The hits of one page; where the search is not sure, what comes nearest."""
    return {
        "query": results.query,
        "correction": results.correction,
        "is_answered": results.is_sure,
        "items": [_hit_document(hit) for hit in results.shown],
        "next": following,
    }


def _hit_document(hit: Hit) -> Document:
    return {
        "kind": hit.kind,
        "key": hit.content_key,
        "title": " ".join(filter(None, (hit.code, _words(hit.title)))),
        "url": _absolute(hit.url),
        "place": hit.place,
        "excerpt": _words(hit.excerpt),
    }


def _words(spans: Iterable[Span]) -> str:
    return "".join(span.text for span in spans)


def setting_document(server: MailServer) -> Document:
    """One row of the settings table."""
    return {
        "key": server.key,
        "block": server.block.label,
        "label": server.label,
        "protocol": server.protocol,
        "security": server.security,
        "host": server.host,
        "port": server.port,
        "address": server.url,
        "is_recommended": server.is_recommended,
        "note": server.note,
        "authentication": server.authentication,
        "username": server.username_form,
        "url": _absolute(f"{reverse('faq:mail-setup')}#{server.anchor}"),
    }


def notice_document(notice: ServiceNotice) -> Document:
    """One fault or announced work; the services by their keys."""
    return {
        "kind": notice.kind,
        "title": notice.title,
        "text": notice.text,
        "meanwhile": notice.meanwhile,
        "starts_at": notice.starts_at.isoformat(),
        "ends_at": notice.ends_at.isoformat() if notice.ends_at else None,
        "services": [service.key for service in notice.services.all()],
        "updates": [
            {"at": update.at.isoformat(), "text": update.text} for update in notice.updates.all()
        ],
        "url": _absolute(notice.get_absolute_url()),
    }


def oembed_document(answer: Answer, *, width: int) -> Document:
    """An answer as other systems show it inside a page (oEmbed 1.0, `rich`)."""
    return {
        "version": "1.0",
        "type": "rich",
        "title": answer.title,
        "provider_name": shown_house().site_name,
        "provider_url": site_url(),
        "html": answer.html,
        "width": width,
        "height": None,
    }


def content(answer: Answer) -> Document:
    return {"markdown": answer.markdown, "html": answer.html, "text": answer.text}


def references(pages: Iterable[Entry] | Iterable[ErrorCode]) -> list[Document]:
    """Named addresses, as a list to choose from."""
    return [_reference(page) for page in pages]


def _reference(page: Category | Entry | ErrorCode) -> Document:
    title = f"{page.label}: {page.title}" if isinstance(page, ErrorCode) else page.title
    return {"key": page.key, "title": title, "url": _absolute(page.get_absolute_url())}


def _absolute(path: str) -> str:
    return f"{site_url()}{path}"
