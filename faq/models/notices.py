"""What does not work, or will not for a while: announced work and current faults, with updates.

A notice comes and goes by the clock. Nobody writes at those moments: the times stand beside the
change stamp, which counts each of them as a change when it has passed.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from faq.models.brand import DEFAULT, current_brand
from faq.models.history import OneRecordEachSave
from faq.models.house import House
from faq.models.mailservers import MailServer
from faq.models.paths import address
from faq.models.seeded import SeededModel


class ServiceNoticeQuerySet(models.QuerySet["ServiceNotice"]):
    def published(self) -> Self:
        """What the public may read, of any time. The only definition of it."""
        is_ours = Q(house=None) | Q(house__key=current_brand() or DEFAULT)
        return self.filter(is_ours, status=ServiceNotice.Status.PUBLISHED)

    def current(self) -> Self:
        """What readers of every page are told now."""
        now = timezone.now()
        is_open = Q(ends_at=None) | Q(ends_at__gt=now)
        return self.published().filter(is_open, shown_from__lte=now)

    def past(self) -> Self:
        return self.published().filter(ends_at__lte=timezone.now())

    def with_details(self) -> Self:
        return self.prefetch_related("updates", "services__block")

    def changes(self) -> Iterator[datetime]:
        """Every coming moment at which a page changes by itself."""
        now = timezone.now()
        told = self.filter(status=ServiceNotice.Status.PUBLISHED)
        for times in told.values_list("shown_from", "starts_at", "ends_at"):
            yield from (time for time in times if time and time > now)


class ServiceNotice(SeededModel):
    """One fault or one announced work, from its first word to its end."""

    class Kind(models.TextChoices):
        CURRENT = "current", "Störung"
        PLANNED = "planned", "Geplante Arbeiten"

    class Status(models.TextChoices):
        PREPARED = "prepared", "Vorbereitet"
        PUBLISHED = "published", "Veröffentlicht"
        DISCARDED = "discarded", "Verworfen"

    fixture_fields = ()

    kind = models.CharField("Art", max_length=10, choices=Kind, default=Kind.CURRENT)
    title = models.CharField(
        "Was ist los?",
        max_length=120,
        help_text="Ein Satz, zum Beispiel „E-Mails lassen sich gerade nicht abrufen“.",
    )
    text = models.TextField("Mehr dazu", blank=True, help_text="Zwei, drei kurze Sätze.")
    meanwhile = models.TextField(
        "Was Kunden solange tun können",
        blank=True,
        help_text="Zum Beispiel „Ihre E-Mails lesen Sie solange in Webmail“.",
    )
    services = models.ManyToManyField(
        MailServer, verbose_name="Betroffene Dienste", blank=True, related_name="notices"
    )
    house = models.ForeignKey(
        House,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name="Nur für",
        help_text="Leer: Kunden des Hauses und aller Marken lesen die Meldung.",
    )
    starts_at = models.DateTimeField("Beginn", default=timezone.now)
    ends_at = models.DateTimeField(
        "Ende",
        null=True,
        blank=True,
        help_text="Danach verschwindet der Hinweis von selbst. Leer: noch nicht bekannt.",
    )
    shown_from = models.DateTimeField(
        "Auf allen Seiten ab",
        default=timezone.now,
        help_text="Geplante Arbeiten kündigen Sie damit vorher an.",
    )
    status = models.CharField("Zustand", max_length=10, choices=Status, default=Status.PREPARED)
    is_from_check = models.BooleanField("Aus der Prüfung der Server", default=False, editable=False)
    updated_at = models.DateTimeField("Geändert", auto_now=True)

    objects = ServiceNoticeQuerySet.as_manager()
    history = OneRecordEachSave(excluded_fields=["seed_hash"], m2m_fields=[services])

    class Meta:
        verbose_name = "Störungsmeldung"
        verbose_name_plural = "Störungsmeldungen"
        ordering = ["-starts_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("faq:notice", self.pk)

    def clean(self) -> None:
        """An end lies behind the beginning; announced work has one."""
        if self.ends_at and self.starts_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": "Das Ende liegt vor dem Beginn."})
        if self.kind == self.Kind.PLANNED and not self.ends_at:
            raise ValidationError({"ends_at": "Geplante Arbeiten haben ein Ende."})

    @property
    def headline(self) -> str:
        """The title as a sentence that others follow."""
        return self.title if self.title.endswith((".", "!", "?")) else f"{self.title}."

    @property
    def is_over(self) -> bool:
        return bool(self.ends_at and self.ends_at <= timezone.now())

    @property
    def is_ahead(self) -> bool:
        return self.starts_at > timezone.now()


class NoticeUpdate(models.Model):
    """A later word on a notice."""

    notice = models.ForeignKey(
        ServiceNotice, on_delete=models.CASCADE, related_name="updates", verbose_name="Meldung"
    )
    at = models.DateTimeField("Wann", default=timezone.now)
    text = models.TextField("Neuer Stand", max_length=500)

    class Meta:
        verbose_name = "Neuer Stand"
        verbose_name_plural = "Neuer Stand"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.text[:60]
