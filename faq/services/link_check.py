"""Where do links to this site lead today: in the texts themselves, and in a pasted ticket?"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve, reverse

from faq.markup import render
from faq.models import Category, Entry, ErrorCode, MailProgram, Page, ProgramWindow
from faq.models.text import RenderedModel
from faq.services.fixtures import FIXTURES
from faq.services.links import (
    find_code,
    find_entry,
    home_of,
    living_successor,
    once_in,
    section_home,
    section_url,
)

MAX_LINKS = 500

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
    path = unquote(parts.path)
    try:
        match = resolve(path)
    except Resolver404:
        return Destination(LinkState.DEAD)
    followed = _FOLLOWED.get(match.view_name)
    if followed is None:
        return Destination(LinkState.LIVE, path)
    return followed(*match.kwargs.values(), fragment=unquote(parts.fragment))


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


def _entry(key: str, *, fragment: str) -> Destination:
    return _section(key, fragment, fragment="") if fragment else _whole_entry(key)


def _whole_entry(key: str) -> Destination:
    address = find_entry(key)
    if address is None:
        return Destination(LinkState.DEAD)
    home = home_of(address.entry)
    if home is None:
        return _gone(address.entry)
    return Destination(_state(home.key == key), home.get_absolute_url())


def _section(key: str, anchor: str, *, fragment: str) -> Destination:
    address = find_entry(key)
    if address is None:
        return Destination(LinkState.DEAD)
    if home := section_home(address.entry, anchor):
        is_same = (home.entry.key, home.name) == (key, anchor)
        return Destination(_state(is_same), home.get_absolute_url())
    if url := section_url(address.entry, anchor):
        return Destination(LinkState.MOVED, url)
    is_gone = home_of(address.entry) is None
    return _gone(address.entry) if is_gone else Destination(LinkState.DEAD)


def _code(key: str, *, fragment: str) -> Destination:
    found = find_code(key)
    if found is None:
        return Destination(LinkState.DEAD)
    if not found.is_published:
        return _gone(found)
    return Destination(_state(found.key == key), found.get_absolute_url())


def _codes(*, fragment: str) -> Destination:
    """The tables; a code in them is found by its page, whether it is listed today or not."""
    if not fragment.startswith("code-"):
        return Destination(LinkState.LIVE, reverse("faq:error-codes"))
    return _code(fragment.removeprefix("code-"), fragment="")


def _program(key: str, *, fragment: str) -> Destination:
    program = MailProgram.objects.filter(key=key).select_related("successor").first()
    if program is None:
        return Destination(LinkState.DEAD)
    if program.is_withdrawn:
        return _gone(program)
    return Destination(LinkState.LIVE, program.get_absolute_url())


def _window(key: str, *, fragment: str) -> Destination:
    window = ProgramWindow.objects.filter(key=key).select_related("successor").first()
    if window is None:
        return Destination(LinkState.DEAD)
    if window.is_withdrawn:
        return _gone(window)
    return Destination(LinkState.LIVE, window.get_absolute_url())


def _page(key: str, *, fragment: str) -> Destination:
    """A page, or a category with the anchor of an entry or of a section in it."""
    if page := Page.objects.filter(key=key).first():
        return Destination(LinkState.LIVE, page.get_absolute_url())
    category = Category.objects.filter(key=key).first()
    if category is None:
        return Destination(LinkState.DEAD)
    entry_key, _, anchor = fragment.partition("--")
    address = find_entry(entry_key)
    if address is None:
        return _whole_category(category)
    is_here = address.entry.is_published and address.entry.category_id == category.pk
    if is_here and address.is_current and not anchor:
        return Destination(LinkState.LIVE, category.get_absolute_url())
    return replace(_entry(entry_key, fragment=anchor), state=LinkState.MOVED)


def _whole_category(category: Category) -> Destination:
    if category.entries.published().exists():
        return Destination(LinkState.LIVE, category.get_absolute_url())
    was_public = bool(once_in(category))
    return Destination(LinkState.GONE if was_public else LinkState.DEAD)


def _gone(row: Entry | ErrorCode | MailProgram | ProgramWindow) -> Destination:
    successor = living_successor(row)
    return Destination(LinkState.GONE, successor.get_absolute_url() if successor else "")


def _state(is_same: bool) -> LinkState:
    return LinkState.LIVE if is_same else LinkState.MOVED


# How an address is followed, by the name of its view; what is not here is a page without memory.
_FOLLOWED: dict[str, Callable[..., Destination]] = {
    "faq:entry": _entry,
    "faq:section": _section,
    "faq:error-code": _code,
    "faq:error-codes": _codes,
    "faq:mail-program": _program,
    "faq:program-window": _window,
    "faq:page": _page,
}
