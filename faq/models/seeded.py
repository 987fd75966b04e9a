"""What all written content shares: one gate for its texts, a version, and a seed's mark."""

from typing import Any, ClassVar, TypeVar

from django.db import models, transaction
from django.db.models import F

from faq.incoming import clean_line, clean_text
from faq.models.version import ContentVersion

Row = TypeVar("Row", bound=models.Model)

LIFE = frozenset({"is_withdrawn", "successor", "addresses"})
"""Optional values that are no text: they say what became of a row."""


class EditConflict(Exception):
    """Somebody else has saved, or deleted, the row since it was read; nothing was written."""


def taken_in(column: Any, value: Any) -> Any:
    """A value as its column may store it: text passes the gate, all else stays as it is."""
    is_written = column.editable and isinstance(column, models.CharField | models.TextField)
    if not (is_written and isinstance(value, str)):
        return value
    return (clean_line if isinstance(column, models.CharField) else clean_text)(value)


class SeededQuerySet(models.QuerySet[Row]):
    def get_by_natural_key(self, key: str) -> Row:
        return self.get(**{self.model.natural_field: key})  # type: ignore[attr-defined]


class SeededModel(models.Model):
    """A row that a fixture may bring and that staff may edit afterwards.

    `seed_hash` is the digest of the values as the last seed left them: while it still matches,
    nobody has edited the row and a newer fixture may update it. `version` counts the saves.
    """

    natural_field: ClassVar[str] = "key"  # by what fixtures name a row
    fixture_fields: ClassVar[tuple[str, ...]]
    # What an export adds of rows that went or moved, and what a fixture may leave out.
    optional_fields: ClassVar[tuple[str, ...]] = ()
    source_fields: ClassVar[tuple[str, ...]] = ()  # those that are written in Markdown

    seed_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save in one transaction with what the signals write: index, anchors, change stamp.

        Raises EditConflict when the row is no longer the version that this object was read as.
        Whatever else is raised, the object can be mended and saved again.
        """
        self.take_in()
        before = self.version
        try:
            with transaction.atomic():
                ContentVersion.take_turn()
                if not self._state.adding:
                    self._claim()
                super().save(*args, **kwargs)
        except Exception:
            self.version = before
            raise

    @classmethod
    def content_fields(cls) -> tuple[str, ...]:
        """What a row says, less what became of it."""
        return (*cls.fixture_fields, *(name for name in cls.optional_fields if name not in LIFE))

    def natural_key(self) -> tuple[str]:
        return (str(getattr(self, self.natural_field)),)

    def take_in(self) -> None:
        """Pass every text of the row through the gate; for those who save many at once, too."""
        for column in self._meta.concrete_fields:
            if column.attname in self.__dict__:  # what is not read is not written either
                setattr(self, column.attname, taken_in(column, getattr(self, column.attname)))

    def _claim(self) -> None:
        """Take the next version number; only one of two writers who read the same row can."""
        row = type(self)._default_manager.filter(pk=self.pk, version=self.version)
        if not row.update(version=F("version") + 1):
            raise EditConflict
        self.version += 1
