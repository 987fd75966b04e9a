"""Where do links to this site lead today: in the texts themselves, and in a pasted ticket?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from faq.markup import render
from faq.models import Category, Entry, ErrorCode, Page
from faq.models.text import RenderedModel
from faq.services.fixtures import FIXTURES
from faq.services.links import find_code, find_entry, living_successor, section_home, section_url

MAX_LINKS = 500

_ENTRY = re.compile(r"/faq/([^/]+)/(?:([^/]+)/)?")
_CODE = re.compile(r"/fehlercode/([^/]+)/?")
_TOP = re.compile(r"/([^/]+)/")
_LINK = re.compile(r"https?://[^\s<>\"')\]]+|(?<![\w/:.])/[a-z][\w./#%-]*")
_AFTER_LINK = ".,;:!?"


class LinkState(Enum):
    """What becomes of a reader who follows a link."""

    LIVE = "live"
    MOVED = "moved"
    GONE = "gone"
    DEAD = "dead"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a link leads; ``url`` is the address to use today, empty where there is none."""

    state: LinkState
    url: str = ""


@dataclass(frozen=True, slots=True)
class CheckedLink:
    """A link with the text it stands in and where it leads."""

    place: str
    link: str
    destination: Destination


def destination(link: str) -> Destination:
    """Say where a link leads: a full address or a path, with or without fragment."""
    parts = urlsplit(link)
    if parts.netloc and parts.netloc != urlsplit(settings.SITE_URL).netloc:
        return Destination(LinkState.ELSEWHERE, link)
    if parts.scheme and not parts.netloc:  # mailto:, tel:
        return Destination(LinkState.ELSEWHERE, link)
    path, fragment = unquote(parts.path), unquote(parts.fragment)
    if match := _ENTRY.fullmatch(path):
        return _entry_destination(match[1], match[2] or fragment)
    if match := _CODE.fullmatch(path):
        return _code_destination(match[1])
    if match := _TOP.fullmatch(path):
        return _top_destination(match[1], fragment)
    return Destination(LinkState.LIVE, link) if _is_page(path) else Destination(LinkState.DEAD)


def links_in(text: str) -> list[CheckedLink]:
    """Check the links to this site in a pasted text; others are left out. Nothing is stored."""
    found = dict.fromkeys(match[0].rstrip(_AFTER_LINK) for match in _LINK.finditer(text))
    checked = [CheckedLink("", link, destination(link)) for link in list(found)[:MAX_LINKS]]
    return [link for link in checked if link.destination.state is not LinkState.ELSEWHERE]


def links_in_content() -> Iterator[CheckedLink]:
    """Yield every link in every stored text, also those to other sites."""
    for model in FIXTURES.values():
        if issubclass(model, RenderedModel):
            for row in model._default_manager.all():
                yield from _links_in_row(row)


def _links_in_row(row: RenderedModel) -> Iterator[CheckedLink]:
    for name in row.source_fields:
        place = f"{row._meta.model_name} {row} ({name})"
        rendered = render(str(getattr(row, name)))
        own = {heading.anchor for heading in rendered.headings}
        for link in rendered.links:
            if link.startswith("#"):
                state = LinkState.LIVE if link[1:] in own else LinkState.DEAD
                yield CheckedLink(place, link, Destination(state, link))
            else:
                yield CheckedLink(place, link, destination(link))


def _entry_destination(key: str, anchor: str) -> Destination:
    address = find_entry(key)
    if address is None:
        return Destination(LinkState.DEAD)
    entry = address.entry
    if not anchor:
        return _whole_entry(entry, is_current=address.is_current)
    if home := section_home(entry, anchor):
        is_same = address.is_current and (home.entry_id, home.name) == (entry.pk, anchor)
        return Destination(LinkState.LIVE if is_same else LinkState.MOVED, home.get_absolute_url())
    if not entry.is_published:
        return _whole_entry(entry, is_current=address.is_current)
    url = section_url(entry, anchor)
    return Destination(LinkState.MOVED, url) if url else Destination(LinkState.DEAD)


def _whole_entry(entry: Entry, *, is_current: bool) -> Destination:
    if entry.is_published:
        state = LinkState.LIVE if is_current else LinkState.MOVED
        return Destination(state, entry.get_absolute_url())
    successor = living_successor(entry)
    return Destination(LinkState.GONE, successor.get_absolute_url() if successor else "")


def _code_destination(key: str) -> Destination:
    found = find_code(key)
    if found is None:
        return Destination(LinkState.DEAD)
    is_same = isinstance(found, ErrorCode) and found.key == key
    return Destination(LinkState.LIVE if is_same else LinkState.MOVED, found.get_absolute_url())


def _top_destination(key: str, fragment: str) -> Destination:
    """A category, with the anchor of an entry in it or one that has moved; or another page."""
    category = Category.objects.filter(key=key).first()
    if category is None:
        is_page = Page.objects.filter(key=key).exists() or _is_page(f"/{key}/", but="faq:page")
        return Destination(LinkState.LIVE, f"/{key}/") if is_page else Destination(LinkState.DEAD)
    entry_key = fragment.partition("--")[0]
    address = find_entry(entry_key) if entry_key else None
    if address and (address.entry.category_id != category.pk or not address.is_current):
        found = _whole_entry(address.entry, is_current=True)
        return Destination(LinkState.MOVED, found.url) if found.url else found
    return Destination(LinkState.LIVE, category.get_absolute_url())


def _is_page(path: str, but: str = "") -> bool:
    try:
        return resolve(path).view_name not in {but, "faq:category"}
    except Resolver404:
        return False
