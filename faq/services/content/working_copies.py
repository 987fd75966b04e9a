"""From a text that waits to one that is read: draft, for approval, approved, published.

A working copy is published through the `save()` of its row, so that links, history, search and
page caches follow as with any other change; then it is gone.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Field, ForeignKey, ManyToManyField
from django.utils import timezone

from faq.models import Anchor, Entry, WorkingCopy
from faq.models.seeded import EditConflict
from faq.models.text import RenderedModel
from faq.models.withdrawable import State
from faq.services.content.differences import Piece, differences
from faq.services.content.ordering import last_position
from faq.services.content.publishing import (
    ANYBODY,
    BY_NAME,
    FREE,
    acting_user,
    may_publish,
    written_by,
)
from faq.services.content.versions import FieldChange, field_text, named
from faq.services.links.succession import succeed

Values = dict[str, Any]
# What belongs to the row, whatever its text says.
OF_THE_ROW = frozenset({"key", "cause", "position"})


class CopyConflict(Exception):
    """Somebody else has saved the working copy since it was read; nothing was written."""

    def __init__(self, copy: WorkingCopy) -> None:
        super().__init__()
        self.copy = copy


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a copy changes for readers and for staff alone, and whether its row changed since."""

    changes: list[FieldChange]
    unseen: list[FieldChange]
    is_outdated: bool


def copy_of(row: RenderedModel, kind: str = WorkingCopy.Kind.TEXT) -> WorkingCopy | None:
    """The working copy of a row."""
    if row.pk is None:
        return None
    copies = WorkingCopy.objects.select_related("author", "approved_by")
    return copies.filter(model=row._meta.model_name, row=row.pk, kind=kind).first()


def store(
    row: RenderedModel,
    related: Mapping[str, list[int]],
    author: AbstractBaseUser,
    *,
    copy: WorkingCopy | None = None,
    seen: int = 0,
    reason: str = "",
    successors: Mapping[str, str] | None = None,
) -> WorkingCopy:
    """Keep the values of an unsaved row as its working copy; what was approved is a draft again.

    `related` are the primary keys of lists of rows. `seen` is the version of the copy that the
    author saw, 0 for none; raises EditConflict when somebody has saved it since.
    """
    row.take_in()
    with transaction.atomic():
        copy = copy or copy_of(row)
        if copy and copy.version != seen:
            raise CopyConflict(copy)
        stored = type(row)._default_manager.filter(pk=row.pk or 0).first()
        if stored and stored.version != row.version:
            raise EditConflict
        copy = copy or WorkingCopy(model=str(row._meta.model_name), row=row.pk)
        copy.values = {**_written(row, stored), **related}
        copy.based_on, copy.base = (stored.version, _digest(stored)) if stored else (0, "")
        copy.title, copy.author = str(row)[:200], author  # type: ignore[assignment]
        copy.reason, copy.problem, copy.successors = reason, "", dict(successors or {})
        copy.state, copy.approved_by = WorkingCopy.State.DRAFT, None
        copy.version += 0 if copy._state.adding else 1
        copy.save()
    return copy


def row_of(copy: WorkingCopy) -> RenderedModel | None:
    """The row as it is stored; None for a text that does not exist yet, or no longer."""
    return BY_NAME[copy.model]._default_manager.filter(pk=copy.row or 0).first()


def filled(copy: WorkingCopy) -> RenderedModel:
    """The row with the values of its copy, rendered but not saved."""
    row = row_of(copy) or BY_NAME[copy.model]()
    _fill(row, copy)
    row.render()
    return row


def comparison(copy: WorkingCopy) -> Comparison:
    """What publishing the copy would change."""
    stored = row_of(copy)
    fresh = filled(copy)
    changes = {
        field.name: FieldChange(str(field.verbose_name), pieces)
        for field in _fields(type(fresh))
        if field.name in copy.values and (pieces := _pieces(stored, fresh, field, copy))
    }
    return Comparison(
        changes=[change for name, change in changes.items() if name not in FREE],
        unseen=[change for name, change in changes.items() if name in FREE],
        is_outdated=is_outdated(copy),
    )


def is_outdated(copy: WorkingCopy) -> bool:
    """Whether the text of the row has changed since the copy was written."""
    if copy.is_withdrawal or copy.row is None:
        return False
    stored = row_of(copy)
    return stored is None or _digest(stored) != copy.base


def rebase(copy: WorkingCopy) -> None:
    """Say that a copy takes the present text of its row into account."""
    stored = row_of(copy)
    if stored is not None:
        copy.based_on, copy.base = stored.version, _digest(stored)
        copy.save()


def submit(copy: WorkingCopy) -> None:
    """Ask for approval."""
    copy.state, copy.problem = WorkingCopy.State.READY, ""
    copy.save()


def hand_back(copy: WorkingCopy, note: str) -> None:
    """Give a copy back to its author, with the reason."""
    copy.state, copy.problem, copy.approved_by = WorkingCopy.State.DRAFT, note[:300], None
    copy.publish_at = None if not copy.is_withdrawal else copy.publish_at
    copy.save()


def approve(copy: WorkingCopy, user: AbstractBaseUser, moment: datetime | None = None) -> None:
    """Publish a copy, now or at a moment to come.

    Raises PermissionDenied if the user may not, EditConflict or ValidationError if it cannot be.
    """
    if not may_publish(user, copy.author or ANYBODY):
        raise PermissionDenied
    copy.approved_by = user  # type: ignore[assignment]
    if moment and moment > timezone.now():
        copy.state, copy.publish_at, copy.problem = WorkingCopy.State.APPROVED, moment, ""
        copy.save()
        return
    publish(copy)


def plan_withdrawal(
    row: RenderedModel, user: AbstractBaseUser, moment: datetime, successor: int | None
) -> WorkingCopy:
    """Note that a public text shall go at a moment to come, and what replaces it."""
    gone = {"status": State.WITHDRAWN.value} if isinstance(row, Entry) else {"is_withdrawn": True}
    copy = copy_of(row, WorkingCopy.Kind.WITHDRAWAL) or WorkingCopy(
        kind=WorkingCopy.Kind.WITHDRAWAL, model=str(row._meta.model_name), row=row.pk
    )
    copy.values, copy.title = {**gone, "successor": successor}, str(row)[:200]
    copy.author, copy.publish_at = user, moment  # type: ignore[assignment]
    copy.state, copy.problem = WorkingCopy.State.READY, ""
    copy.reason = "Zur vorgesehenen Zeit zurückgezogen"
    copy.save()
    return copy


def publish(copy: WorkingCopy) -> RenderedModel:
    """Give the row the values of its copy, and forget the copy.

    Raises EditConflict when the row was changed meanwhile, ValidationError where a gap is left.
    """
    with transaction.atomic(), written_by(copy.author or ANYBODY):
        if is_outdated(copy):
            raise EditConflict
        row = row_of(copy) or BY_NAME[copy.model]()
        category = getattr(row, "category_id", None)
        _fill(row, copy)
        if isinstance(row, Entry) and row.category_id != category:
            row.position = last_position(row.category) + 1
        if gaps := row.gaps():
            raise ValidationError(f"Hier fehlt noch etwas: {', '.join(gaps)}.")
        row._change_reason = copy.reason or None  # type: ignore[attr-defined]
        row._history_user = acting_user() or copy.approved_by or copy.author  # type: ignore[attr-defined]
        row.save()
        _relate(row, copy)
        _note_successors(row, copy)
        copy.delete()
    return row


def discard(copy: WorkingCopy) -> None:
    """Forget a copy; readers keep what they have."""
    copy.delete()


def _fill(row: RenderedModel, copy: WorkingCopy) -> None:
    for field in _fields(type(row)):
        if field.name not in copy.values or isinstance(field, ManyToManyField):
            continue
        value = copy.values[field.name]
        setattr(row, field.attname, value if value is None else field.to_python(value))


def _relate(row: RenderedModel, copy: WorkingCopy) -> None:
    for field in row._meta.many_to_many:
        if field.name in copy.values:
            known = field.related_model._default_manager.filter(pk__in=copy.values[field.name])
            getattr(row, field.name).set(known)


def _note_successors(row: RenderedModel, copy: WorkingCopy) -> None:
    if not isinstance(row, Entry):
        return
    for anchor in row.anchors.filter(is_live=False, name__in=copy.successors):
        key, _, name = copy.successors[anchor.name].partition("#")
        succeed(anchor, Anchor.objects.live().filter(entry__key=key, name=name).first())


def _fields(model: type[RenderedModel]) -> "list[Field[Any, Any]]":
    """What staff fill in: the columns of the form, in the order of the model."""
    columns = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return [column for column in columns if column.editable and not column.primary_key]


def _values(row: RenderedModel) -> Values:
    """The values of a row in JSON; related rows by their primary keys."""
    found: Values = {}
    for field in _fields(type(row)):
        if isinstance(field, ManyToManyField):
            continue
        value = getattr(row, field.attname)
        is_plain = value is None or isinstance(value, bool | int | str)
        found[field.name] = value if is_plain or isinstance(field, ForeignKey) else str(value)
    return found


def _written(row: RenderedModel, stored: RenderedModel | None) -> Values:
    """What the author has written: not what belongs to the row, and of the books only changes."""
    found = _values(row)
    if stored is None:
        return found
    before = _values(stored)
    return {
        name: value
        for name, value in found.items()
        if name not in OF_THE_ROW and (name not in FREE or value != before[name])
    }


def _digest(row: RenderedModel) -> str:
    """Identifies what a row says to its readers."""
    values = {name: value for name, value in _values(row).items() if name not in FREE}
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def _pieces(
    stored: RenderedModel | None, fresh: RenderedModel, field: "Field[Any, Any]", copy: WorkingCopy
) -> list[Piece]:
    if isinstance(field, ManyToManyField):
        before = field_text(stored, field) if stored else ""
        return differences(before, named(field, copy.values[field.name]))
    return differences(field_text(stored or type(fresh)(), field), field_text(fresh, field))
