"""Reading fixtures and finding every fault in them before anything is written.

A fixture is Django's YAML form with natural keys only. All faults are collected, so that an editor
mends a file once and not line by line.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import cast

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import CharField, Field, ForeignKey, ManyToManyField, TextField

from faq.markup import MAX_BYTES
from faq.models import Anchor, Category, Entry, EntryAlias
from faq.models.registry import FIXTURES
from faq.models.seeded import SeededModel, taken_in
from faq.services.content.entry_files import FOLDER, read_entry_file
from faq.services.content.former_addresses import read_addresses
from faq.services.content.strict_yaml import Unreadable, read_yaml_file

# The links that led nowhere when an export was written: a text is seeded as it was.
KNOWN_DEAD = "known_dead_links.yaml"

WHOLE_FILE = "ganze Datei"  # where a fault is that no record has
# What YAML makes of a value, as staff call it.
_KINDS: dict[type, str] = {
    bool: "ein Ja oder Nein", int: "eine Zahl", float: "eine Zahl", list: "eine Liste",
    dict: "eine Zuordnung", date: "ein Datum", datetime: "ein Zeitpunkt",
}  # fmt: skip

Key = tuple[str, ...]
Values = dict[str, object]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a fixture: where, and in German why and what to do."""

    file: str
    record: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.record}: {self.reason}"


class FixtureFaults(Exception):
    """Fixtures cannot be used; `faults` names everything that is wrong with them."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Record:
    """One row as a fixture gives it; references are natural keys."""

    file: str
    model: type[SeededModel]
    key: Key
    values: Values

    @property
    def name(self) -> str:
        return "/".join(self.key) or "Datensatz ohne Schlüssel"

    def fault(self, reason: str) -> Fault:
        return Fault(self.file, self.name, reason)


def read_fixtures(folder: Path) -> list[Record]:
    """Read all fixtures of a folder in the order of their references.

    Raises FixtureFaults with every fault: missing or unreadable files, wrong fields, invalid
    values, duplicates, references to rows that no fixture brings.
    """
    records: list[Record] = []
    faults: list[Fault] = []
    for name, model in FIXTURES.items():
        path = folder / f"{name}.yaml"
        try:
            if model is Entry and not path.exists() and (folder / FOLDER).is_dir():
                records += _entry_records(folder / FOLDER, faults)
            else:
                records += [_record(path.name, model, item) for item in _items(path)]
        except Unreadable as error:
            faults.append(Fault(path.name, WHOLE_FILE, str(error)))
    faults += _duplicates(records)
    known = {(record.model, record.key) for record in records}
    for record in records:
        faults += [record.fault(reason) for reason in _record_faults(record, known)]
    if faults:
        raise FixtureFaults(faults)
    return records


def known_dead_links(folder: Path) -> set[str]:
    """The links of an export that are known to lead nowhere; raises FixtureFaults."""
    path = folder / KNOWN_DEAD
    try:
        return set(map(str, _items(path))) if path.exists() else set()
    except Unreadable as error:
        raise FixtureFaults([Fault(KNOWN_DEAD, WHOLE_FILE, str(error))]) from None


def _items(path: Path) -> list[object]:
    """The records of a file; raises Unreadable."""
    loaded = read_yaml_file(path)
    if not isinstance(loaded, list):
        raise Unreadable("Das ist keine Liste. Jeder Datensatz beginnt mit „- “.")
    return loaded


def _entry_records(folder: Path, faults: list[Fault]) -> Iterator[Record]:
    """Yield the entry of each Markdown file; notes what cannot be read."""
    for path in sorted(folder.glob("*.md")):
        file = f"{FOLDER}/{path.name}"
        try:
            values = read_entry_file(path)
        except Unreadable as error:
            faults.append(Fault(file, WHOLE_FILE, str(error)))
        else:
            yield _record(file, Entry, {"model": Entry._meta.label_lower, "fields": values})


def _record(file: str, model: type[SeededModel], item: object) -> Record:
    fields = item.get("fields") if isinstance(item, dict) else None
    values = _taken_in(model, cast(Values, fields)) if isinstance(fields, dict) else {}
    key = (str(values[name]),) if (name := model.natural_field) in values else ()
    if isinstance(item, dict) and item.get("model") != model._meta.label_lower:
        values = {**values, "model": item.get("model")}
    return Record(file, model, key, values)


def _taken_in(model: type[SeededModel], values: Values) -> Values:
    """What is checked is what would be stored."""
    columns = {column.name: column for column in model._meta.concrete_fields}
    return {
        name: taken_in(columns[name], value) if name in columns else value
        for name, value in values.items()
    }


def quoted(names: Iterable[str]) -> str:
    """Names of fields or columns within a sentence."""
    return ", ".join(f"„{name}“" for name in names)


def _duplicates(records: list[Record]) -> Iterator[Fault]:
    counts = Counter((record.model, record.key) for record in records)
    first = {(record.model, record.key): record for record in reversed(records)}
    for name, count in counts.items():
        if count > 1:
            reason = f"Das steht {count}-mal in der Datei. Lassen Sie eines stehen."
            yield first[name].fault(reason)


def _record_faults(record: Record, known: set[tuple[type[SeededModel], Key]]) -> Iterator[str]:
    expected = set(record.model.fixture_fields)
    if missing := sorted(expected - set(record.values)):
        yield f"Es fehlt: {quoted(missing)}. Ergänzen Sie es, wenn nötig leer."
    if unknown := sorted(set(record.values) - expected - set(record.model.optional_fields)):
        yield f"Das gibt es hier nicht: {quoted(unknown)}. Löschen Sie es."
    for name in (*record.model.fixture_fields, *record.model.optional_fields):
        if name in record.values:
            yield from (f"{name}: {reason}" for reason in _value_faults(record, name, known))


def _value_faults(
    record: Record, name: str, known: set[tuple[type[SeededModel], Key]]
) -> Iterator[str]:
    try:
        field = record.model._meta.get_field(name)
    except FieldDoesNotExist:  # the addresses of an entry are no column
        yield from _address_faults(record, known)
        return
    value = record.values[name]
    if isinstance(field, ForeignKey | ManyToManyField):
        target = cast(type[SeededModel], field.related_model)
        if value is None and not field.null:
            yield "Hier muss etwas stehen."
        if isinstance(field, ManyToManyField) and not isinstance(value, list):
            yield "Das ist keine Liste. Beginnen Sie jede Zeile mit „- “."
            return
        for key in references(field, value):
            if (target, key) not in known:
                yield _not_there(target, "/".join(key))
        return
    yield from _column_faults(field, value)
    if name in record.model.source_fields and len(str(value).encode()) > MAX_BYTES:
        yield f"Der Text ist größer als {MAX_BYTES // 1_000} kB. Teilen Sie ihn auf."


def _column_faults(field: object, value: object) -> Iterator[str]:
    """Why a column cannot have a value.

    Django itself makes a text of everything: an unquoted `yes` is "True", `12:30` is "750".
    """
    if isinstance(field, CharField | TextField) and not isinstance(value, str | None):
        yield f"Hier muss Text stehen, nicht {_kind(value)}. Setzen Sie ihn in Anführungszeichen."
        return
    try:
        cast("Field[object, object]", field).clean(value, None)
    except ValidationError as error:
        yield from error.messages
    except (TypeError, ValueError, OverflowError):
        yield f"Hier darf {_kind(value)} nicht stehen. Schreiben Sie es wie in einem Export."


def _kind(value: object) -> str:
    return _KINDS.get(type(value), "ein anderer Wert")


def _not_there(model: type[SeededModel], key: str) -> str:
    what = f"{model._meta.verbose_name} „{key}“"
    return f"Der Verweis führt zu nichts in den Dateien: {what}. Berichtigen oder löschen Sie ihn."


def _address_faults(record: Record, known: set[tuple[type[SeededModel], Key]]) -> Iterator[str]:
    try:
        addresses = read_addresses(record.values)
    except ValueError as error:
        yield str(error)
        return
    for key in addresses.categories:
        if (Category, (key,)) not in known:
            yield _not_there(Category, key)
    for key in addresses.keys:
        yield from _column_faults(EntryAlias._meta.get_field("key"), key)
    for section in addresses.sections:
        yield from _column_faults(Anchor._meta.get_field("name"), section.name)
        yield from _column_faults(Anchor._meta.get_field("title"), section.title)


def is_true(record: Record, name: str) -> bool:
    """A value that a fixture may leave out; "False" is a way to write it, too."""
    field = record.model._meta.get_field(name)
    return bool(field.to_python(record.values.get(name, False)))  # type: ignore[union-attr]


def references(field: object, value: object) -> list[Key]:
    """The natural keys that a reference names: one for a foreign key, any number for a list."""
    rows = cast("list[object]", value) if isinstance(field, ManyToManyField) else [value]
    return [
        tuple(map(str, row)) if isinstance(row, list) else (str(row),)
        for row in rows
        if row is not None
    ]
