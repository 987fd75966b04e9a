"""All content as fixtures: seeding them into an empty database gives the same content again.

What was withdrawn or merged goes along, with every address it ever had.
"""

from pathlib import Path

import yaml

from faq.models import Entry
from faq.models.registry import FIXTURES
from faq.models.seeded import SeededModel
from faq.services.content import entry_files
from faq.services.content.digests import fixture_value, row_values
from faq.services.content.fixture_links import dead_links
from faq.services.content.fixtures import KNOWN_DEAD, Record, Values
from faq.services.content.former_addresses import FIELD, written_addresses
from faq.services.content.phrasings import export_phrasings


def export_content(folder: Path, *, by_entry: bool = False) -> list[Path]:
    """Write all content into a folder; the paths of its files.

    With `by_entry` each entry is a Markdown file of its own, as people read and compare them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    records: list[Record] = []
    for name, model in FIXTURES.items():
        path = folder / f"{name}.yaml"
        rows = [_record(path.name, row) for row in model._default_manager.all()]
        items = [{"model": model._meta.label_lower, "fields": record.values} for record in rows]
        if by_entry and model is Entry:
            (folder / entry_files.FOLDER).mkdir(exist_ok=True)
            written += [entry_written(folder, record.values) for record in rows]
        else:
            written.append(_written(path, items))
        records += rows
    known = {link for _, _, link in dead_links(records)}
    return [*written, _written(folder / KNOWN_DEAD, sorted(known)), export_phrasings(folder)]


def _record(file: str, row: SeededModel) -> Record:
    return Record(file, type(row), row.natural_key(), exported_values(row))


def exported_values(row: SeededModel) -> Values:
    """The values of a row, and what became of it if it is gone or moved."""
    found: Values = {}
    if isinstance(row, Entry):
        found[FIELD] = written_addresses(row)
    for name in row.optional_fields:
        if name != FIELD:
            found[name] = fixture_value(row, name)
    return row_values(row) | {name: value for name, value in found.items() if value}


def _written(path: Path, items: object) -> Path:
    path.write_text(_as_yaml(items), encoding="utf-8")
    return path


def entry_written(folder: Path, values: Values) -> Path:
    """Write the file of one entry; its path."""
    path = folder / entry_files.FOLDER / f"{values['key']}.md"
    head = {name: value for name, value in values.items() if name != entry_files.TEXT}
    text = entry_files.entry_file(_as_yaml(head), str(values[entry_files.TEXT]))
    path.write_text(text, encoding="utf-8")
    return path


def _as_yaml(items: object) -> str:
    return str(
        yaml.dump(items, Dumper=_BlockDumper, allow_unicode=True, sort_keys=False, width=100)
    )


class _BlockDumper(yaml.SafeDumper):
    """YAML as people write it: texts of several lines as block literals."""


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_BlockDumper.add_representer(str, _represent_text)
