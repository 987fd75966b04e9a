"""The links in texts: those of a pasted ticket, and all that stand in the site's own content."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from faq.markup import ProblemKind, Rendered, SourceTooLong, render
from faq.models.registry import TEXTS
from faq.models.text import RenderedModel
from faq.services.links.destination import DEAD, Destination, LinkState, destination

MAX_LINKS = 500

_LINK = re.compile(r"https?://[^\s<>\"')\]]+|(?<![\w/:.])/[a-z][\w./#%-]*")
_AFTER_LINK = ".,;:!?"


@dataclass(frozen=True, slots=True)
class CheckedLink:
    """A link and where it leads; of the site's own texts also the row, the field and the line."""

    link: str
    destination: Destination
    row: RenderedModel | None = None
    field: str = ""
    line: int = 0
    is_broken: bool = False

    @property
    def place(self) -> str:
        """Where it stands, for a log."""
        if self.row is None:
            return ""
        return f"{self.row._meta.model_name} {self.row} ({self.field}, line {self.line})"

    @property
    def is_faulty(self) -> bool:
        """Whether a reader who follows it does not find what it was made for."""
        return self.destination.state in (LinkState.DEAD, LinkState.GONE)


def links_in(text: str) -> list[CheckedLink]:
    """Check the links to this site in a pasted text; others are left out. Nothing is stored."""
    found = dict.fromkeys(match[0].rstrip(_AFTER_LINK) for match in _LINK.finditer(text))
    checked = [CheckedLink(link, destination(link)) for link in list(found)[:MAX_LINKS]]
    return [link for link in checked if link.destination.state is not LinkState.ELSEWHERE]


def links_in_content() -> Iterator[CheckedLink]:
    """Yield every link in every stored text, also those to other sites and those that are broken.

    Drafts are left out: they may be unfinished.
    """
    for model in TEXTS:
        for row in model._default_manager.all():
            if is_shown(row):
                yield from links_of(row)


def links_of(row: RenderedModel) -> Iterator[CheckedLink]:
    """Yield every link in the texts of a row as it is stored."""
    for field in row.source_fields:
        try:
            rendered = render(row.filled(field))
        except SourceTooLong:  # of a time before the limit
            continue
        yield from _links_of_text(row, field, rendered)


def is_shown(row: RenderedModel) -> bool:
    """Whether readers see the texts of a row."""
    return bool(getattr(row, "is_published", True))


def _links_of_text(row: RenderedModel, field: str, rendered: Rendered) -> Iterator[CheckedLink]:
    own = {heading.anchor for heading in rendered.headings}
    for link in rendered.placed_links:
        found = _own_section(link.target, own) or destination(link.target)
        yield CheckedLink(link.target, found, row, field, link.line)
    for problem in rendered.problems:
        if problem.kind is ProblemKind.LINK_BROKEN:
            yield CheckedLink(problem.detail, DEAD, row, field, problem.line, is_broken=True)


def _own_section(link: str, anchors: set[str]) -> Destination | None:
    if not link.startswith("#"):
        return None
    return Destination(LinkState.LIVE, link) if link[1:] in anchors else DEAD
