"""What staff did and what comes in from outside must not undo: seed and import obey the same rules.

Each returns what it left alone, by the reason; an operator may allow it with an option.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db.models import Q

from faq.models import Entry
from faq.models.seeded import SeededModel
from faq.models.withdrawable import State
from faq.services.links.succession import lost_sections

# `EditorialAdmin` notes it with a deletion: who did it may be forgotten with their login.
DELETED_BY_STAFF = "In der Verwaltung gelöscht"


class Left(StrEnum):
    """Why something that came in was left alone."""

    EDITED = "edited by staff"
    SECTIONS = "would lose sections"
    DRAFT = "draft"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    DELETED = "deleted by staff"
    RENAMED = "name of another entry"


_OF_STATE = {
    State.DRAFT: Left.DRAFT,
    State.MERGED: Left.MERGED,
    State.WITHDRAWN: Left.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Allowed:
    """What an operator allows beyond adding and correcting."""

    overwrite_edited: bool = False
    revive: bool = False

    def takes(self, reason: Left) -> bool:
        if reason in (Left.EDITED, Left.SECTIONS):
            return self.overwrite_edited
        return self.revive and reason is not Left.RENAMED


NOTHING: Final = Allowed()


def reason_to_leave(
    row: SeededModel, sections: Iterable[str], *, is_edited: bool, allowed: Allowed
) -> Left | None:
    """Why a row must not get a public text with these sections; None where it may.

    The weightiest first: what went comes back with an own option only.
    """
    found = [Left.EDITED] if is_edited else []
    if isinstance(row, Entry):
        found += [_OF_STATE[row.state]] if row.state in _OF_STATE else []
        found += [Left.SECTIONS] if lost_sections(row, sections) else []
    return next((reason for reason in reversed(found) if not allowed.takes(reason)), None)


def was_deleted(model: type[SeededModel], names: Mapping[str, str]) -> bool:
    """Whether staff have deleted the row that had these names."""
    records = model.history.filter(history_type="-", **names)  # type: ignore[attr-defined]
    by_staff = Q(history_user__isnull=False) | Q(history_change_reason=DELETED_BY_STAFF)
    return bool(records.filter(by_staff).exists())


def had_key(entry: Entry, key: str) -> bool:
    """Whether a key is a former one of the entry, not another name that staff gave it."""
    return bool(entry.history.filter(key=key).exists())
