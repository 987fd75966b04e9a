"""Bringing entries of another system in: JSON lines with `id`, `source`, `title` and `text`.

All lines are read and checked before anything is written, and all is written in one transaction:
an import that fails has changed nothing, and can be repeated as often as one likes.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from faq.markup import render
from faq.models import Category, ContentVersion, Entry, EntryAlias
from faq.models.keys import validate_category_key, validate_key
from faq.search.indexing import rebuild
from faq.services.content.digests import digest, is_edited
from faq.services.content.incoming import (
    NOTHING,
    Allowed,
    Left,
    had_key,
    reason_to_leave,
    was_deleted,
)
from faq.services.content.json_lines import FaultyLine, Row, read_json_lines
from faq.services.links.succession import judge, record_anchors

LONGEST_LEAD = 280
BATCH = 500

Progress = Callable[[int, int], None]
_SENTENCES = re.compile(r".+?[.!?…](?=\s|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """How many entries an import created, changed and found as they were; what it left alone."""

    created: int
    updated: int
    unchanged: int
    left: dict[Left, list[str]]


def import_entries(
    path: Path, progress: Progress | None = None, allowed: Allowed = NOTHING
) -> ImportSummary:
    """Create or update the entries of a file by their `id`; `source` becomes the category.

    What staff have edited, withdrawn, merged or deleted is left alone unless that is allowed.
    Raises FaultyLine, with nothing changed. ``progress`` is called with finished and all documents
    while the search index is built.
    """
    rows = _checked(path)
    with transaction.atomic():
        known = _known(rows)
        left = _left(rows, known, allowed)
        categories = _categories(row for key, row in rows.items() if key not in left)
        created = [
            _filled(Entry(key=key), row, categories)
            for key, row in rows.items()
            if key not in known and key not in left
        ]
        changed = [
            _filled(entry, rows[key], categories)
            for key, entry in known.items()
            if key not in left and not _is_as(entry, rows[key])
        ]
        _write(created, changed)
        if created or changed:
            rebuild(progress)
            ContentVersion.bump()
    reasons: dict[Left, list[str]] = {}
    for key, reason in left.items():
        reasons.setdefault(reason, []).append(key)
    unchanged = len(rows) - len(created) - len(changed) - len(left)
    return ImportSummary(len(created), len(changed), unchanged, reasons)


def _left(rows: dict[str, Row], known: dict[str, Entry], allowed: Allowed) -> dict[str, Left]:
    """The rows that staff's work forbids, and why; what is as it was needs no permission."""
    found: dict[str, Left] = {}
    for key, row in rows.items():
        if key in known:
            differs = not _is_as(known[key], row)
            reason = _reason_to_leave(known[key], key, row, allowed) if differs else None
        else:
            is_gone = not allowed.revive and was_deleted(Entry, {"key": key})
            reason = Left.DELETED if is_gone else None
        if reason:
            found[key] = reason
    return found


def _reason_to_leave(entry: Entry, key: str, row: Row, allowed: Allowed) -> Left | None:
    if entry.key != key and not had_key(entry, key):
        return Left.RENAMED
    _, body = _lead_and_body(row["text"])
    sections = [heading.anchor for heading in render(body).headings]
    return reason_to_leave(entry, sections, is_edited=_is_edited(entry), allowed=allowed)


def _is_edited(entry: Entry) -> bool:
    """Imports of earlier releases left no digest, but no name in the history either."""
    if entry.seed_hash:
        return is_edited(entry)
    return bool(entry.history.filter(history_user__isnull=False).exists())


def _write(created: list[Entry], changed: list[Entry]) -> None:
    """Save past the signals, which would take hours: so what they do is done here."""
    for entry in changed:
        judge(entry)
        entry.version += 1  # a form that is open now gets the page with both texts
    bulk_create_with_history(created, Entry, batch_size=BATCH)
    bulk_update_with_history(changed, Entry, _columns(), batch_size=BATCH)
    for entry in (*(entry for entry in created if entry.headings), *changed):
        record_anchors(entry)
    prefetch_related_objects(created, "related")
    for entry in (*created, *changed):
        entry.seed_hash = digest(entry)
    Entry.objects.bulk_update((*created, *changed), ["seed_hash"], batch_size=BATCH)


def _checked(path: Path) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for number, row in enumerate(read_json_lines(path, ("id", "source", "title", "text")), start=1):
        if row["id"] in rows:
            raise FaultyLine(number, f"the id “{row['id']}” stands in the file twice")
        for name in ("title", "text"):
            if not row[name].strip():
                raise FaultyLine(number, f"“{name}” is empty")
        try:
            validate_key(row["id"])
            validate_category_key(row["source"])
        except ValidationError as error:
            raise FaultyLine(number, " ".join(error.messages)) from None
        rows[row["id"]] = row
    return rows


def _categories(rows: Iterable[Row]) -> dict[str, Category]:
    sources = dict.fromkeys(row["source"] for row in rows)
    return {
        source: Category.objects.get_or_create(key=source, defaults={"title": source[:120]})[0]
        for source in sources
    }


def _known(rows: dict[str, Row]) -> dict[str, Entry]:
    """The entries that are there already, by the id that the file has for them."""
    renamed = dict(EntryAlias.objects.filter(key__in=rows).values_list("key", "entry_id"))
    entries = Entry.objects.select_related("category").prefetch_related("related").order_by("pk")
    locked = entries.select_for_update(of=("self",))
    by_pk = {entry.pk: entry for entry in locked.filter(pk__in=renamed.values())}
    by_key = {entry.key: entry for entry in locked.filter(key__in=rows)}
    return {key: by_pk[pk] for key, pk in renamed.items()} | by_key


def _filled(entry: Entry, row: Row, categories: dict[str, Category]) -> Entry:
    lead, body = _lead_and_body(row["text"])
    entry.category = categories[row["source"]]
    entry.title = _title(row)
    entry.short_answer, entry.body = lead, body
    entry.status = Entry.Status.PUBLISHED
    entry.render_text()
    entry.rendered_with = entry.render_stamp()
    return entry


def _is_as(entry: Entry, row: Row) -> bool:
    return entry.is_published and (
        (entry.category.key, entry.title, entry.short_answer, entry.body)
        == (row["source"], _title(row), *_lead_and_body(row["text"]))
    )


def _title(row: Row) -> str:
    return " ".join(row["title"].split())[: Entry._meta.get_field("title").max_length]


def _lead_and_body(text: str) -> tuple[str, str]:
    """The first sentences, as far as they are short enough for the box on top, and the rest."""
    text = text.strip()
    end = 0
    for sentence in list(_SENTENCES.finditer(text.partition("\n\n")[0], 0, 2_000))[:3]:
        if sentence.end() > LONGEST_LEAD and end:
            break
        end = sentence.end()
    end = end or LONGEST_LEAD
    return text[:end].strip(), text[end:].strip()


def _columns() -> list[str]:
    return [
        "category", "title", "short_answer", "body", "status", "version", "rendered_with",
        *Entry.rendered_fields,
    ]  # fmt: skip
