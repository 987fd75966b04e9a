"""Writing documents: when content is saved, and all of them at once.

A document is written in the transaction that writes the content, so the index is never behind what
readers see.
"""

from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.db.models import Model

from faq.analysis import ANALYZER_VERSION
from faq.models import SearchDocument
from faq.search.documents import document, forms_of
from faq.search.index import current_index, load_index
from faq.search.sources import TOOL_PREFIX, Answer, answers, row_count, source_of

BATCH = 400
"""Rows a statement: below the number of parameters that SQLite accepts."""

Progress = Callable[[int, int], None]

_is_postponed = ContextVar("_is_postponed", default=False)


@contextmanager
def indexed_at_once() -> Iterator[None]:
    """Index nothing that is saved within, but everything anew at the end of it."""
    token = _is_postponed.set(True)
    try:
        yield
    finally:
        _is_postponed.reset(token)
    rebuild()


def index(row: Model) -> None:
    """Write the document of saved content; what is not public has none."""
    source = source_of(type(row))
    if source is None or _is_postponed.get():
        return
    public = source.public().filter(pk=row.pk).first()
    if public is None:
        remove(row)
    else:
        _write(source.read(public), current_index().vocabulary.forms)


def remove(row: Model) -> None:
    """Take content out of the index."""
    if source := source_of(type(row)):
        SearchDocument.objects.filter(key=source.key(row)).delete()


def rebuild(progress: Progress | None = None) -> int:
    """Analyse all public content anew, in one transaction; how many documents there are.

    ``progress`` is called with the number of finished documents and of all.
    """
    with transaction.atomic():
        SearchDocument.objects.all().delete()
        found = list(answers())
        site_words = frozenset(form for answer in found for form in forms_of(answer))
        for start in range(0, len(found), BATCH):
            part = found[start : start + BATCH]
            SearchDocument.objects.bulk_create([document(answer, site_words) for answer in part])
            if progress:
                progress(start + len(part), len(found))
    return len(found)


def faults() -> list[str]:
    """Say what the index has too much, too little or from another time; empty when it is right."""
    site_words = load_index().vocabulary.forms
    stored = {row.key: row for row in SearchDocument.objects.all()}
    found = []
    for answer in answers():
        row = stored.pop(answer.key, None)
        if row is None:
            found.append(f"{answer.kind} {answer.key} is missing")
        elif row.analyzer_version != ANALYZER_VERSION:
            found.append(f"{row.kind} {row.key} is of analyzer version {row.analyzer_version}")
        elif row.forms != document(answer, site_words).forms:
            found.append(f"{row.kind} {row.key} has other text now")
    return found + [f"{row.kind} {row.key} is not public any more" for row in stored.values()]


def stale_count() -> int:
    """How many documents are missing, left over or older than this analyzer; asks for counts only.

    Newer ones are no fault: during an upgrade the code of before still serves.
    """
    public = row_count()
    stored = SearchDocument.objects.exclude(key__startswith=TOOL_PREFIX).count()
    older = SearchDocument.objects.filter(analyzer_version__lt=ANALYZER_VERSION).count()
    return abs(public - stored) + older


def _write(answer: Answer, site_words: Container[str]) -> None:
    fresh = document(answer, site_words)
    fresh.pk = SearchDocument.objects.filter(key=answer.key).values_list("pk", flat=True).first()
    fresh.save()
