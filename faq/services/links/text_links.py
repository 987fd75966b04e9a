"""The links in texts: those of a pasted ticket, and all that stand in the site's own content."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from faq.markup import render
from faq.models.registry import FIXTURES
from faq.models.text import RenderedModel
from faq.services.links.destination import Destination, LinkState, destination

MAX_LINKS = 500

_LINK = re.compile(r"https?://[^\s<>\"')\]]+|(?<![\w/:.])/[a-z][\w./#%-]*")
_AFTER_LINK = ".,;:!?"


@dataclass(frozen=True, slots=True)
class CheckedLink:
    """A link with the text it stands in and where it leads."""

    place: str
    link: str
    destination: Destination


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
