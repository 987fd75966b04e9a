"""Bringing entries of another system in: JSON lines with `id`, `source`, `title` and `text`.

All lines are read and checked before anything is written, and all is written in one transaction:
an import that fails has changed nothing, and can be repeated as often as one likes.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from faq.incoming import clean_text
from faq.models import Category, ContentVersion, Entry, EntryAlias
from faq.models.keys import validate_category_key, validate_key
from faq.search.indexing import rebuild
from faq.services.links.succession import record_anchors

LONGEST_LINE = 2_000_000
"""Bytes; the longest answer of a help site has a few thousand."""
LONGEST_LEAD = 280
BATCH = 500

Row = dict[str, str]
Progress = Callable[[int, int], None]
_SENTENCES = re.compile(r".+?[.!?…](?=\s|$)", re.DOTALL)


class Fault(Exception):
    """A line that cannot be used; the message names the line and the reason."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """How many entries an import created, changed and found as they were."""

    created: int
    updated: int
    unchanged: int


def read_json_lines(path: Path, names: Sequence[str]) -> Iterator[Row]:
    """Yield the objects of a file, one a line, each with text in all of ``names``.

    Raises Fault at the first line that is not so; a line is never read beyond `LONGEST_LINE`.
    """
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), start=1):
            if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
                raise Fault(number, f"longer than {LONGEST_LINE:,} bytes")
            if line.strip():
                yield _row(number, line, names)


def import_entries(path: Path, progress: Progress | None = None) -> ImportSummary:
    """Create or update the entries of a file by their `id`; `source` becomes the category.

    Raises Fault, with nothing changed. ``progress`` is called with finished and all documents
    while the search index is built.
    """
    rows = _checked(path)
    with transaction.atomic():
        categories = _categories(rows)
        known = _known(rows)
        created = [
            _filled(Entry(key=key), row, categories)
            for key, row in rows.items()
            if key not in known
        ]
        changed = [
            _filled(entry, rows[key], categories)
            for key, entry in known.items()
            if not _is_as(entry, rows[key])
        ]
        bulk_create_with_history(created, Entry, batch_size=BATCH)
        bulk_update_with_history(changed, Entry, _columns(), batch_size=BATCH)
        for entry in (*(entry for entry in created if entry.headings), *changed):
            record_anchors(entry)
        if created or changed:
            rebuild(progress)
            ContentVersion.bump()
    return ImportSummary(len(created), len(changed), len(rows) - len(created) - len(changed))


def _row(number: int, line: bytes, names: Sequence[str]) -> Row:
    try:
        row = json.loads(line)
    except UnicodeDecodeError as error:
        raise Fault(number, f"not UTF-8 at byte {error.start}") from None
    except (ValueError, RecursionError) as error:
        raise Fault(number, f"not JSON: {error}") from None
    if not isinstance(row, dict):
        raise Fault(number, "not a JSON object")
    for name in names:
        if not isinstance(row.get(name), str):
            raise Fault(number, f"“{name}” is missing or no text")
    return {name: clean_text(row[name]) for name in names}


def _checked(path: Path) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for number, row in enumerate(read_json_lines(path, ("id", "source", "title", "text")), start=1):
        if row["id"] in rows:
            raise Fault(number, f"the id “{row['id']}” stands in the file twice")
        for name in ("title", "text"):
            if not row[name].strip():
                raise Fault(number, f"“{name}” is empty")
        try:
            validate_key(row["id"])
            validate_category_key(row["source"])
        except ValidationError as error:
            raise Fault(number, " ".join(error.messages)) from None
        rows[row["id"]] = row
    return rows


def _categories(rows: dict[str, Row]) -> dict[str, Category]:
    sources = dict.fromkeys(row["source"] for row in rows.values())
    return {
        source: Category.objects.get_or_create(key=source, defaults={"title": source[:120]})[0]
        for source in sources
    }


def _known(rows: dict[str, Row]) -> dict[str, Entry]:
    """The entries that are there already, by the id that the file has for them."""
    renamed = EntryAlias.objects.filter(key__in=rows).select_related("entry__category")
    current = Entry.objects.filter(key__in=rows).select_related("category")
    return {alias.key: alias.entry for alias in renamed} | {entry.key: entry for entry in current}


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
        "category", "title", "short_answer", "body", "status", "rendered_with",
        *Entry.rendered_fields,
    ]  # fmt: skip
