"""The pictures that staff uploaded: what each shows, what took its place, whether it is removed."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

FOLDER = "bilder"
# Removed pictures wait here, where nobody reads them, until their period is over.
AWAY = "entfernt"


class StoredPictureQuerySet(models.QuerySet["StoredPicture"]):
    def present(self) -> "StoredPictureQuerySet":
        return self.filter(removed_at=None)

    def removed(self) -> "StoredPictureQuerySet":
        """Those that can still be brought back."""
        return self.filter(removed_at__isnull=False, size__gt=0)


class StoredPicture(models.Model):
    """One uploaded picture; its pixels lie in the storage under a name that never changes.

    `size` is in bytes, 0 when the pixels are gone for good: the row stays, and with it what its
    old address leads to.
    """

    name = models.CharField("Name", max_length=130, unique=True)
    alternative = models.CharField("Bildbeschreibung", max_length=300, blank=True)
    width = models.PositiveIntegerField("Breite", null=True)
    height = models.PositiveIntegerField("Höhe", null=True)
    size = models.PositiveIntegerField("Größe")
    uploaded_at = models.DateTimeField("Hochgeladen", default=timezone.now)
    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name="Ersetzt durch",
    )
    removed_at = models.DateTimeField("Entfernt", null=True, blank=True)

    objects = StoredPictureQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "Bild"
        verbose_name_plural = "Bilder"
        ordering = ["-uploaded_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.alternative or f"Bild vom {timezone.localtime(self.uploaded_at):%d.%m.%Y}"

    @property
    def address(self) -> str:
        """The address that texts name."""
        return f"{settings.MEDIA_URL}{FOLDER}/{self.name}"

    @property
    def path(self) -> str:
        """Where the pixels lie in the storage."""
        return f"{AWAY if self.removed_at else FOLDER}/{self.name}"

    def today(self) -> "StoredPicture | None":
        """The picture that stands in its place today; None when nothing does."""
        found: StoredPicture | None = self
        seen = set()
        while found and found.removed_at and found.pk not in seen:
            seen.add(found.pk)
            found = found.replaced_by
        return found if found and not found.removed_at else None
