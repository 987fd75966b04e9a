"""Content that anybody may have a link to: it is withdrawn, never deleted."""

from typing import Self, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class LastingQuerySet(models.QuerySet[Row]):
    def published(self) -> Self:
        """What the public may read. The only definition of it: no text with a gap."""
        return self.filter(is_withdrawn=False, has_gap=False)


class Lasting(models.Model):
    """A row whose address answers for ever: with its text or, withdrawn, with what replaces it."""

    is_withdrawn = models.BooleanField(
        "Zurückgezogen",
        default=False,
        db_default=False,  # a release without this column goes on writing rows
        help_text="Leser finden es nicht mehr. Wer einen alten Link hat, erfährt, was es ersetzt.",
    )
    successor = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name="Ersetzt durch",
    )

    class Meta:
        abstract = True

    has_gap: bool  # of the rendered text that each of them is

    @property
    def is_published(self) -> bool:
        return not (self.is_withdrawn or self.has_gap)
