"""The version of all public content."""

import time
from collections.abc import Iterable
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

    # Moments to come at which content changes by itself, in the same milliseconds.
    changes_at = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))

    class Meta:
        verbose_name = "Inhaltsstand"
        verbose_name_plural = "Inhaltsstand"

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        """The number now; 0 before the first content. A planned moment counts once it is there."""
        return cls.current_and_due()[0]

    @classmethod
    def take_turn(cls) -> None:
        """Wait until nobody else writes content; the turn lasts as long as the transaction.

        Writers of SQLite take turns anyway. On PostgreSQL two who save texts with the same words
        would take the rows of the index crosswise and wait for each other.
        """
        cls.objects.select_for_update().filter(pk=cls.ROW).first()

    @classmethod
    def current_and_due(cls) -> tuple[int, datetime | None]:
        """The number now, and when the next approved text is due."""
        row = cls.objects.filter(pk=cls.ROW).values_list("number", "changes_at", "due_at").first()
        number, changes, due_at = row or (0, [], None)
        now = time.time_ns() // 1_000_000
        return int(max([number, *(moment for moment in changes if moment <= now)])), due_at

    @classmethod
    def plan_publication(cls, moment: datetime | None) -> None:
        """Note when the next approved text is due."""
        if not cls.objects.filter(pk=cls.ROW).update(due_at=moment):
            cls.objects.get_or_create(pk=cls.ROW, defaults={"due_at": moment})

    @classmethod
    def bump(cls) -> None:
        """Say that public content has changed."""
        now = Greatest(F("number") + 1, time.time_ns() // 1_000_000)
        if not cls.objects.filter(pk=cls.ROW).update(number=now):
            cls.objects.get_or_create(pk=cls.ROW)

    @classmethod
    def plan(cls, moments: Iterable[datetime]) -> None:
        """Say when content will change by itself, and that it has changed now."""
        changes = sorted({int(moment.timestamp() * 1000) for moment in moments})
        cls.bump()
        cls.objects.filter(pk=cls.ROW).update(changes_at=changes)
