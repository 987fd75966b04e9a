"""What rendering takes and gives: values without behaviour, and the errors of this package.

MarkupError
└── SourceTooLong
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

# The text the editor's upload inserts as a picture's description, meant to be replaced.
PLACEHOLDER_ALT = "Bildbeschreibung"


class MarkupError(ValueError):
    """The source cannot be rendered at all."""


class SourceTooLong(MarkupError):
    """The source has more than MAX_BYTES bytes of UTF-8."""


class ProblemKind(Enum):
    """What an author should mend; the page renders nevertheless."""

    ANCHOR_MALFORMED = "anchor-malformed"
    ANCHOR_REPEATED = "anchor-repeated"
    ANCHOR_WITHOUT_HEADING = "anchor-without-heading"
    BOX_UNKNOWN = "box-unknown"
    PICTURE_UNKNOWN = "picture-unknown"
    PICTURE_UNDESCRIBED = "picture-undescribed"
    LINK_BROKEN = "link-broken"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend, at a line of the source (counted from 1)."""

    kind: ProblemKind
    line: int
    detail: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as it stands in the page; ``anchor`` is without the prefix of the page."""

    level: int
    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link as written, and its line in the source (counted from 1)."""

    target: str
    line: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Where a picture lies, and its size in CSS pixels, so that nothing jumps when it loads."""

    url: str
    width: int | None = None
    height: int | None = None


# From the address as written (``bild:name.svg``, ``/media/…``) to the picture, if there is one.
FindPicture = Callable[[str], Picture | None]


@dataclass(frozen=True, slots=True)
class Rendered:
    """Sanitised HTML and everything the site must know about one text.

    ``placed_links`` and ``pictures`` are in order, with the addresses as written.
    """

    html: str
    plain_text: str
    headings: tuple[Heading, ...]
    placed_links: tuple[Link, ...]
    pictures: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def links(self) -> tuple[str, ...]:
        """The addresses alone."""
        return tuple(link.target for link in self.placed_links)
