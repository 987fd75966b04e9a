"""The change stamp of all public content."""

import time
from datetime import datetime

from django.db import models
from django.db.models import F
from django.db.models.functions import Greatest


class ContentVersion(models.Model):
    """One row whose number grows with every change of content, in the same transaction.

    Page caches compare it: what they hold is current while the number is the one they saw. It is
    a time in milliseconds, so that a database restored from a backup never gets to a number that
    stood for other content before.
    """

    ROW = 1

    number = models.PositiveBigIntegerField(default=1)
    # When the next approved text is due: who reads the number learns it with the same query.
    due_at = models.DateTimeField(null=True, editable=False)
    # Which fixtures and which code seeded last: a start with the same ones need not seed again.
    seeded_with = models.CharField(max_length=64, default="", editable=False)

    class Meta:
        verbose_name = "Inhaltsstand"
        verbose_name_plural = "Inhaltsstand"

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        """The number now; 0 before the first content."""
        return cls.objects.filter(pk=cls.ROW).values_list("number", flat=True).first() or 0

    @classmethod
    def current_and_due(cls) -> tuple[int, datetime | None]:
        """The number now, and when the next approved text is due."""
        found = cls.objects.filter(pk=cls.ROW).values_list("number", "due_at").first()
        return found or (0, None)

    @classmethod
    def plan(cls, moment: datetime | None) -> None:
        """Note when the next approved text is due."""
        if not cls.objects.filter(pk=cls.ROW).update(due_at=moment):
            cls.objects.get_or_create(pk=cls.ROW, defaults={"due_at": moment})

    @classmethod
    def bump(cls) -> None:
        """Say that public content has changed."""
        now = Greatest(F("number") + 1, time.time_ns() // 1_000_000)
        if not cls.objects.filter(pk=cls.ROW).update(number=now):
            cls.objects.get_or_create(pk=cls.ROW)
