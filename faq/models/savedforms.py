"""Which forms were saved in the last minutes: a double click is one save."""

from datetime import timedelta
from typing import Final

from django.db import IntegrityError, models, transaction
from django.utils import timezone

REMEMBERED: Final = timedelta(minutes=5)


class SavedForm(models.Model):
    """One save: a digest of who sent what where, and the address that its answer led to.

    It is written in the transaction of the save itself: a second request waits for the first, and
    then finds its answer.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    address = models.CharField(max_length=1_000, default="")
    saved_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = "Gesichertes Formular"
        verbose_name_plural = "Gesicherte Formulare"

    def __str__(self) -> str:
        return self.address

    @classmethod
    def claim(cls, digest: str) -> str | None:
        """Begin a save; the address of the answer where the same was saved moments ago."""
        cls.objects.filter(saved_at__lt=timezone.now() - REMEMBERED).delete()
        try:
            with transaction.atomic():
                cls.objects.create(digest=digest)
        except IntegrityError:
            return cls.objects.get(digest=digest).address
        return None

    @classmethod
    def finish(cls, digest: str, address: str | None) -> None:
        """End a save that led to an address; None where nothing was saved."""
        begun = cls.objects.filter(digest=digest)
        begun.update(address=address) if address else begun.delete()
