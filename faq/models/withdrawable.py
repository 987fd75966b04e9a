"""The life of content that anybody may have a link to: it is withdrawn or merged, never deleted."""

from functools import reduce
from operator import or_
from typing import ClassVar, Self

from django.db import models

from faq.models.brand import current_brand
from faq.models.placeholders import brand_gaps
from faq.models.seeded import Row, SeededQuerySet


class State(models.TextChoices):
    """Where content stands in its life. From the first publication on it never gets back to draft.

    What is merged is read elsewhere and leads there; what is withdrawn says that it is gone, and
    what replaces it.
    """

    DRAFT = "draft", "Entwurf"
    PUBLISHED = "published", "Veröffentlicht"
    MERGED = "merged", "In einem anderen aufgegangen"
    WITHDRAWN = "withdrawn", "Zurückgezogen"


class WithdrawableQuerySet(SeededQuerySet[Row]):
    def published(self) -> Self:
        """What the public may read. The only definition of it: no text with a gap."""
        rows = self.filter(self.model.IS_PUBLISHED, has_gap=False)  # type: ignore[attr-defined]
        return rows.exclude(self._with_gap_of_brand()) if current_brand() else rows

    def _with_gap_of_brand(self) -> models.Q:
        """Texts that name what only the house can say."""
        names = [(field, gap) for field in self.model.source_fields for gap in brand_gaps()]  # type: ignore[attr-defined]
        asked = (models.Q((f"{field}__contains", f"{{{gap}}}")) for field, gap in names)
        return reduce(or_, asked, models.Q(pk__in=()))


class Withdrawable(models.Model):
    """A row whose address answers for ever: with its text, or with what became of it.

    A subclass keeps its state in a column of its own and says in IS_PUBLISHED how to ask for it.
    Where its links lead is decided in `services.links.succession` alone.
    """

    IS_PUBLISHED: ClassVar[models.Q]

    successor = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name="Ersetzt durch",
        help_text="Wohin alte Links führen. Was zurückgezogen ist, sagt, dass es das nicht mehr "
        "gibt, und nennt diesen Ersatz; ein aufgegangener Eintrag leitet dorthin weiter.",
    )

    class Meta:
        abstract = True

    has_gap: bool  # of the rendered text that each of them is

    @property
    def state(self) -> State:
        raise NotImplementedError

    @property
    def is_published(self) -> bool:
        return self.state is State.PUBLISHED and not self.has_gap

    @property
    def is_merged(self) -> bool:
        return self.state is State.MERGED


class Lasting(Withdrawable):
    """Content that is public from the beginning: it has no draft and is merged with nothing."""

    IS_PUBLISHED = models.Q(is_withdrawn=False)

    optional_fields: ClassVar[tuple[str, ...]] = ("is_withdrawn", "successor")

    is_withdrawn = models.BooleanField(
        "Zurückgezogen",
        default=False,
        db_default=False,  # a release without this column goes on writing rows
        help_text="Leser finden es nicht mehr. Wer einen alten Link hat, erfährt, was es ersetzt.",
    )

    class Meta:
        abstract = True

    @property
    def state(self) -> State:
        return State.WITHDRAWN if self.is_withdrawn else State.PUBLISHED
