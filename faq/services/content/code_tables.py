"""Error codes as a table for a spreadsheet, and back again.

One line per code, the columns those of a fixture. What the table says of a code is taken over; a
code that is not in the table stays as it is. A table comes in as any export does: it is put into
the folder that this site would export today.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, cast

import yaml
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction

from faq.models import ContentVersion, ErrorCode
from faq.services.content.cells import as_written, harmless
from faq.services.content.exporting import export_content
from faq.services.content.fixtures import Fault, FixtureFaults, Values, quoted
from faq.services.content.incoming import Allowed
from faq.services.content.strict_yaml import read_yaml_file
from faq.services.content.transfer import Transfer, import_folder

COLUMNS: Final = tuple(name for name in ErrorCode.fixture_fields if name != "related")
YES, NO = "ja", "nein"
_WORDS: Final = {YES: True, NO: False, "": False}
_YES_OR_NO: Final = {
    column.name for column in ErrorCode._meta.concrete_fields
    if isinstance(column, models.BooleanField)
}  # fmt: skip
# Spreadsheets in German take a semicolon, and need the mark to know that it is UTF-8.
_SEPARATOR: Final = ";"
_ENCODING: Final = "utf-8-sig"
_ENCODING_OF_OLD: Final = "cp1252"  # what Excel writes as plain "CSV"


class NoTable(Exception):
    """The file is no table of error codes."""


def table() -> bytes:
    """Every code that is not withdrawn, as a file that a spreadsheet opens."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=_SEPARATOR)
    writer.writerow(COLUMNS)
    rows = ErrorCode.objects.filter(is_withdrawn=False)
    writer.writerows([_cell(getattr(row, name)) for name in COLUMNS] for row in rows)
    return file.getvalue().encode(_ENCODING)


def import_table(data: bytes, *, apply: bool) -> Transfer:
    """Bring a table in, or, without `apply`, only find out what it would change.

    Raises NoTable, or FixtureFaults with every line that cannot be used; then nothing is changed.
    """
    lines = _lines(data)
    with transaction.atomic(), TemporaryDirectory() as name:
        ContentVersion.take_turn()  # what the table leaves out stays as it is now
        export_content(Path(name))
        path = Path(name) / "error_codes.yaml"
        path.write_text(yaml.safe_dump(_merged(path, lines), allow_unicode=True), "utf-8")
        allowed = Allowed(overwrite_edited=True)  # somebody has edited the table
        return import_folder(Path(name), apply=apply, allowed=allowed)


def _lines(data: bytes) -> dict[int, dict[str, str]]:
    """The lines as a spreadsheet counts them, by their columns.

    The file may have either separator and either encoding.
    """
    try:
        text = data.decode(_ENCODING)
    except UnicodeDecodeError:
        text = data.decode(_ENCODING_OF_OLD, errors="replace")
    head = text.partition("\n")[0]
    separator = max((_SEPARATOR, ","), key=head.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        raise NoTable from None
    columns = lines[0] if lines else []
    if "key" not in columns:
        raise NoTable
    numbered = enumerate(lines[1:], start=2)
    return {number: dict(_cells(columns, line)) for number, line in numbered if any(line)}


def _cells(columns: list[str], line: list[str]) -> Iterator[tuple[str, str]]:
    """Each cell with its column; what stands beyond the last has the column ""."""
    for number, cell in enumerate(line):
        column = columns[number] if number < len(columns) else ""
        if column or cell:
            yield column, cell


def _merged(path: Path, lines: dict[int, dict[str, str]]) -> list[dict[str, Any]]:
    """The records of a fixture of codes with what the lines say of them; FixtureFaults."""
    records = cast(list[dict[str, Any]], read_yaml_file(path))
    by_key: dict[str, Values] = {record["fields"]["key"]: record["fields"] for record in records}
    known = {row.key: row for row in ErrorCode.objects.all()}
    faults: list[Fault] = []
    seen: set[str] = set()
    for number, line in lines.items():
        key = as_written(line.get("key", "")).strip()
        reasons = list(_faults(line, key, seen)) or list(_row_faults(line, known.get(key)))
        faults += [Fault("Tabelle", f"Zeile {number}", reason) for reason in reasons]
        seen.add(key)
        if not reasons:
            values = {name: _value(name, cell) for name, cell in line.items()} | {"key": key}
            if key not in by_key:
                by_key[key] = {"related": []}
                records.append({"model": ErrorCode._meta.label_lower, "fields": by_key[key]})
            by_key[key].update(values)
    if faults:
        raise FixtureFaults(faults)
    return records


def _faults(line: dict[str, str], key: str, seen: set[str]) -> Iterator[str]:
    if "" in line:
        yield "Hinter der letzten Spalte steht noch etwas. Löschen Sie es."
    if unknown := sorted(set(line) - {*COLUMNS, ""}):
        yield f"Diese Spalten gibt es nicht: {quoted(unknown)}. Löschen Sie sie."
    if not key:
        yield "key: Hier muss der Code stehen."
    if key in seen:
        yield f"key: „{key}“ steht schon weiter oben. Löschen Sie eine der beiden Zeilen."


def _row_faults(line: dict[str, str], stored: ErrorCode | None) -> Iterator[str]:
    """What a form would refuse of the whole row."""
    row = stored or ErrorCode()
    for name, cell in line.items():
        setattr(row, name, _value(name, cell))
    row.take_in()
    try:
        row.full_clean(exclude=["successor"])
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            said = "Schreiben Sie „ja“ oder „nein“." if name in _YES_OR_NO else " ".join(sentences)
            yield said if name == NON_FIELD_ERRORS else f"{name}: {said}"


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    return harmless(str(value))


def _value(name: str, cell: str) -> object:
    if name in _YES_OR_NO:
        return _WORDS.get(cell.strip().lower(), cell)  # any other word is refused
    return as_written(cell).replace("\r\n", "\n")
