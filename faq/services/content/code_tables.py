"""Error codes as a table for a spreadsheet, and back again.

One line per code, the columns those of a fixture. What the table says of a code that this site has
is taken over; a code that is not in the table stays as it is.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, TextIO

from django.core.exceptions import ValidationError
from django.db import models, transaction

from faq.models import ErrorCode

COLUMNS: Final = tuple(name for name in ErrorCode.fixture_fields if name != "related")
YES: Final = "ja"
# A spreadsheet would compute a cell that begins so; the sign in front is taken off again.
_COMPUTED: Final = ("=", "+", "-", "@", "'")


class TableFault(Exception):
    """Something is wrong with the table; nothing was changed. The message names each line."""


@dataclass(frozen=True, slots=True)
class CodeChange:
    """What the table changes of a code; without fields it is new."""

    key: str
    fields: tuple[str, ...]


def write_table(file: TextIO) -> int:
    """Write every code that is not withdrawn; how many."""
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    rows = ErrorCode.objects.filter(is_withdrawn=False)
    writer.writerows([_cell(getattr(row, name)) for name in COLUMNS] for row in rows)
    return len(rows)


def read_table(file: TextIO, *, apply: bool) -> list[CodeChange]:
    """Bring a table in, or, without `apply`, only find out what it would change.

    Raises TableFault with every line that cannot be used.
    """
    with transaction.atomic():
        found = list(_changed(csv.DictReader(file)))
        if apply:
            for row, _ in found:
                row._change_reason = "Aus einer Tabelle übernommen"  # type: ignore[attr-defined]
                row.save()
    return [change for _, change in found]


def _changed(lines: Iterable[dict[str, Any]]) -> Iterator[tuple[ErrorCode, CodeChange]]:
    known = {row.key: row for row in ErrorCode.objects.all()}
    faults: list[str] = []
    found: list[tuple[ErrorCode, CodeChange]] = []
    seen: set[str] = set()
    for number, line in enumerate(lines, start=2):
        try:
            row, fields = _row(line, known, seen)
        except (ValidationError, ValueError) as error:
            reasons = getattr(error, "messages", [str(error)])
            faults.append(f"line {number}: {' '.join(reasons)}")
        else:
            if row.pk is None or fields:
                found.append((row, CodeChange(row.key, fields if row.pk else ())))
    if faults:
        raise TableFault("\n".join(faults))
    yield from found


def _row(
    line: dict[str, Any], known: dict[str, ErrorCode], seen: set[str]
) -> tuple[ErrorCode, tuple[str, ...]]:
    if unknown := sorted(set(map(str, line)) - set(COLUMNS)):
        raise ValueError(f"unknown columns: {', '.join(unknown)}")
    if not (key := _plain(line.get("key") or "")) or key in seen:
        raise ValueError("a key is missing or stands twice")
    seen.add(key)
    row = known.get(key) or ErrorCode(key=key)
    before = {name: getattr(row, name) for name in COLUMNS}
    for name in COLUMNS:
        if line.get(name) is not None:
            setattr(row, name, _value(name, str(line[name])))
    row.take_in()
    row.full_clean(exclude=["successor"])
    return row, tuple(name for name in COLUMNS if getattr(row, name) != before[name])


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return YES if value else "nein"
    text = str(value)
    return f"'{text}" if text.startswith(_COMPUTED) else text


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") else cell


def _value(name: str, cell: str) -> object:
    if isinstance(ErrorCode._meta.get_field(name), models.BooleanField):
        return cell.strip().lower() == YES
    return _plain(cell)
