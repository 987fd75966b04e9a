"""What a page is about, for search engines: schema.org as JSON-LD."""

from collections.abc import Iterable
from typing import TypedDict

from django.urls import reverse

from faq.models import Category, Entry, ErrorCode, shown_house, site_url

JsonLd = dict[str, object]


class Crumb(TypedDict):
    """One step of the way from the start page."""

    title: str
    url: str


def entry_data(entry: Entry) -> list[JsonLd]:
    """The question with its answer, and the way to it."""
    return [
        _faq_page([(entry.title, entry.plain_text)]),
        _breadcrumbs([_crumb(entry.category), _crumb(entry)]),
    ]


def category_data(category: Category, entries: Iterable[Entry]) -> list[JsonLd]:
    """All questions of a category with what its page shows, the short answers."""
    questions = [(entry.title, entry.plain_text.partition("\n")[0]) for entry in entries]
    return [_faq_page(questions), _breadcrumbs([_crumb(category)])]


def code_data(code: ErrorCode) -> list[JsonLd]:
    """What a code means, and the way to it."""
    tables = Crumb(title="Fehlercodes", url=reverse("faq:error-codes"))
    page = Crumb(title=code.label, url=code.get_absolute_url())
    return [
        _faq_page([(f"Was bedeutet der Fehlercode {code.label}?", code.plain_text)]),
        _breadcrumbs([tables, page]),
    ]


def _faq_page(questions: list[tuple[str, str]]) -> JsonLd:
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "inLanguage": "de",
        "mainEntity": [
            {
                "@type": "Question",
                "name": question,
                "acceptedAnswer": {"@type": "Answer", "text": answer},
            }
            for question, answer in questions
        ],
    }


def _breadcrumbs(crumbs: list[Crumb]) -> JsonLd:
    start = Crumb(title=shown_house().site_name, url=reverse("faq:start"))
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": crumb["title"],
                "item": f"{site_url()}{crumb['url']}",
            }
            for position, crumb in enumerate([start, *crumbs], start=1)
        ],
    }


def _crumb(page: Category | Entry) -> Crumb:
    return Crumb(title=page.title, url=page.get_absolute_url())
