"""Which texts show which uploaded pictures, and changing what these texts say of one."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import CharField, Q, TextField

from faq.models import StoredPicture, WorkingCopy
from faq.models.registry import FIXTURES
from faq.models.seeded import SeededModel
from faq.models.stored_pictures import FOLDER
from faq.models.text import RenderedModel
from faq.services.content.publishing import may_publish, needs_approval
from faq.services.content.working_copies import copy_of, is_outdated, rebase, store, submit

_NAME: Final = r"[0-9a-zA-Z][0-9a-zA-Z._-]{0,120}"
_ALTERNATIVE: Final = r"!\[((?:\\.|[^\]\\])*)\]"

Change = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Use:
    """What shows a picture, and how it describes it: a text, a copy of one, the sign of a brand."""

    row: SeededModel | WorkingCopy
    title: str
    alternatives: list[str]

    @property
    def is_copy(self) -> bool:
        return isinstance(self.row, WorkingCopy)

    @property
    def kind(self) -> str:
        """What staff call such a text."""
        return str(self.row._meta.verbose_name)


UsesByName = dict[str, list[Use]]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """How many texts were changed for readers, and how many changes wait for approval."""

    saved: int = 0
    waiting: int = 0


def uses_of_pictures() -> UsesByName:
    """What shows each picture today, working copies included, by the picture's name."""
    return _by_name((*_contents(), *WorkingCopy.objects.all()))


def shown_pictures() -> set[str]:
    """The names of the pictures that content of today shows."""
    return set(_by_name(_contents()))


def former_titles(picture: StoredPicture, besides: Collection[Use]) -> list[str]:
    """The titles of texts whose former versions alone show a picture."""
    today = {(type(use.row), use.row.pk) for use in besides}
    found: dict[str, None] = {}
    for model in FIXTURES.values():
        records = model.history.filter(_naming(model, picture.address))  # type: ignore[attr-defined]
        for record in records:
            if (model, record.id) not in today:
                found[str(record.instance)] = None
    return list(found)


def rewrite(
    picture: StoredPicture, change: Change, user: AbstractBaseUser, reason: str
) -> Rewritten:
    """Change every text of today that shows a picture; who may not publish has them wait.

    What has no working copies (a brand, an answer frame) is left to those who may change it.
    Raises EditConflict, with nothing changed, when somebody saves one of them meanwhile.
    """
    uses = uses_of_pictures().get(picture.name, [])
    saved = waiting = 0
    with transaction.atomic():
        for row in (use.row for use in uses):
            if isinstance(row, RenderedModel):
                is_public = _rewrite_row(row, change, user, reason)
                saved, waiting = saved + is_public, waiting + (not is_public)
            elif isinstance(row, SeededModel) and _may_change(user, row):
                _save_changed(row, change, reason)
                saved += 1
        for copy in (use.row for use in uses if use.is_copy):
            if fresh := WorkingCopy.objects.filter(pk=copy.pk).first():
                _rewrite_copy(fresh, change, may_keep=may_publish(user))
    return Rewritten(saved, waiting)


def new_address(before: StoredPicture, after: StoredPicture) -> Change:
    """What writes the address of one picture in place of another's."""
    pattern = re.compile(rf"{re.escape(before.address)}(?![0-9a-zA-Z_-]|\.[0-9a-zA-Z])")
    return lambda text: pattern.sub(after.address, text)


def new_alternative(picture: StoredPicture, words: str) -> Change:
    """What gives a picture another description."""
    escaped = re.sub(r"([\[\]\\])", r"\\\1", words)
    pattern = re.compile(rf"{_ALTERNATIVE}(?=\({re.escape(picture.address)})")
    return lambda text: pattern.sub(lambda _: f"![{escaped}]", text)


def _may_change(user: AbstractBaseUser, row: SeededModel) -> bool:
    return bool(user.has_perm(f"faq.change_{row._meta.model_name}"))  # type: ignore[attr-defined]


def _save_changed(row: SeededModel, change: Change, reason: str) -> None:
    for name in _columns(type(row)):
        setattr(row, name, change(getattr(row, name)))
    row._change_reason = reason  # type: ignore[attr-defined]
    row.save()


def _rewrite_row(row: RenderedModel, change: Change, user: AbstractBaseUser, reason: str) -> bool:
    """Save the changed text, or have it wait; whether readers see it now."""
    copy = copy_of(row)
    was_current = copy is not None and not is_outdated(copy)
    for name in row.source_fields:
        setattr(row, name, change(getattr(row, name)))
    if may_publish(user) or not needs_approval(row):
        row._change_reason = reason  # type: ignore[attr-defined]
        row.save()
        if copy and was_current:
            rebase(copy)
        return True
    if copy is None:
        related = {
            field.name: list(getattr(row, field.name).values_list("pk", flat=True))
            for field in row._meta.many_to_many
        }
        submit(store(row, related, user, reason=reason))
    return False


def _rewrite_copy(copy: WorkingCopy, change: Change, *, may_keep: bool) -> None:
    """Change a copy; what was approved has to be approved again, unless by one who may."""
    values = {
        name: change(value) if isinstance(value, str) else value
        for name, value in copy.values.items()
    }
    if values == copy.values:
        return
    copy.values = values
    copy.version += 1
    if copy.is_approved and not may_keep:
        copy.state, copy.approved_by = WorkingCopy.State.READY, None
    copy.save()


def _by_name(rows: Iterable[SeededModel | WorkingCopy]) -> UsesByName:
    found: UsesByName = {}
    for row in rows:
        for name, alternatives in _shown_in("\n".join(_values(row))).items():
            found.setdefault(name, []).append(Use(row, str(row), alternatives))
    return found


def _contents() -> Iterator[SeededModel]:
    """Every row of content that names an uploaded picture, in whichever of its columns."""
    for model in FIXTURES.values():
        yield from model._default_manager.filter(_naming(model, settings.MEDIA_URL + FOLDER))


def _values(row: SeededModel | WorkingCopy) -> list[str]:
    if isinstance(row, WorkingCopy):
        return [value for value in row.values.values() if isinstance(value, str)]
    return [str(getattr(row, name)) for name in _columns(type(row))]


def _columns(model: type[SeededModel]) -> list[str]:
    """The columns that hold what staff write, their text and what they chose."""
    names = model.content_fields()
    columns = (column for column in model._meta.concrete_fields if column.name in names)
    return [column.name for column in columns if isinstance(column, CharField | TextField)]


def _naming(model: type[SeededModel], words: str) -> Q:
    found = Q()
    for name in _columns(model):
        found |= Q(**{f"{name}__contains": words})
    return found


def _shown_in(text: str) -> dict[str, list[str]]:
    """The pictures that a text names, each with its descriptions there."""
    address = rf"{re.escape(settings.MEDIA_URL + FOLDER)}/({_NAME})"
    found: dict[str, list[str]] = {name: [] for name in re.findall(address, text)}
    for words, name in re.findall(rf"{_ALTERNATIVE}\({address}", text):
        found[name].append(re.sub(r"\\([\[\]\\])", r"\1", words))
    return found
