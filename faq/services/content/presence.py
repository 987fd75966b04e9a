"""Who else is writing there, and what somebody typed and has not saved yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth.models import User
from django.core import signing
from django.utils import timezone

from faq.models import OpenForm
from faq.models.openforms import KEPT

Pairs = Sequence[tuple[str, str]]

PRESENT: Final = timedelta(seconds=90)
"""A form that nobody has seen for so long is closed: three signs of life were missed."""

SALT: Final = "faq.typed"


@dataclass(frozen=True, slots=True)
class Writer:
    """A colleague at the same form, and since when."""

    name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed in a form, as names and values, and when."""

    pairs: Pairs
    at: datetime


def note_open(user: User, form: str) -> None:
    """Say that somebody has a form before them now."""
    now = timezone.now()
    begun = {"opened_at": now, "seen_at": now}
    row, is_new = OpenForm.objects.get_or_create(user=user, form=form, defaults=begun)
    if not is_new:
        opened_at = now if row.seen_at < now - PRESENT else row.opened_at
        OpenForm.objects.filter(pk=row.pk).update(seen_at=now, opened_at=opened_at)


def keep_typed(user: User, form: str, pairs: Pairs) -> None:
    """Keep what somebody has typed so far; one state per person and form."""
    note_open(user, form)
    word = signing.dumps([user.pk, form, list(pairs)], salt=SALT, compress=True)
    OpenForm.objects.filter(user=user, form=form).update(typed=word, typed_at=timezone.now())


def typed_in(user: User, form: str) -> Typed | None:
    """What somebody typed there and has not saved; None without it, or when it is not theirs."""
    row = OpenForm.objects.filter(user=user, form=form).exclude(typed="").first()
    if row is None or row.typed_at is None:
        return None
    try:
        owner, name, pairs = signing.loads(row.typed, salt=SALT, max_age=KEPT)
    except signing.BadSignature:
        return None
    is_theirs = (owner, name) == (user.pk, form)
    return Typed([(key, value) for key, value in pairs], row.typed_at) if is_theirs else None


def close(user: User, form: str) -> None:
    """Forget a form: saved, or what was typed is not wanted any more."""
    OpenForm.objects.filter(user=user, form=form).delete()


def leave(user: User, form: str) -> None:
    """Say that somebody has gone; what was typed stays."""
    OpenForm.objects.filter(user=user, form=form).update(seen_at=timezone.now() - 2 * PRESENT)


def other_writers(user: User, form: str) -> list[Writer]:
    """The colleagues who have the same form before them now, the longest there first."""
    rows = OpenForm.objects.filter(form=form, seen_at__gte=timezone.now() - PRESENT)
    others = rows.exclude(user=user).select_related("user").order_by("opened_at")
    return [Writer(row.user.get_full_name() or row.user.username, row.opened_at) for row in others]


def forget_old() -> None:
    """Delete forms that nobody has open and whose text is too old, or that have none."""
    now = timezone.now()
    OpenForm.objects.filter(typed="", seen_at__lt=now - PRESENT).delete()
    OpenForm.objects.filter(typed_at__lt=now - KEPT).delete()
