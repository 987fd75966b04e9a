"""Content as a whole: seeding it, exporting it, checking it, and an entry as a document."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast

import yaml
from django.conf import settings
from django.db import transaction
from django.db.models import ForeignKey, ManyToManyField, QuerySet

from faq.models import ContentVersion, Entry
from faq.models.registry import FIXTURES
from faq.models.text import RenderedModel, SeededModel
from faq.models.withdrawable import Lasting
from faq.search.indexing import indexed_at_once
from faq.services.content.fixture_links import dead_links
from faq.services.content.fixtures import (
    FixtureFaults,
    Key,
    Record,
    Values,
    read_fixtures,
    references,
)
from faq.services.content.phrasings import add_phrasings, export_phrasings, read_phrasings

CODE = Path(__file__).resolve().parents[2]
Outcome = Literal["created", "updated", "unchanged", "edited by staff"]


@dataclass(slots=True)
class SeedSummary:
    """What a seed did with each record, by name."""

    outcomes: dict[Outcome, list[str]] = field(default_factory=dict)

    def note(self, outcome: Outcome, record: Record) -> None:
        label = f"{record.model._meta.model_name} {record.name}"
        self.outcomes.setdefault(outcome, []).append(label)

    def count(self, outcome: Outcome) -> int:
        return len(self.outcomes.get(outcome, []))


def seed(folder: Path) -> SeedSummary:
    """Bring the fixtures of a folder into the database, in one transaction.

    Adds what is missing, updates what is still as a former seed left it, and never touches what
    staff have edited. Raises FixtureFaults, with nothing changed, if anything is wrong.
    """
    records, questions = check_fixtures(folder), read_phrasings(folder)
    summary = SeedSummary()
    with transaction.atomic(), indexed_at_once():
        outcomes = [(record, *_write_columns(record)) for record in records]
        for record, row, outcome in outcomes:
            if outcome in ("created", "updated"):
                _write_relations(record, row)
                _mark_as_seeded(row)
            summary.note(outcome, record)
        add_phrasings(questions)
        ContentVersion.objects.update_or_create(
            pk=ContentVersion.ROW, defaults={"seeded_with": seed_mark(folder)}
        )
    return summary


def is_seeded(folder: Path) -> bool:
    """Whether these fixtures were the last to be seeded, by this very code."""
    return ContentVersion.objects.filter(seeded_with=seed_mark(folder)).exists()


def seed_mark(folder: Path) -> str:
    """Identify the fixtures and the code that checks, renders and indexes them."""
    code = (path for path in CODE.rglob("*") if path.suffix in (".py", ".txt"))
    digest = hashlib.sha256()
    for path in sorted([*folder.glob("*.yaml"), *code]):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def check_fixtures(folder: Path) -> list[Record]:
    """Read fixtures and follow the links between their texts; FixtureFaults names all faults."""
    records = read_fixtures(folder)
    if faults := dead_links(records):
        raise FixtureFaults(faults)
    return records


def export_content(folder: Path) -> list[Path]:
    """Write all content as fixtures; seeding them into an empty database gives the same content."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, model in FIXTURES.items():
        rows = _exported(model)
        items = [{"model": model._meta.label_lower, "fields": row_values(row)} for row in rows]
        path = folder / f"{name}.yaml"
        path.write_text(
            yaml.dump(items, Dumper=_BlockDumper, allow_unicode=True, sort_keys=False, width=100),
            encoding="utf-8",
        )
        written.append(path)
    return [*written, export_phrasings(folder)]


def _exported(model: type[SeededModel]) -> QuerySet[Any]:
    """All rows; but withdrawn codes and programs are memory of one site, no content for another."""
    if issubclass(model, Lasting):
        return model._default_manager.filter(is_withdrawn=False)
    return model._default_manager.all()


def render_stale() -> int:
    """Render again what another renderer or another way of writing left behind; how many rows."""
    stale = [row for row in _rendered_rows() if row.rendered_with != row.render_stamp()]
    for row in stale:
        row.save()
    return len(stale)


def stale_rows() -> list[str]:
    """Names of rows whose HTML does not belong to their source."""
    return [
        f"{row._meta.model_name} {'/'.join(row.natural_key())}"  # type: ignore[attr-defined]
        for row in _rendered_rows()
        if row.rendered_with != row.render_stamp()
    ]


def _rendered_rows() -> list[RenderedModel]:
    models = [model for model in FIXTURES.values() if issubclass(model, RenderedModel)]
    return [row for model in models for row in model._default_manager.all()]


def markdown_document(entry: Entry) -> str:
    """An entry as one Markdown text, with its permalink."""
    parts = [
        f"# {entry.title}",
        entry.short_answer.strip(),
        entry.body.strip(),
        f"Quelle: {settings.SITE_URL}{entry.get_absolute_url()}",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def row_values(row: SeededModel) -> Values:
    """The values of a row as a fixture gives them."""
    return {name: _fixture_value(row, name) for name in row.fixture_fields}


def _fixture_value(row: SeededModel, name: str) -> object:
    column = row._meta.get_field(name)
    if isinstance(column, ManyToManyField):
        return sorted(list(other.natural_key()) for other in getattr(row, name).all())
    if isinstance(column, ForeignKey):
        other = getattr(row, name)
        return list(other.natural_key()) if other else None
    return getattr(row, name)


def _write_columns(record: Record) -> tuple[SeededModel, Outcome]:
    """Create or update one row, all but its lists of related rows."""
    found = _find(record)
    outcome: Outcome
    if found is None:
        row, outcome = record.model(), "created"
    elif _digest(row_values(found)) != found.seed_hash:
        return found, "edited by staff"
    elif _digest(_normal(record)) == found.seed_hash:
        return found, "unchanged"
    else:
        row, outcome = found, "updated"
    for name, value in _plain_values(record).items():
        setattr(row, name, value)
    row.save()
    return row, outcome


def _write_relations(record: Record, row: SeededModel) -> None:
    for column in row._meta.many_to_many:
        if column.name in record.values:
            keys = references(column, record.values[column.name])
            related = [_row(cast(type[SeededModel], column.related_model), key) for key in keys]
            getattr(row, column.name).set(related)


def _mark_as_seeded(row: SeededModel) -> None:
    """Keep the digest of what is now in the database. An update, so that no history is written."""
    fresh = type(row)._default_manager.get(pk=row.pk)
    type(row)._default_manager.filter(pk=row.pk).update(seed_hash=_digest(row_values(fresh)))


def _plain_values(record: Record) -> Values:
    values: Values = {}
    for name in record.model.fixture_fields:
        column = record.model._meta.get_field(name)
        value = record.values[name]
        if isinstance(column, ForeignKey):
            target = cast(type[SeededModel], column.related_model)
            values[name] = _row(target, references(column, value)[0]) if value else None
        elif not isinstance(column, ManyToManyField):
            values[name] = column.to_python(value)  # type: ignore[union-attr]
    return values


def _find(record: Record) -> SeededModel | None:
    """The row of a record; an entry may have had the record's key before it was renamed."""
    try:
        return _row(record.model, record.key)
    except record.model.DoesNotExist:
        return None


def _row(model: type[SeededModel], key: Key) -> SeededModel:
    return model._default_manager.get_by_natural_key(*key)  # type: ignore[attr-defined,no-any-return]


def _normal(record: Record) -> Values:
    """The record's values as `row_values` would give them."""
    values: Values = {}
    for name in record.model.fixture_fields:
        column = record.model._meta.get_field(name)
        value = record.values[name]
        if isinstance(column, ManyToManyField):
            values[name] = sorted(list(key) for key in references(column, value))
        elif isinstance(column, ForeignKey):
            values[name] = list(references(column, value)[0]) if value else None
        else:
            values[name] = column.to_python(value)  # type: ignore[union-attr]
    return values


def _digest(values: Values) -> str:
    text = json.dumps(values, sort_keys=True, default=str, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


class _BlockDumper(yaml.SafeDumper):
    """YAML as people write it: texts of several lines as block literals."""


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_BlockDumper.add_representer(str, _represent_text)
