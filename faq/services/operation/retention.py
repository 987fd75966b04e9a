"""How long anything is kept that nobody needs for ever: one table, obeyed by `prune`.

The privacy page states the same periods; a test compares both.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils import timezone

from faq.models import (
    ContentVersion,
    DeadLink,
    Feedback,
    OpenForm,
    PageView,
    PreviewLink,
    Remark,
    SavedForm,
    SearchCount,
    SignIn,
    StoredPicture,
    WorkingCopy,
)
from faq.models.openforms import KEPT
from faq.models.registry import FIXTURES

Forget = Callable[[datetime], int]


@dataclass(frozen=True, slots=True)
class Period:
    """What is kept for how many days, and how it is forgotten; `label` is what readers call it."""

    label: str
    days: int
    forget: Forget


def _before(model: type[models.Model], column: str) -> Forget:
    is_day = isinstance(model._meta.get_field(column), models.DateField) and not isinstance(
        model._meta.get_field(column), models.DateTimeField
    )

    def forget(moment: datetime) -> int:
        limit = timezone.localtime(moment).date() if is_day else moment
        return model._default_manager.filter(**{f"{column}__lt": limit}).delete()[0]

    return forget


def forget_unsaved(moment: datetime) -> int:
    """Delete what was typed in forms before a moment and never saved, and forms without text."""
    is_old = models.Q(typed_at__lt=moment) | models.Q(typed_at=None, seen_at__lt=moment)
    return OpenForm.objects.filter(is_old).delete()[0]


def forget_deleted(moment: datetime) -> int:
    """Empty what is left of rows deleted before a moment; only their names stay.

    By its name a seed knows that staff have deleted a row, and does not bring it back.
    """
    count = 0
    for model in FIXTURES.values():
        history: Any = model.history.model  # type: ignore[attr-defined]
        present = model._default_manager.values("pk")
        gone = history.objects.exclude(id__in=present)
        for record in gone.filter(history_type="-", history_date__lt=moment):
            count += history.objects.filter(id=record.id).exclude(pk=record.pk).delete()[0]
            texts = [field.name for field in history._meta.fields if _is_text(field)]
            history.objects.filter(pk=record.pk).update(**dict.fromkeys(texts, ""))
    return count


def forget_removed_pictures(moment: datetime) -> int:
    """Delete the pixels of pictures removed before a moment; what their address leads to stays."""
    due = StoredPicture.objects.removed().filter(removed_at__lt=moment)
    for picture in due:
        default_storage.delete(picture.path)
    return due.update(size=0)


def _is_text(field: Any) -> bool:
    is_long = isinstance(field, models.TextField)
    return is_long and not field.null and not field.name.startswith("history_")


PERIODS: Final = (
    Period("Suchwörter", 365, _before(SearchCount, "day")),
    Period("Rückmeldungen", 365, _before(Feedback, "day")),
    Period("Bemerkungen", 180, _before(Remark, "day")),
    Period("Aufrufe", 365, _before(PageView, "day")),
    Period("nicht gefundene Adressen", 365, _before(DeadLink, "day")),
    Period("gelöschte Texte", 90, forget_deleted),
    Period("entfernte Bilder", 90, forget_removed_pictures),
    Period("Anmeldungen der Redaktion", 180, _before(SignIn, "at")),
    Period("gescheiterte Anmeldungen mit IP-Adresse", 30, _before(AccessAttempt, "attempt_time")),
    Period("liegen gebliebene Arbeitskopien", 365, _before(WorkingCopy, "updated_at")),
    Period("Links zur Vorschau", 7, _before(PreviewLink, "made_at")),
    Period("getippte, nie gesicherte Texte", KEPT.days, forget_unsaved),
    Period("Prüfsummen gesicherter Formulare", 1, _before(SavedForm, "saved_at")),
    Period("abgelaufene Sitzungen der Redaktion", 1, _before(Session, "expire_date")),
)


def prune(now: datetime) -> dict[str, int]:
    """Forget everything whose period is over; how many rows of each."""
    found: dict[str, int] = {}
    for period in PERIODS:
        with transaction.atomic():
            found[period.label] = period.forget(now - timedelta(days=period.days))
    ContentVersion.bump()  # what is read most on the start page is of the last days
    return found
