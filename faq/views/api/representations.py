"""What the read API says of each kind of content: plain values, ready for JSON.

Described for clients in `faq/openapi.yaml`; a test holds the two together.
"""

from collections.abc import Iterable
from typing import Literal, TypedDict

from django.urls import reverse

from faq.models import Category, Entry, ErrorCode, MailServer, ServiceNotice, shown_house, site_url
from faq.search import Hit, Results, Span
from faq.services.desk.answers import Answer, code_answer, entry_answer


class Reference(TypedDict):
    """A named address."""

    key: str
    title: str
    url: str


class Content(TypedDict):
    """One text in every form."""

    markdown: str
    html: str
    text: str


class SectionReference(TypedDict):
    anchor: str
    level: int
    title: str
    url: str


class EntryDocument(TypedDict):
    key: str
    title: str
    url: str
    category: Reference
    short_answer: str
    content: Content
    sections: list[SectionReference]
    related: list[Reference]
    reviewed_on: str | None
    updated_at: str


class SectionDocument(TypedDict):
    entry: Reference
    anchor: str
    title: str
    url: str
    content: Content


class CodeDocument(TypedDict):
    key: str
    code: str
    kind: Literal["reply", "enhanced"]
    title: str
    url: str
    permanence: str
    party: str
    short_answer: str
    content: Content
    example: str
    is_standard: bool
    source: str
    related: list[Reference]


class SettingDocument(TypedDict):
    key: str
    block: str
    label: str
    protocol: str
    security: str
    host: str
    port: int
    address: str
    is_recommended: bool
    note: str
    authentication: str
    username: str
    url: str


class UpdateDocument(TypedDict):
    at: str
    text: str


class NoticeDocument(TypedDict):
    kind: str
    title: str
    text: str
    meanwhile: str
    starts_at: str
    ends_at: str | None
    services: list[str]
    updates: list[UpdateDocument]
    url: str


class HitDocument(TypedDict):
    kind: str
    key: str
    title: str
    url: str
    place: str
    excerpt: str


class SearchDocument(TypedDict):
    """What the page of results shows; only what comes nearest where `is_answered` is false."""

    query: str
    correction: str
    is_answered: bool
    items: list[HitDocument]
    next: str | None


class OEmbedDocument(TypedDict):
    """oEmbed 1.0, type rich."""

    version: str
    type: str
    title: str
    provider_name: str
    provider_url: str
    html: str
    width: int
    height: None


def entry_document(entry: Entry) -> EntryDocument:
    """One entry with its text and the addresses of its sections."""
    answer = entry_answer(entry)
    return {
        "key": entry.key,
        "title": entry.title,
        "url": _absolute(entry.get_absolute_url()),
        "category": _reference(entry.category.key, entry.category),
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
        "related": [_reference(other.key, other) for other in entry.related.published()],
        "reviewed_on": entry.reviewed_on.isoformat() if entry.reviewed_on else None,
        "updated_at": entry.updated_at.isoformat(),
    }


def entry_references(entries: Iterable[Entry]) -> list[Reference]:
    """Entries as a list to choose from."""
    return [_reference(entry.key, entry) for entry in entries]


def section_document(entry: Entry, anchor: str, answer: Answer) -> SectionDocument:
    """One section of an entry."""
    return {
        "entry": _reference(entry.key, entry),
        "anchor": anchor,
        "title": answer.title,
        "url": answer.url,
        "content": content(answer),
    }


def code_document(code: ErrorCode) -> CodeDocument:
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
        "related": code_references(code.related.all()),
    }


def code_references(codes: Iterable[ErrorCode]) -> list[Reference]:
    """Codes as a list to choose from."""
    return [_reference(code.key, code) for code in codes]


def search_document(results: Results, following: str | None) -> SearchDocument:
    """The hits of one page; where the search is not sure, what comes nearest."""
    return {
        "query": results.query,
        "correction": results.correction,
        "is_answered": results.is_sure,
        "items": [_hit_document(hit) for hit in results.shown],
        "next": following,
    }


def _hit_document(hit: Hit) -> HitDocument:
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


def setting_document(server: MailServer) -> SettingDocument:
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


def notice_document(notice: ServiceNotice) -> NoticeDocument:
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


def oembed_document(answer: Answer, *, width: int) -> OEmbedDocument:
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


def content(answer: Answer) -> Content:
    return {"markdown": answer.markdown, "html": answer.html, "text": answer.text}


def _reference(key: str, page: Category | Entry | ErrorCode) -> Reference:
    title = f"{page.label}: {page.title}" if isinstance(page, ErrorCode) else page.title
    return {"key": key, "title": title, "url": _absolute(page.get_absolute_url())}


def _absolute(path: str) -> str:
    return f"{site_url()}{path}"
