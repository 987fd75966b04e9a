"""Every address ever published: the memory that keeps old links alive."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models

from faq.models.content import Entry
from faq.models.keys import validate_key
from faq.models.paths import address

IS_TAKEN = "So heißt heute ein Eintrag. Ein Schlüssel kann nur zu einem führen."


class AnchorQuerySet(models.QuerySet["Anchor"]):
    def live(self) -> Self:
        return self.filter(is_live=True)


class Anchor(models.Model):
    """A section of an entry that was public at some time.

    While live, it is a heading of a public text. When it is gone, `successor` says where its text
    lives today; without one the link leads to the top of its entry.
    """

    LONGEST_TITLE = 200

    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="anchors", verbose_name="Eintrag"
    )
    name = models.CharField("Anker", max_length=120, validators=[validate_key])
    title = models.CharField("Überschrift", max_length=LONGEST_TITLE)
    is_live = models.BooleanField("Vorhanden", default=True)
    successor = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
        limit_choices_to={"is_live": True},
        verbose_name="Ersetzt durch",
    )

    objects = AnchorQuerySet.as_manager()

    class Meta:
        verbose_name = "Anker"
        verbose_name_plural = "Anker"
        ordering = ["entry_id", "name"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "name"], name="anchor_once_per_entry")
        ]

    def __str__(self) -> str:
        return f"{self.entry.key}#{self.name}"

    def get_absolute_url(self) -> str:
        return address("faq:section", self.entry.key, self.name)


class EntryAlias(models.Model):
    """A former key of an entry, or another name under which people look for it."""

    key = models.CharField(
        "Früherer Schlüssel", max_length=80, unique=True, validators=[validate_key]
    )
    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="aliases", verbose_name="Eintrag"
    )

    class Meta:
        verbose_name = "Früherer Schlüssel"
        verbose_name_plural = "Frühere Schlüssel"
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key

    def clean(self) -> None:
        """A name leads to one entry only."""
        if Entry.objects.filter(key=self.key).exists():
            raise ValidationError({"key": IS_TAKEN})


def validate_free_key(key: str, entry: Entry) -> None:
    """Refuse a key that another entry has or had: links with it lead there."""
    if Entry.objects.filter(key=key).exclude(pk=entry.pk).exists():
        raise ValidationError(IS_TAKEN)
    if EntryAlias.objects.filter(key=key).exclude(entry_id=entry.pk).exists():
        raise ValidationError("So hieß schon ein anderer Eintrag; alte Links führen dorthin.")


class DeadLink(models.Model):
    """An address of an answer that readers asked for on a day and that is not there.

    A count per day and nothing about the reader.
    """

    day = models.DateField("Tag")
    path = models.CharField("Adresse", max_length=200)
    count = models.PositiveIntegerField("Aufrufe", default=0)

    class Meta:
        verbose_name = "Toter Link"
        verbose_name_plural = "Tote Links"
        ordering = ["-day", "-count"]
        constraints = [models.UniqueConstraint(fields=["day", "path"], name="deadlink_once_a_day")]

    def __str__(self) -> str:
        return self.path
