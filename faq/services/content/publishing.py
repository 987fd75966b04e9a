"""Who may change what readers see: one rule, asked before every save of a text.

A form, a list action, a restored version or an import that staff start all end in a save or a
delete; `faq.signals` brings each of them here. Who has the server (commands, shell, seeds) is
nobody's member of staff and decides alone.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from simple_history.models import HistoricalRecords

from faq.models.next_version import PUBLISH
from faq.models.registry import TEXTS
from faq.models.seeded import SeededModel
from faq.models.text import RenderedModel
from faq.models.withdrawable import State, Withdrawable

BY_NAME: Final = {str(model._meta.model_name): model for model in TEXTS}
# What says nothing new to readers: order, the books of reviews, and words that the search knows.
FREE: Final = frozenset({"position", "search_words", "reviewed_on", "review_on", "is_doubted"})
REFUSED: Final = (
    "Das wäre sofort öffentlich, und dafür fehlt Ihnen das Recht. Speichern Sie den Text im "
    "Formular: Er wartet dann auf die Freigabe."
)

# The author of a text whose writer is no longer with the house.
ANYBODY: Final = object()

_author: ContextVar[object | None] = ContextVar("_author", default=None)


def may_publish(user: Any, author: object | None = None) -> bool:
    """Whether a member of staff may make public what `author` wrote; without one, their own text.

    Nobody publishes alone what they wrote themselves, unless SOLO_PUBLISHING allows it.
    """
    if not user.has_perm(f"faq.{PUBLISH}"):
        return False
    is_own = author is None or author == user
    return settings.SOLO_PUBLISHING or not is_own


def is_public(row: SeededModel) -> bool:
    """Whether readers see a row, or what became of it; only a draft is nobody's business."""
    return not isinstance(row, Withdrawable) or row.state is not State.DRAFT


def needs_approval(row: RenderedModel, update_fields: Collection[str] | None = None) -> bool:
    """Whether readers would see what saving this row changes."""
    stored = type(row)._default_manager.filter(pk=row.pk).first() if row.pk else None
    if not is_public(row) and not (stored and is_public(stored)):
        return False
    return stored is None or not _changed(row, stored, update_fields) <= FREE


def judge(row: RenderedModel, update_fields: Collection[str] | None = None) -> None:
    """Before a text is saved: raise PermissionDenied if that is not for this member of staff."""
    user = acting_user()
    if user is None or may_publish(user, _author.get()):
        return
    if needs_approval(row, update_fields):
        raise PermissionDenied(REFUSED)


def judge_deletion(row: RenderedModel) -> None:
    """The same before one is deleted."""
    user = acting_user()
    if user is not None and is_public(row) and not may_publish(user, _author.get()):
        raise PermissionDenied(REFUSED)


@contextmanager
def written_by(author: object | None) -> Iterator[None]:
    """Say who wrote what is saved within."""
    token = _author.set(author)
    try:
        yield
    finally:
        _author.reset(token)


def acting_user() -> AbstractBaseUser | None:
    """The member of staff whose request this is; None outside of requests."""
    request = getattr(HistoricalRecords.context, "request", None)
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


def _changed(
    row: RenderedModel, stored: RenderedModel, update_fields: Collection[str] | None
) -> set[str]:
    names = {field.name for field in row._meta.concrete_fields if field.editable}
    if update_fields is not None:
        names &= set(update_fields)
    return {name for name in names if _value(row, name) != _value(stored, name)}


def _value(row: RenderedModel, name: str) -> object:
    return getattr(row, row._meta.get_field(name).attname)  # type: ignore[union-attr]
