"""What all written content shares: Markdown rendered once when it is saved, and a seed's mark.

Pages, search, feed and descriptions need the same text, an editor should see errors at once, and a
request should not parse: so the HTML is a column, filled by `save()`.
"""

import hashlib
from collections.abc import Callable, Container, Iterable, Iterator
from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import F

from faq.markup import RENDERER_VERSION, Rendered, render
from faq.models.keys import is_row_id
from faq.models.picture_files import find_picture


class EditConflict(Exception):
    """Somebody else has saved, or deleted, the row since it was read; nothing was written."""


class SeededModel(models.Model):
    """A row that a fixture may bring and that staff may edit afterwards.

    `seed_hash` is the digest of the values as the last seed left them: while it still matches,
    nobody has edited the row and a newer fixture may update it. `version` counts the saves.
    """

    fixture_fields: ClassVar[tuple[str, ...]]
    # What an export adds of rows that went or moved, and what a fixture may leave out.
    optional_fields: ClassVar[tuple[str, ...]] = ()

    seed_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save in one transaction with what the signals write: index, anchors, change stamp.

        Raises EditConflict when the row is no longer the version that this object was read as.
        Whatever else is raised, the object can be mended and saved again.
        """
        before = self.version
        try:
            with transaction.atomic():
                if not self._state.adding:
                    self._claim()
                super().save(*args, **kwargs)
        except Exception:
            self.version = before
            raise

    def _claim(self) -> None:
        """Take the next version number; only one of two writers who read the same row can."""
        row = type(self)._default_manager.filter(pk=self.pk, version=self.version)
        if not row.update(version=F("version") + 1):
            raise EditConflict
        self.version += 1


class RenderedModel(SeededModel):
    """A row with Markdown sources and the columns rendered from them.

    A subclass names in `rendered_fields` the columns that `render_text` fills.
    """

    source_fields: ClassVar[tuple[str, ...]]
    rendered_fields: ClassVar[tuple[str, ...]]

    rendered_with = models.CharField(max_length=64, blank=True, default="", editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Render what is stale, then save; `update_fields` is widened by the rendered columns."""
        if self.rendered_with != self.render_stamp():
            self.render_text()
            self.rendered_with = self.render_stamp()
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {
                    *kwargs["update_fields"],
                    *self.rendered_fields,
                    "rendered_with",
                }
        super().save(*args, **kwargs)

    def render_text(self) -> None:
        """Fill the columns in `rendered_fields`."""
        raise NotImplementedError

    def render_stamp(self) -> str:
        """Digest of the sources and the renderer's version: differs when the HTML is stale."""
        sources: Iterable[str] = (str(getattr(self, name)) for name in self.source_fields)
        text = "\x1f".join([str(RENDERER_VERSION), settings.STATIC_URL, *sources])
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def render_markdown(
    source: str,
    *,
    id_prefix: str = "",
    heading_offset: int = 0,
    section_base: str = "",
    is_reserved: Callable[[str], bool] = is_row_id,
) -> Rendered:
    """Render with this site's pictures, shipped and uploaded."""
    return render(
        source,
        find_picture=find_picture,
        id_prefix=id_prefix,
        heading_offset=heading_offset,
        section_base=section_base,
        is_reserved=is_reserved,
    )


def render_together(
    sources: Iterable[str], page_ids: Container[str], *, heading_offset: int = 0
) -> Iterator[Rendered]:
    """Render the texts of one page: none of their ids is that of the page or of another text."""
    taken: set[str] = set()

    def is_taken(name: str) -> bool:
        return name in taken or name in page_ids or is_row_id(name)

    for source in sources:
        rendered = render_markdown(source, heading_offset=heading_offset, is_reserved=is_taken)
        taken |= {heading.anchor for heading in rendered.headings}
        yield rendered
