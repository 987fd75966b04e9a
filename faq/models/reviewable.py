"""When somebody last found a text to be true, and when it has to be looked at again."""

from datetime import timedelta
from typing import Final

from django.db import models

# The one interval: a text that nobody has looked at for so long may no longer be true.
REVIEW_AFTER: Final = timedelta(days=180)


class Reviewable(models.Model):
    """A text that is looked at again, after the usual interval or on a day of its own."""

    reviewed_on = models.DateField("Zuletzt geprüft", null=True, blank=True)
    review_on = models.DateField(
        "Wieder prüfen am",
        null=True,
        blank=True,
        help_text=f"Leer lassen für die übliche Frist von {REVIEW_AFTER.days} Tagen.",
    )
    is_doubted = models.BooleanField(
        "Bitte prüfen",
        default=False,
        db_default=False,  # a release without this column goes on writing rows
        help_text="Der Text steht dann unter „Prüfen“, bis jemand „Stimmt noch“ wählt.",
    )

    class Meta:
        abstract = True
