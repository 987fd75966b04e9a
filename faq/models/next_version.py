"""The next version of a text, which staff write while readers keep the old one."""

from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.db import models
from django.utils import timezone

from faq.models.version import ContentVersion

PUBLISH: Final = "publish_content"


class WorkingCopyQuerySet(models.QuerySet["WorkingCopy"]):
    def due(self, moment: datetime) -> "WorkingCopyQuerySet":
        """Those that somebody approved for a time that has come."""
        return self.filter(state=WorkingCopy.State.APPROVED, publish_at__lte=moment)

    def next_moment(self) -> datetime | None:
        """When the next of them is due."""
        approved = self.filter(state=WorkingCopy.State.APPROVED, publish_at__isnull=False)
        return approved.order_by("publish_at").values_list("publish_at", flat=True).first()


class WorkingCopy(models.Model):
    """Values that a text will have: stored, not public, and gone once they are published.

    `row` is None for a text that does not exist yet. `based_on` is the version of the row that the
    values were written from and `base` the digest of what it said then; `version` counts the saves
    of the copy itself.
    """

    class Kind(models.TextChoices):
        TEXT = "text", "Neue Fassung"
        WITHDRAWAL = "withdrawal", "Zurückziehen"

    class State(models.TextChoices):
        DRAFT = "draft", "Entwurf"
        READY = "ready", "Zur Freigabe"
        APPROVED = "approved", "Freigegeben"

    kind = models.CharField("Art", max_length=10, choices=Kind, default=Kind.TEXT)
    model = models.CharField("Inhalt", max_length=30)
    row = models.PositiveBigIntegerField("Text", null=True)
    title = models.CharField("Titel", max_length=200)
    values = models.JSONField("Werte")
    # Anchor of a public section that goes -> `entry#section` that takes its place, or "".
    successors = models.JSONField("Nachfolger", default=dict)
    reason = models.CharField("Notiz", max_length=100, blank=True)
    state = models.CharField("Zustand", max_length=10, choices=State, default=State.DRAFT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="Von",
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="Freigegeben von",
    )
    based_on = models.PositiveIntegerField("Grundlage", default=0)
    base = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField("Stand", default=1)
    publish_at = models.DateTimeField("Zeitpunkt", null=True, blank=True)
    problem = models.CharField("Hindernis", max_length=300, blank=True)
    updated_at = models.DateTimeField("Geändert", auto_now=True)

    objects = WorkingCopyQuerySet.as_manager()

    class Meta:
        verbose_name = "Arbeitskopie"
        verbose_name_plural = "Arbeitskopien"
        ordering = ["-updated_at"]
        default_permissions = ()
        permissions = [(PUBLISH, "Darf Texte veröffentlichen")]
        constraints = [
            models.UniqueConstraint(
                fields=["model", "row", "kind"], name="workingcopy_once_per_text_and_kind"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and tell the processes when the next copy is due."""
        super().save(*args, **kwargs)
        plan_next()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        found = super().delete(*args, **kwargs)
        plan_next()
        return found

    @property
    def is_withdrawal(self) -> bool:
        return self.kind == self.Kind.WITHDRAWAL

    @property
    def is_approved(self) -> bool:
        return self.state == self.State.APPROVED


class PreviewLink(models.Model):
    """A link with which somebody without a login reads a text that is not public yet."""

    model = models.CharField("Inhalt", max_length=30)
    row = models.PositiveBigIntegerField("Text", null=True)
    copy = models.ForeignKey(WorkingCopy, on_delete=models.CASCADE, null=True)
    secret = models.CharField(max_length=43, unique=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="Von"
    )
    made_at = models.DateTimeField("Angelegt", default=timezone.now)

    class Meta:
        verbose_name = "Link zur Vorschau"
        verbose_name_plural = "Links zur Vorschau"
        ordering = ["-made_at"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.model} {self.row or ''}"


def plan_next() -> None:
    """Note beside the content version, which every process reads, when the next copy is due."""
    ContentVersion.plan_publication(WorkingCopy.objects.next_moment())
