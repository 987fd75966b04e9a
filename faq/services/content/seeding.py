"""Seeding: the fixtures of a folder come into the database, and what staff did stays."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.db.models import ForeignKey, ManyToManyField

from faq.markup import SourceTooLong, render
from faq.models import ContentVersion, Entry
from faq.models.seeded import SeededModel
from faq.models.withdrawable import Lasting, State
from faq.search.indexing import indexed_at_once
from faq.services.content.digests import digest, digest_of, is_edited
from faq.services.content.fixture_links import dead_link_faults
from faq.services.content.fixtures import (
    FixtureFaults,
    Key,
    Record,
    Values,
    is_true,
    known_dead_links,
    read_fixtures,
    references,
)
from faq.services.content.former_addresses import (
    publish_where_it_was,
    read_addresses,
    remember,
    succeed_sections,
)
from faq.services.content.incoming import (
    NOTHING,
    Allowed,
    Left,
    had_key,
    reason_to_leave,
    was_deleted,
)
from faq.services.content.phrasings import add_phrasings, read_phrasings

CODE = Path(__file__).resolve().parents[2]
Outcome = Literal["created", "updated", "unchanged"] | Left
_OWN = ("created", "updated", "unchanged")


@dataclass(slots=True)
class SeedSummary:
    """What a seed did with each record, by name."""

    outcomes: dict[Outcome, list[str]] = field(default_factory=dict)

    def note(self, outcome: Outcome, record: Record) -> None:
        label = f"{record.model._meta.model_name} {record.name}"
        self.outcomes.setdefault(outcome, []).append(label)

    def count(self, outcome: Outcome) -> int:
        return len(self.outcomes.get(outcome, []))

    @property
    def left(self) -> dict[Left, list[str]]:
        """What was left alone, by the reason."""
        found = self.outcomes.items()
        return {reason: names for reason, names in found if isinstance(reason, Left)}


def seed(folder: Path, allowed: Allowed = NOTHING, *, shipped: bool = True) -> SeedSummary:
    """Bring the fixtures of a folder into the database, in one transaction.

    Adds what is missing, updates what is still as a former seed left it, and leaves alone what
    staff have edited, withdrawn, merged or deleted, unless that is allowed. Raises FixtureFaults,
    with nothing changed, if anything is wrong. What is not `shipped` with the code was written by
    staff, if of another site: no later seed changes it.
    """
    records, questions = check_fixtures(folder), read_phrasings(folder)
    summary = SeedSummary()
    with transaction.atomic(), indexed_at_once(anew=shipped):
        outcomes = [(record, *_write_columns(record, allowed)) for record in records]
        for record, row, outcome in outcomes:
            if row and outcome in ("created", "updated"):
                _write_relations(record, row)
            summary.note(outcome, record)
        created = [(record, row) for record, row, outcome in outcomes if outcome == "created"]
        for record, row in created:
            if row:
                with _faults_of(record):
                    _write_what_became(record, row)
        for record, row in created:
            if isinstance(row, Entry):
                succeed_sections(row, read_addresses(record.values))
        add_phrasings(questions)
        if shipped:
            _mark_all(folder, [row for _, row, outcome in outcomes if row and outcome in _OWN])
    return summary


def is_seeded(folder: Path) -> bool:
    """Whether these fixtures were the last to be seeded, by this very code."""
    return ContentVersion.objects.filter(seeded_with=seed_mark(folder)).exists()


def seed_mark(folder: Path) -> str:
    """Identify the fixtures and the code that checks, renders and indexes them."""
    code = (path for path in CODE.rglob("*") if path.suffix in (".py", ".txt"))
    found = hashlib.sha256()
    for path in sorted([*folder.glob("*.yaml"), *code]):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()


def check_fixtures(folder: Path) -> list[Record]:
    """Read fixtures and follow the links between their texts; FixtureFaults names all faults."""
    records = read_fixtures(folder)
    if faults := dead_link_faults(records, known_dead_links(folder)):
        raise FixtureFaults(faults)
    return records


def _write_columns(record: Record, allowed: Allowed) -> tuple[SeededModel | None, Outcome]:
    """Create or update one row, all but its lists of related rows and what became of it."""
    found = _find(record)
    if found is None:
        with _faults_of(record):
            return _created(record, allowed)
    is_same = found.natural_key() == record.key and _digest(record) == digest(found)
    left = _reason_to_leave(record, found, allowed)
    if left and not (is_same and left is Left.EDITED):  # staff came to the same words
        return found, left
    if is_same:
        return found, "unchanged"
    for name, value in _plain_values(record).items():
        if name not in ("position", record.model.natural_field):  # reviewed is what comes now
            setattr(found, name, value)
    with _faults_of(record):
        found.clean()
        found.save()
    return found, "updated"


def _created(record: Record, allowed: Allowed) -> tuple[SeededModel | None, Outcome]:
    names = {record.model.natural_field: record.name}
    if not allowed.revive and was_deleted(record.model, names):
        return None, Left.DELETED
    row = record.model(**_plain_values(record))
    row.clean()
    if isinstance(row, Entry):
        publish_where_it_was(row, read_addresses(record.values))
    row.save()
    return row, "created"


@contextmanager
def _faults_of(record: Record) -> Iterator[None]:
    """What a form would refuse in its words, a fixture is refused for, too."""
    try:
        yield
    except ValidationError as error:
        reasons = error.messages
    except SourceTooLong:
        reasons = ["Mit ausgefüllten Platzhaltern ist der Text zu lang. Kürzen Sie ihn."]
    except (IntegrityError, DataError):  # a second term of the same name, a huge number
        reasons = ["Ein Wert ist zu groß, oder es gibt ihn schon anderswo. Ändern Sie ihn."]
    else:
        return
    raise FixtureFaults(list(map(record.fault, reasons)))


def _reason_to_leave(record: Record, row: SeededModel, allowed: Allowed) -> Left | None:
    if not isinstance(row, Entry):
        return None if allowed.overwrite_edited or not is_edited(row) else Left.EDITED
    is_renamed = row.key != record.name
    if is_renamed and not had_key(row, record.name):
        return Left.RENAMED
    stays_a_draft = record.values["status"] == row.status == State.DRAFT
    if not is_renamed and not is_edited(row) and (stays_a_draft or _digest(record) == digest(row)):
        return None
    if record.values["status"] != State.PUBLISHED:
        return Left.EDITED
    sections = [heading.anchor for heading in render(str(record.values["body"])).headings]
    return reason_to_leave(row, sections, is_edited=is_renamed or is_edited(row), allowed=allowed)


def _write_relations(record: Record, row: SeededModel) -> None:
    for column in row._meta.many_to_many:
        if column.name in record.values:
            keys = references(column, record.values[column.name])
            related = [_row(cast(type[SeededModel], column.related_model), key) for key in keys]
            getattr(row, column.name).set(related)


def _write_what_became(record: Record, row: SeededModel) -> None:
    """What an export knows of a row that went: its state, what replaces it, its former names."""
    if isinstance(row, Entry):
        remember(row, read_addresses(record.values))
    if not isinstance(row, Entry | Lasting):
        return
    keys = references(row._meta.get_field("successor"), record.values.get("successor"))
    became: Values = {"successor": _row(record.model, keys[0]) if keys else None}
    if isinstance(row, Entry):
        became["status"] = str(record.values["status"])
        became["is_pinned"] = is_true(record, "is_pinned")
    else:
        became["is_withdrawn"] = is_true(record, "is_withdrawn")
    if any(getattr(row, name) != value for name, value in became.items()):
        for name, value in became.items():
            setattr(row, name, value)
        row.save()


def _mark_all(folder: Path, rows: Iterable[SeededModel]) -> None:
    for row in rows:
        _mark_as_seeded(row)
    ContentVersion.objects.update_or_create(
        pk=ContentVersion.ROW, defaults={"seeded_with": seed_mark(folder)}
    )


def _mark_as_seeded(row: SeededModel) -> None:
    """Keep the digest of what is now in the database. An update, so that no history is written."""
    fresh = type(row)._default_manager.get(pk=row.pk)
    if fresh.seed_hash != (found := digest(fresh)):
        type(row)._default_manager.filter(pk=row.pk).update(seed_hash=found)


def _digest(record: Record) -> str:
    """The digest that the row of a record would have."""
    values: Values = {}
    for name in set(record.model.content_fields()).intersection(record.values):
        column = record.model._meta.get_field(name)
        value = record.values[name]
        if isinstance(column, ForeignKey | ManyToManyField):
            target = cast(type[SeededModel], column.related_model)
            keys = [_pk(target, key) for key in references(column, value)]
            # As `digest` has them: numbers in their order, and those still to come behind them.
            listed = sorted(keys, key=lambda key: (isinstance(key, tuple), key))
            is_list = isinstance(column, ManyToManyField)
            values[name] = listed if is_list else next(iter(keys), None)
        else:
            values[name] = column.to_python(value)  # type: ignore[union-attr]
    return digest_of(record.model, values)


def _plain_values(record: Record) -> Values:
    values: Values = {}
    for name in sorted(set(record.model.content_fields()).intersection(record.values)):
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


def _pk(model: type[SeededModel], key: Key) -> object:
    """The primary key behind a natural one; the natural one where the row is still to come."""
    try:
        return _row(model, key).pk
    except model.DoesNotExist:
        return key
