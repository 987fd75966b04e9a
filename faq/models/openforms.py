"""Who has which form of the staff's pages open, and what is typed there and not saved yet."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import models

KEPT: Final = timedelta(days=30)
"""What was typed and never saved is deleted after that."""


class OpenForm(models.Model):
    """One person's form: seen every half minute while it is open.

    `form` names model and row, "entry:12", or "entry:neu" for a new one. `typed` is signed; it is
    deleted when the form is saved.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=120)
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)
    typed = models.TextField(default="", blank=True)
    typed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "Offenes Formular"
        verbose_name_plural = "Offene Formulare"
        constraints = [models.UniqueConstraint(fields=["user", "form"], name="one_open_form")]

    def __str__(self) -> str:
        return self.form
