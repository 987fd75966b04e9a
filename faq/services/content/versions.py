"""Former versions of content: what changed in each, and the texts of one to save again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import Field, ForeignKey, ManyToManyField

from faq.models.seeded import SeededModel
from faq.services.content.differences import Piece, differences

# What a restored version does not bring back: its name, its place and whether it is public.
KEPT_ON_RESTORE = frozenset({"key", "cause", "category", "position", "status", "is_pinned"})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that a version changed; `label` is what editors call it."""

    label: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Version:
    """One save: who, when, why, and what it changed against the save before."""

    id: int
    saved_at: datetime
    author: str
    reason: str
    is_first: bool
    changes: list[FieldChange]


def versions(row: SeededModel, *, limit: int = 50) -> list[Version]:
    """Give the last versions of a row, newest first; saves that changed no text are left out."""
    records = list(row.history.select_related("history_user")[: limit + 1])  # type: ignore[attr-defined]
    fields = _editorial_fields(row)
    texts = _texts(records, fields)
    found = [
        Version(
            id=record.pk,
            saved_at=record.history_date,
            author=_name(record.history_user),
            reason=record.history_change_reason or "",
            is_first=before is None,
            changes=list(_changes(fields, before, after)) if before is not None else [],
        )
        for record, after, before in zip(records, texts, [*texts[1:], None], strict=True)
    ]
    return [version for version in found[:limit] if version.changes or version.is_first]


def former_values(row: SeededModel, version_id: int) -> dict[str, Any]:
    """The texts of a former version, to fill a form with: by field, related rows by primary key.

    Nothing is saved: what was left out or unfinished then is asked about by the form. Raises the
    history model's DoesNotExist for a version of another row.
    """
    record = row.history.get(pk=version_id)  # type: ignore[attr-defined]
    fields = [field for field in _editorial_fields(row) if field.name not in KEPT_ON_RESTORE]
    return {
        field.name: related_ids(record, field)
        if isinstance(field, ManyToManyField)
        else getattr(record, field.attname)
        for field in fields
    }


def field_text(row: Any, field: "Field[Any, Any]") -> str:
    """Give the value of a field as editors read it; `row` may be a row or a record of one."""
    if isinstance(field, ManyToManyField):
        return "\n".join(sorted(_related_names(row, field)))
    if isinstance(field, ForeignKey):
        found = field.related_model._default_manager.filter(pk=getattr(row, field.attname)).first()
        return str(found or "")
    value = getattr(row, field.attname)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "ja" if value else "nein"
    return "" if value is None else str(value)


def named(field: "ManyToManyField[Any, Any]", keys: list[int]) -> str:
    """The names of the rows with these primary keys, as editors read a list."""
    rows = field.related_model._default_manager.filter(pk__in=keys)
    return "\n".join(sorted(str(other) for other in rows))


def _texts(records: list[Any], fields: "list[Field[Any, Any]]") -> list[dict[str, str]]:
    """The fields of each record as editors read them; one query for a list, one for its names."""
    found: list[dict[str, str]] = [{} for _ in records]
    for field in fields:
        keys = _keys(records, field)
        names = _names(field, {key for some in keys for key in some}) if field.is_relation else {}
        for texts, record, own in zip(found, records, keys, strict=True):
            texts[field.name] = (
                "\n".join(sorted(names[key] for key in own if key in names))
                if field.is_relation
                else field_text(record, field)
            )
    return found


def _keys(records: list[Any], field: "Field[Any, Any]") -> list[list[int]]:
    """The primary keys of the rows that each record names in a field."""
    if not records or not isinstance(field, ManyToManyField):
        single = [getattr(record, field.attname, None) for record in records]
        return [[key] if field.is_relation and key else [] for key in single]
    through = getattr(records[0], field.name).model
    column = f"{field.m2m_reverse_field_name()}_id"
    rows = through.objects.filter(history__in=[record.pk for record in records])
    listed: dict[int, list[int]] = {record.pk: [] for record in records}
    for history, key in rows.values_list("history_id", column):
        listed[history].append(key)
    return [listed[record.pk] for record in records]


def _names(field: Any, keys: set[int]) -> dict[int, str]:
    rows = field.related_model._default_manager.filter(pk__in=keys)
    return {row.pk: str(row) for row in rows} if keys else {}


def _name(user: AbstractUser | None) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


def _changes(
    fields: "list[Field[Any, Any]]", before: dict[str, str], after: dict[str, str]
) -> Iterator[FieldChange]:
    for field in fields:
        if pieces := differences(before[field.name], after[field.name]):
            yield FieldChange(str(field.verbose_name), pieces)


def _editorial_fields(row: SeededModel) -> list["Field[Any, Any]"]:
    """The fields that editors fill in and that the history keeps."""
    kept = row.history.model  # type: ignore[attr-defined]
    names = [name for name in row.content_fields() if hasattr(kept, name)]
    return [row._meta.get_field(name) for name in names]  # type: ignore[misc]


def related_ids(record: Any, field: "ManyToManyField[Any, Any]") -> list[int]:
    """The primary keys of the rows that a version was related to by a field."""
    column = field.m2m_reverse_field_name()
    return list(getattr(record, field.name).values_list(f"{column}_id", flat=True))


def _related_names(row: Any, field: "ManyToManyField[Any, Any]") -> list[str]:
    if isinstance(row, SeededModel):
        return [str(other) for other in getattr(row, field.name).all()]
    rows = field.related_model._default_manager.filter(pk__in=related_ids(row, field))
    return [str(other) for other in rows]
