"""Where does an address of this site lead today? The one answer, for everybody who asks.

Page, API, desk, link check, count of dead links, fixtures and static copy ask here, so that they
cannot disagree. What mail programs add to a link in a ticket is taken off.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, get_script_prefix, resolve, reverse

from faq.models import (
    Category,
    Entry,
    MailProgram,
    Page,
    ProgramWindow,
    ServiceNotice,
    brand_names,
)
from faq.services.links.mail_marks import what_was_meant
from faq.services.links.memory import DATABASE, Memory, Replaced, code_key

Found = Replaced | Category | Page | ServiceNotice


class LinkState(Enum):
    """What becomes of a reader who follows a link."""

    LIVE = "live"
    MOVED = "moved"
    GONE = "gone"
    DEAD = "dead"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a link leads; ``url`` is the address to use today, empty where there is none.

    ``row`` is what is read there, with ``anchor`` for one section of it; of what is GONE it is the
    row that went, and ``successor`` what replaces it. Pages without memory have no row.
    """

    state: LinkState
    url: str = ""
    row: Found | None = None
    anchor: str = ""
    successor: Replaced | None = None

    @property
    def location(self) -> str:
        """Where a browser opens it: a section is a fragment of its page."""
        page = self.row.get_absolute_url() if self.row and self.anchor else self.url
        return f"{page}#{self.anchor}" if self.anchor else page

    @property
    def is_alive(self) -> bool:
        """Whether readers find there what the link was made for."""
        return self.state in (LinkState.LIVE, LinkState.MOVED)


DEAD: Final = Destination(LinkState.DEAD)


def destination(link: str, memory: Memory = DATABASE) -> Destination:
    """Say where a link leads: a full address or a path, with or without query and fragment.

    What is no address at all, such as ``http://[``, is dead; nothing raises.
    """
    try:
        parts = urlsplit(link.strip())
        own = parts.netloc.lower() in ("", urlsplit(settings.SITE_URL).netloc.lower())
        own = own or parts.hostname in brand_names().hosts
    except ValueError:
        return DEAD
    if not own or parts.scheme not in ("", "http", "https"):
        return Destination(LinkState.ELSEWHERE, link)
    path = parts.path or "/" * bool(parts.netloc)
    if not path.startswith("/"):  # relative to a page that nobody knows
        return DEAD
    fragment = parts.fragment.partition(":~:")[0]  # what follows only marks words of the text
    return _at(unquote(path), unquote(fragment), memory)


def destination_of(path: str) -> Destination:
    """The same for the path of a request, which is decoded already."""
    return _at(path, "", DATABASE)


def entry_destination(key: str, anchor: str = "") -> Destination:
    """The same for an entry or a section by its name, as the API and the desk have it."""
    view, names = ("faq:section", [key, anchor]) if anchor else ("faq:entry", [key])
    return destination(reverse(view, args=names))


def code_destination(code: str) -> Destination:
    """The same for a code in any spelling."""
    return destination(reverse("faq:error-code", args=[code]))


def _at(path: str, fragment: str, memory: Memory) -> Destination:
    found = _exactly_at(path, fragment, memory)
    if found is not DEAD:
        return found
    for meant in what_was_meant(path, fragment):
        other = _exactly_at(*meant, memory)
        if other is not DEAD and (other.row or _is_one_page(meant[0])):
            return replace(other, state=LinkState.MOVED) if other.is_alive else other
    return DEAD


def _is_one_page(path: str) -> bool:
    """Whether a view is meant that takes no names: a document with a guessed name is none."""
    try:
        return not resolve(path).captured_kwargs  # type: ignore[attr-defined]  # since Django 4.1
    except Resolver404:
        return False


_NAME = re.compile(r"[a-z0-9]+(?:[.-]+[a-z0-9]+)*")


def _exactly_at(path: str, fragment: str, memory: Memory) -> Destination:
    if not path.startswith(get_script_prefix()):
        return DEAD
    try:
        match = resolve(f"/{path.removeprefix(get_script_prefix())}")
    except Resolver404:
        is_file = path.startswith(settings.STATIC_URL)
        return Destination(LinkState.LIVE, path) if is_file else DEAD
    if match.view_name in _CATCH_ALL:
        return DEAD
    followed = _FOLLOWED.get(match.view_name)
    if followed is None:
        return Destination(LinkState.LIVE, quote(path, errors="replace"))
    if fragment and not _NAME.fullmatch(fragment):
        return DEAD
    return followed(memory, *match.kwargs.values(), fragment=fragment)


def _entry(memory: Memory, key: str, *, fragment: str) -> Destination:
    entry = memory.entry(key)
    if entry is None:
        return DEAD
    if fragment:
        return _section_of(memory, entry, key, fragment)
    home = home_of(entry, memory)
    if home is None:
        return _gone(memory, entry)
    return Destination(_state(home.key == key), home.get_absolute_url(), home)


def _markdown(memory: Memory, key: str, *, fragment: str) -> Destination:
    found = _entry(memory, key, fragment="")
    if found.is_alive and isinstance(found.row, Entry):
        return replace(found, url=reverse("faq:entry-markdown", args=[found.row.key]))
    return found


def _section(memory: Memory, key: str, anchor: str, *, fragment: str) -> Destination:
    entry = memory.entry(key)
    return _section_of(memory, entry, key, anchor) if entry else DEAD


def _section_of(memory: Memory, entry: Entry, key: str, name: str) -> Destination:
    """A section where it is read today; a gone one leads to the top of what took its place."""
    last = memory.section(entry, name)
    if last and last.is_live:
        is_same = (last.entry.key, last.name) == (key, name)
        return Destination(_state(is_same), last.get_absolute_url(), last.entry, last.name)
    home = own_home = home_of(entry, memory)
    if last and last.entry != entry:
        there = home_of(last.entry, memory) or memory.living_successor(last.entry)
        home = there or own_home
    if home and (last or home != entry):
        return Destination(LinkState.MOVED, home.get_absolute_url(), home)
    return DEAD if own_home else _gone(memory, entry)


def _code(memory: Memory, code: str, *, fragment: str) -> Destination:
    key = code_key(code)
    found = memory.code(key) if key else None
    if found is None:
        return DEAD
    if not found.is_published:
        return _gone(memory, found)
    return Destination(_state(found.key == code), found.get_absolute_url(), found)


def _codes(memory: Memory, *, fragment: str) -> Destination:
    """The tables; a code in them is found by its page, whether it is listed today or not."""
    if not fragment.startswith("code-"):
        return Destination(LinkState.LIVE, reverse("faq:error-codes"))
    return _code(memory, fragment.removeprefix("code-"), fragment="")


def _program(memory: Memory, key: str, *, fragment: str) -> Destination:
    return _row(memory, memory.program(key))


def _window(memory: Memory, key: str, *, fragment: str) -> Destination:
    return _row(memory, memory.window(key))


def _row(memory: Memory, row: MailProgram | ProgramWindow | None) -> Destination:
    if row is None:
        return DEAD
    if not row.is_published:
        return _gone(memory, row)
    return Destination(LinkState.LIVE, row.get_absolute_url(), row)


def _notice(memory: Memory, pk: int, *, fragment: str) -> Destination:
    notice = memory.notice(pk)
    return Destination(LinkState.LIVE, notice.get_absolute_url(), notice) if notice else DEAD


def _page(memory: Memory, key: str, *, fragment: str) -> Destination:
    """A category with the anchor of an entry or of a section in it, or else a page."""
    category = memory.category(key)
    page = None if category and memory.is_shown(category) else memory.page(key)
    if page:
        return Destination(LinkState.LIVE, page.get_absolute_url(), page)
    if category is None:
        return DEAD
    entry_key, _, anchor = fragment.partition("--")
    entry = memory.entry(entry_key) if entry_key else None
    if entry is None:
        return _whole_category(memory, category)
    is_here = entry.is_published and entry.category == category
    if is_here and entry.key == entry_key and not anchor:
        return Destination(LinkState.LIVE, category.get_absolute_url(), category)
    found = _entry(memory, entry_key, fragment=anchor)
    return replace(found, state=LinkState.MOVED) if found.is_alive else found


def _whole_category(memory: Memory, category: Category) -> Destination:
    """A category with something to read, or the one that its entries went to."""
    if memory.is_shown(category):
        return Destination(LinkState.LIVE, category.get_absolute_url(), category)
    entries = memory.once_in(category)
    homes = {entry.category.key: entry.category for entry in entries if entry.is_published}
    if len(homes) == 1:
        (home,) = homes.values()
        return Destination(LinkState.MOVED, home.get_absolute_url(), home)
    return Destination(LinkState.GONE, row=category) if entries else DEAD


def home_of(entry: Entry, memory: Memory = DATABASE) -> Entry | None:
    """Where the text of an entry is read today: there, or in the entry that took it up.

    None for a withdrawn entry: what replaces it is another text.
    """
    if entry.is_published:
        return entry
    return memory.living_successor(entry) if entry.is_merged else None


def _gone(memory: Memory, row: Replaced) -> Destination:
    successor = memory.living_successor(row)
    url = successor.get_absolute_url() if successor else ""
    return Destination(LinkState.GONE, url, row, successor=successor)


def _state(is_same: bool) -> LinkState:
    return LinkState.LIVE if is_same else LinkState.MOVED


# How an address is followed, by the name of its view; what is not here is a page without memory.
_FOLLOWED: Final[dict[str, Callable[..., Destination]]] = {
    "faq:entry": _entry,
    "faq:entry-markdown": _markdown,
    "faq:section": _section,
    "faq:error-code": _code,
    "faq:error-codes": _codes,
    "faq:mail-program": _program,
    "faq:program-window": _window,
    "faq:notice": _notice,
    "faq:page": _page,
    "faq:category": _page,
}
# Views that take every address which is none.
_CATCH_ALL: Final = frozenset(
    {"faq:api-unknown", "admin:django.contrib.admin.sites.catch_all_view"}
)
