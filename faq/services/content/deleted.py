"""What staff deleted and can bring back: the last version of each row that is gone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from faq.models import Entry
from faq.models.registry import FIXTURES
from faq.models.seeded import SeededModel
from faq.services.content.audit import name_of, row_then
from faq.services.content.versions import related_ids

KEPT: Final = timedelta(days=90)
MODELS: Final = {str(model._meta.model_name): model for model in FIXTURES.values()}
RESTORED: Final = "Gelöschtes zurückgeholt"


@dataclass(frozen=True, slots=True)
class Deleted:
    """A row that is gone."""

    model: str
    kind: str
    record: int
    title: str
    who: str
    at: datetime


def deleted_rows() -> Iterator[Deleted]:
    """What was deleted in the last days and is not there again, the latest of each kind first."""
    since = timezone.now() - KEPT
    for name, model in MODELS.items():
        records = model.history.filter(history_type="-", history_date__gte=since)  # type: ignore[attr-defined]
        present = model._default_manager.values("pk")
        for record in records.exclude(id__in=present).select_related("history_user"):
            kind = str(model._meta.verbose_name)
            who = name_of(record.history_user)
            yield Deleted(
                name, kind, record.pk, str(row_then(model, record)), who, record.history_date
            )


def bring_back(model: str, record_id: int) -> SeededModel:
    """Create a deleted row again, with its number and its lists of rows.

    An entry comes back as a draft. Raises the history model's DoesNotExist, and ValidationError
    where another row has its name today.
    """
    record = MODELS[model].history.get(pk=record_id, history_type="-")  # type: ignore[attr-defined]
    row: Any = row_then(MODELS[model], record)
    if isinstance(row, Entry):
        row.status, row.successor = Entry.Status.DRAFT, None
    before = _last_with_rows(record)
    related = {field: related_ids(before, field) for field in row._meta.many_to_many}
    with transaction.atomic():
        row._state.adding = True
        row.validate_unique()
        row._change_reason = RESTORED
        row.save(force_insert=True)
        for field, keys in related.items():
            known = field.related_model._default_manager.filter(pk__in=keys)
            getattr(row, field.name).set(known)
    return row  # type: ignore[no-any-return]


def _last_with_rows(record: Any) -> Any:
    """The record before the deletion: lists of rows are already empty when a row is deleted."""
    earlier = type(record).objects.filter(id=record.id, history_type__in=["+", "~"])
    return earlier.order_by("-history_date", "-pk").first() or record
