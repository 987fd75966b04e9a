"""Markdown rendered once when it is saved, with its tokens filled.

Pages, search, feed and descriptions need the same text, an editor should see errors at once, and a
request should not parse: so the HTML is a column, filled by `save()`.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from faq.markup import RENDERER_VERSION, Rendered, render
from faq.models.brand import current_brand
from faq.models.keys import PAGE_IDS, is_row_id
from faq.models.picture_files import find_picture
from faq.models.placeholders import TOKEN, fill, validate_tokens, values, values_of_one_moment
from faq.models.seeded import SeededModel

# Columns of a rendered row that are worked out, not written: no part of its history.
DERIVED = ("rendered_with", "has_gap", "seed_hash")


class RenderedModel(SeededModel):
    """A row with Markdown sources and the columns rendered from them.

    A subclass names in `rendered_fields` the columns that `render_text` fills.
    """

    rendered_fields: ClassVar[tuple[str, ...]]
    # What the HTML depends on beside its sources.
    depends_on: ClassVar[tuple[str, ...]] = ()
    heading_offset: ClassVar[int] = 0
    # Tokens that stay in the HTML, because they are filled when a page is made.
    left_tokens: ClassVar[Mapping[str, str]] = {}

    plain_text: Any  # a column of each of them
    rendered_with = models.CharField(max_length=64, blank=True, default="", editable=False)
    has_gap = models.BooleanField(default=False, db_default=False, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any
    ) -> Self:
        """Read a row; a brand's readers find its own values in the text."""
        row = super().from_db(db, field_names, values, **more)
        if current_brand() and not set(cls.rendered_fields).isdisjoint(field_names):
            row.render_in_brand()
        return row

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Render what is stale, then save; `update_fields` is widened by the rendered columns."""
        self.take_in()
        with values_of_one_moment():
            is_stale = self.rendered_with != self.render_stamp()
            if is_stale:
                self.render()
        if is_stale and kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {
                *kwargs["update_fields"],
                *self.rendered_fields,
                "rendered_with",
                "has_gap",
            }
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """A misspelt token is refused where it stands."""
        faults = {}
        for name in self.source_fields:
            try:
                validate_tokens(str(getattr(self, name)))
            except ValidationError as fault:
                faults[name] = fault
        if faults:
            raise ValidationError(faults)

    def render_in_brand(self) -> None:
        """Show the values of the brand that answers, if the text names any."""
        sources = [str(getattr(self, name)) for name in self.source_fields]
        if any(TOKEN.search(source) for source in sources):
            self.render()

    def render(self) -> None:
        """Fill every column that is worked out from the sources."""
        self.render_text()
        self.rendered_with = self.render_stamp()
        self.has_gap = bool(self.gaps())

    def render_again(self) -> None:
        """Store a new rendering of the same text: nobody has edited the row."""
        self.render()
        names = (*self.rendered_fields, "rendered_with", "has_gap")
        row = type(self)._default_manager.filter(pk=self.pk)
        row.update(**{name: getattr(self, name) for name in names})

    def filled(self, name: str) -> str:
        """A source with its tokens replaced by today's values."""
        return fill(str(getattr(self, name)), leave=self.left_tokens)

    def gaps(self) -> list[str]:
        """What somebody still has to find out before this text can be public."""
        text = "\n".join(str(getattr(self, name)) for name in self.source_fields)
        if "{" not in text and "‹" not in text:
            return []
        return values().gaps(text, leave=self.left_tokens)

    def render_text(self) -> None:
        """Fill the columns in `rendered_fields`: the HTML of each source, then the plain text."""
        texts = map(self.filled, self.source_fields)
        parts = list(render_together(texts, heading_offset=self.heading_offset))
        for name, part in zip(self.rendered_fields, parts, strict=False):
            setattr(self, name, part.html)
        self.plain_text = "\n".join(part.plain_text for part in parts if part.plain_text)

    def render_stamp(self) -> str:
        """Digest of the filled sources and the renderer's version: differs when stale."""
        sources = (self.filled(name) for name in (*self.depends_on, *self.source_fields))
        text = "\x1f".join([str(RENDERER_VERSION), settings.STATIC_URL, *sources])
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def render_markdown(
    source: str,
    *,
    heading_offset: int = 0,
    section_base: str = "",
    is_reserved: Callable[[str], bool] = is_row_id,
) -> Rendered:
    """Render with this site's pictures, shipped and uploaded."""
    return render(
        source,
        find_picture=find_picture,
        heading_offset=heading_offset,
        section_base=section_base,
        is_reserved=is_reserved,
    )


def render_together(sources: Iterable[str], *, heading_offset: int) -> Iterator[Rendered]:
    """Render the texts of one page: none of their ids is that of the page or of another text."""
    taken: set[str] = set()

    def is_taken(name: str) -> bool:
        return name in taken or name in PAGE_IDS or is_row_id(name)

    for source in sources:
        rendered = render_markdown(source, heading_offset=heading_offset, is_reserved=is_taken)
        taken |= {heading.anchor for heading in rendered.headings}
        yield rendered
