"""How often readers found an entry helpful: counts per day, nothing about the reader."""

from django.db import models

from faq.models.content import Entry


class EntryFeedback(models.Model):
    """The answers to "War das hilfreich?" for one entry on one day."""

    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="feedback", verbose_name="Eintrag"
    )
    day = models.DateField("Tag")
    helpful = models.PositiveIntegerField("Hilfreich", default=0)
    unhelpful = models.PositiveIntegerField("Nicht hilfreich", default=0)

    class Meta:
        verbose_name = "Rückmeldung"
        verbose_name_plural = "Rückmeldungen"
        ordering = ["-day", "entry_id"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "day"], name="feedback_once_per_entry_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.entry} am {self.day:%d.%m.%Y}: {self.helpful} ja, {self.unhelpful} nein"
