"""What staff deleted, kept in the history, and bringing it back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import ManyToManyField

from faq.models.registry import FIXTURES
from faq.models.seeded import SeededModel
from faq.services.content.versions import related_ids

KEPT_DAYS: Final = 90


@dataclass(frozen=True, slots=True)
class Deletion:
    """A row that is no longer there: what it was, who deleted it and when."""

    model: type[SeededModel]
    id: int
    title: str
    deleted_at: datetime
    author: str


def deletions(since: datetime) -> Iterator[Deletion]:
    """Yield what was deleted since then and is not there again, the last first."""
    found = [deletion for model in FIXTURES.values() for deletion in _of_model(model, since)]
    yield from sorted(found, key=lambda deletion: deletion.deleted_at, reverse=True)


@transaction.atomic
def bring_back(model: type[SeededModel], record_id: int) -> SeededModel:
    """Store a deleted row again as it was, with its related rows that are still there.

    Raises the history model's DoesNotExist for what was not deleted, or is there again.
    """
    history: Any = model.history  # type: ignore[attr-defined]
    record = history.get(pk=record_id, history_type="-")
    if _is_there(model, record):
        raise history.model.DoesNotExist
    row: SeededModel = record.instance
    row.version += 1
    row.save(force_insert=True)
    for field in row._meta.many_to_many:
        _relate(row, field, record)
    return row


def _of_model(model: type[SeededModel], since: datetime) -> Iterator[Deletion]:
    records = model.history.filter(history_type="-", history_date__gte=since)  # type: ignore[attr-defined]
    seen: set[object] = set()
    for record in records.select_related("history_user").order_by("-history_date"):
        if record.id not in seen and not _is_there(model, record):
            seen.add(record.id)
            author = record.history_user
            name = (author.get_full_name() or author.get_username()) if author else ""
            yield Deletion(model, record.pk, str(record.instance), record.history_date, name)


def _is_there(model: type[SeededModel], record: Any) -> bool:
    names = {(name := model.natural_field): getattr(record, name)}
    rows = model._default_manager
    return rows.filter(**names).exists() or rows.filter(pk=record.id).exists()


def _relate(row: SeededModel, field: "ManyToManyField[Any, Any]", record: Any) -> None:
    """What the last version before the deletion was related to."""
    before = record.prev_record
    known = field.related_model._default_manager.filter(pk__in=related_ids(before, field))
    getattr(row, field.name).set(known)
