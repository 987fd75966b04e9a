"""Who did what: every change of every content, and every sign-in, in one list by time.

Nothing is written twice: the list is merged from the histories that each kind of content has and
from the sign-ins, with one query each, however long the list has grown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Any, Final

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet

from faq.models import SignIn, StoredPicture
from faq.models.registry import FIXTURES
from faq.models.seeded import SeededModel

SIGN_INS: Final = "anmeldung"
WORDS: Final = {"+": "angelegt", "~": "geändert", "-": "gelöscht"}
Kept = type[SeededModel] | type[StoredPicture]
_MODELS: Final[tuple[Kept, ...]] = (*FIXTURES.values(), StoredPicture)
KINDS: Final = {str(model._meta.model_name): model for model in _MODELS}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that somebody did."""

    at: datetime
    who: str
    what: str
    kind: str
    title: str
    row: int | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events: of one kind, by one member of staff, before a moment; empty for all."""

    kind: str = ""
    user: int | None = None
    before: datetime | None = None
    since: datetime | None = None


def events(wanted: Wanted, limit: int) -> list[Event]:
    """The last events that are wanted, newest first."""
    return list(islice(_merged(wanted, limit), limit))


def all_events(wanted: Wanted) -> Iterator[Event]:
    """Every event that is wanted, newest first, read piece by piece."""
    return _merged(wanted, None)


def _merged(wanted: Wanted, limit: int | None) -> Iterator[Event]:
    sources: list[Iterable[Event]] = [
        _changes(kind, model, wanted, limit)
        for kind, model in KINDS.items()
        if wanted.kind in ("", kind)
    ]
    if wanted.kind in ("", SIGN_INS):
        sources.append(_sign_ins(wanted, limit))
    return merge(*sources, key=lambda event: event.at, reverse=True)


def _changes(kind: str, model: Kept, wanted: Wanted, limit: int | None) -> Iterator[Event]:
    records = model.history.select_related("history_user")  # type: ignore[union-attr]
    found = _within(records, wanted, at="history_date", user="history_user")
    names = str(model._meta.verbose_name)
    for record in found[:limit].iterator() if limit is None else found[:limit]:
        yield Event(
            at=record.history_date,
            who=name_of(record.history_user),
            what=f"{names} {WORDS[record.history_type]}",
            kind=kind,
            title=str(row_then(model, record)),
            row=record.id,
            note=record.history_change_reason or "",
        )


def _sign_ins(wanted: Wanted, limit: int | None) -> Iterator[Event]:
    found = _within(SignIn.objects.select_related("user"), wanted, at="at", user="user")
    for row in found[:limit]:
        yield Event(row.at, name_of(row.user), row.get_kind_display(), SIGN_INS, "", None)


def _within(rows: "QuerySet[Any]", wanted: Wanted, *, at: str, user: str) -> "QuerySet[Any]":
    if wanted.user:
        rows = rows.filter(**{user: wanted.user})
    if wanted.before:
        rows = rows.filter(**{f"{at}__lt": wanted.before})
    if wanted.since:
        rows = rows.filter(**{f"{at}__gte": wanted.since})
    return rows.order_by(f"-{at}", "-pk")


def row_then(model: Kept, record: Any) -> SeededModel | StoredPicture:
    """The row of a record as it was; simple-history's own `instance` asks the database for each."""
    names = [field.attname for field in model._meta.concrete_fields]
    return model(**{name: getattr(record, name) for name in names if hasattr(record, name)})


def name_of(user: AbstractBaseUser | None) -> str:
    """What staff call a member of staff; empty for the site itself."""
    if user is None:
        return ""
    return getattr(user, "get_full_name", lambda: "")() or user.get_username()
