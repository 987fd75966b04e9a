"""What readers think of a page and how often it is read: counts per day, nothing about readers.

A page is named by its path; a result of the error analysis by `/fehleranalyse/#` and its cause.
"""

from datetime import date
from typing import Final

from django.db import models
from django.db.models import F, Sum

REMARK_LENGTH: Final = 300


class Answer(models.TextChoices):
    """An answer to "War das hilfreich?"; after a "Nein" the reason takes its place."""

    YES = "ja", "Ja"
    NO = "nein", "Nein"
    OTHER_QUESTION = "andere-frage", "Das ist nicht meine Frage"
    UNCLEAR = "unklar", "Ich verstehe es nicht"
    LOOKS_DIFFERENT = "sieht-anders-aus", "Bei mir sieht es anders aus"
    DID_NOT_HELP = "hilft-nicht", "Ich habe es versucht, es klappt nicht"


REASONS: Final = tuple(answer for answer in Answer if answer not in (Answer.YES, Answer.NO))


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def unhelpful(self) -> "FeedbackQuerySet":
        """Every kind of "Nein" that nobody has dealt with yet."""
        return self.exclude(answer=Answer.YES).filter(count__gt=F("settled"))

    def settle(self, path: str) -> int:
        """Note that somebody has dealt with what readers said of a page until now."""
        open_ones = self.filter(path=path, count__gt=F("settled"))
        return open_ones.update(settled=F("count"))


class Feedback(models.Model):
    """How often readers gave one answer about one page on one day; `settled` of them are done."""

    path = models.CharField("Seite", max_length=200)
    day = models.DateField("Tag")
    answer = models.CharField("Antwort", max_length=20, choices=Answer)
    count = models.PositiveIntegerField("Anzahl", default=0)
    settled = models.PositiveIntegerField("Erledigt", default=0)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = "Rückmeldung"
        verbose_name_plural = "Rückmeldungen"
        ordering = ["-day", "path"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["path", "day", "answer"], name="feedback_once_per_page_day_and_answer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.path} am {self.day:%d.%m.%Y}: {self.count} × {self.get_answer_display()}"


class Remark(models.Model):
    """A sentence that a reader added to a "Nein", without addresses and numbers."""

    path = models.CharField("Seite", max_length=200, db_index=True)
    day = models.DateField("Tag")
    text = models.CharField("Bemerkung", max_length=REMARK_LENGTH)
    is_settled = models.BooleanField("Erledigt", default=False)

    class Meta:
        verbose_name = "Bemerkung"
        verbose_name_plural = "Bemerkungen"
        ordering = ["-day", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.text


class PageViewQuerySet(models.QuerySet["PageView"]):
    def most_read(self, since: date, beginning: str, limit: int) -> list[str]:
        """The paths with this beginning that were read most since a day."""
        rows = self.filter(day__gte=since, path__startswith=beginning).values_list("path")
        ranked = rows.annotate(total=Sum("count")).order_by("-total", "path")
        return [path for path, _ in ranked[:limit]]


class PageView(models.Model):
    """How often a page was opened in a browser on a day."""

    path = models.CharField("Seite", max_length=200)
    day = models.DateField("Tag")
    count = models.PositiveIntegerField("Aufrufe", default=0)

    objects = PageViewQuerySet.as_manager()

    class Meta:
        verbose_name = "Aufrufe"
        verbose_name_plural = "Aufrufe"
        ordering = ["-day", "-count"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["path", "day"], name="pageview_once_a_day")]

    def __str__(self) -> str:
        return f"{self.path} am {self.day:%d.%m.%Y}: {self.count}"
