"""Who signed in to write, and when: no address, and no name that is nobody's."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class SignIn(models.Model):
    """A sign-in, a sign-out, or an attempt that failed with the name of a member of staff."""

    class Kind(models.TextChoices):
        IN = "in", "Angemeldet"
        OUT = "out", "Abgemeldet"
        FAILED = "failed", "Anmeldung gescheitert"

    at = models.DateTimeField("Zeitpunkt", default=timezone.now, db_index=True)
    kind = models.CharField("Was", max_length=6, choices=Kind)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="Wer"
    )

    class Meta:
        verbose_name = "Anmeldung"
        verbose_name_plural = "Anmeldungen"
        ordering = ["-at"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()}"
