"""Writing documents and the vocabulary: when content is saved, and all of it at once.

A document and the counts of its words are written in the transaction that writes the content, so
the index is never behind what readers see.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import astuple

from django.db import transaction
from django.db.models import F, QuerySet

from faq.analysis import ANALYZER_VERSION, forms
from faq.models import Entry, ErrorCode, SearchDocument, SearchTerm
from faq.search.documents import Analysed, Texts, analyse, code_texts, entry_texts
from faq.search.lexicon import current_lexicon, load_vocabulary
from faq.search.ranking import FIELDS

Kind = SearchTerm.Kind
Word = tuple[str, str]

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


def index_entry(entry: Entry) -> None:
    """Write the document of an entry; one that is not public has none."""
    if entry.is_published:
        found = SearchDocument.objects.filter(entry=entry).first()
        _write(found or SearchDocument(), entry_texts(entry), entry=entry)
    else:
        remove_entry(entry)


def index_error_code(code: ErrorCode) -> None:
    """Write the document of an error code; a withdrawn one has none."""
    if code.is_published:
        found = SearchDocument.objects.filter(error_code=code).first()
        _write(found or SearchDocument(), code_texts(code), error_code=code)
    else:
        remove_error_code(code)


def remove_entry(entry: Entry) -> None:
    """Take an entry out of the index."""
    _remove(SearchDocument.objects.filter(entry=entry).first())


def remove_error_code(code: ErrorCode) -> None:
    """Take an error code out of the index."""
    _remove(SearchDocument.objects.filter(error_code=code).first())


def rebuild(progress: Progress | None = None) -> int:
    """Analyse all public content anew, in one transaction; how many documents there are.

    ``progress`` is called with the number of finished documents and of all.
    """
    with transaction.atomic():
        SearchDocument.objects.all().delete()
        SearchTerm.objects.all().delete()
        sources = list(_sources())
        site_words = frozenset(
            form for _, texts in sources for text in astuple(texts) for form in forms(text)
        )
        counts: Counter[Word] = Counter()
        for start in range(0, len(sources), BATCH):
            documents = [
                _fill(document, analyse(texts, site_words))
                for document, texts in sources[start : start + BATCH]
            ]
            SearchDocument.objects.bulk_create(documents)
            counts.update(word for document in documents for word in _words(document))
            if progress:
                progress(start + len(documents), len(sources))
        SearchTerm.objects.bulk_create(
            (SearchTerm(kind=kind, text=text, documents=n) for (kind, text), n in counts.items()),
            batch_size=BATCH,
        )
    return len(sources)


def faults() -> list[str]:
    """Say what the index has too much, too little or from another time; empty when it is right."""
    site_words = load_vocabulary().forms
    stored = {_owner(document): document for document in _stored()}
    found = []
    for fresh, texts in _sources():
        document = stored.pop(_owner(fresh), None)
        if document is None:
            found.append(f"{_owner(fresh)} is missing")
        elif document.analyzer_version != ANALYZER_VERSION:
            found.append(f"{_owner(fresh)} is of analyzer version {document.analyzer_version}")
        elif document.forms != analyse(texts, site_words).forms:
            found.append(f"{_owner(fresh)} has other text now")
    return found + [f"{owner} is not public any more" for owner in stored]


def stale_count() -> int:
    """How many documents are missing, left over or older than this analyzer; asks for counts only.

    Newer ones are no fault: during an upgrade the code of before still serves.
    """
    public = Entry.objects.published().count() + ErrorCode.objects.published().count()
    stored = SearchDocument.objects.count()
    older = SearchDocument.objects.filter(analyzer_version__lt=ANALYZER_VERSION).count()
    return abs(public - stored) + older


def _sources() -> Iterator[tuple[SearchDocument, Texts]]:
    for entry in Entry.objects.published().select_related("category"):
        yield SearchDocument(entry=entry), entry_texts(entry)
    for code in ErrorCode.objects.published():
        yield SearchDocument(error_code=code), code_texts(code)


def _stored() -> QuerySet[SearchDocument]:
    return SearchDocument.objects.select_related("entry", "error_code")


def _owner(document: SearchDocument) -> str:
    if document.entry:
        return f"entry {document.entry.key}"
    return f"code {document.error_code.key}" if document.error_code else "nothing"


def _write(document: SearchDocument, texts: Texts, **owner: Entry | ErrorCode) -> None:
    if _is_postponed.get():
        return
    before = _words(document)
    for name, value in owner.items():
        setattr(document, name, value)
    _fill(document, analyse(texts, current_lexicon().vocabulary.forms)).save()
    after = _words(document)
    _count_more(after - before)
    _count_fewer(before - after)


def _remove(document: SearchDocument | None) -> None:
    if document:
        document.delete()
        _count_fewer(_words(document))


def _fill(document: SearchDocument, analysed: Analysed) -> SearchDocument:
    for name, text in analysed.fields.items():
        setattr(document, name, text)
    document.forms = analysed.forms
    document.body_length = analysed.body_length
    document.analyzer_version = ANALYZER_VERSION
    return document


def _words(document: SearchDocument) -> set[Word]:
    written = {(Kind.FORM.value, form) for form in document.forms.split()}
    return written.union(
        (Kind.TERM.value, term) for name in FIELDS for term in getattr(document, name).split()
    )


def _count_more(words: set[Word]) -> None:
    for kind, texts in _batches(words):
        known = SearchTerm.objects.filter(kind=kind, text__in=texts)
        missing = set(texts).difference(known.values_list("text", flat=True))
        known.update(documents=F("documents") + 1)
        SearchTerm.objects.bulk_create(
            [SearchTerm(kind=kind, text=text) for text in sorted(missing)], ignore_conflicts=True
        )


def _count_fewer(words: set[Word]) -> None:
    for kind, texts in _batches(words):
        known = SearchTerm.objects.filter(kind=kind, text__in=texts)
        known.filter(documents__lte=1).delete()
        known.update(documents=F("documents") - 1)


def _batches(words: set[Word]) -> Iterator[tuple[str, list[str]]]:
    """Sorted, so that two transactions take the rows in the same order."""
    for kind in Kind.values:
        texts = sorted(text for found, text in words if found == kind)
        for start in range(0, len(texts), BATCH):
            yield kind, texts[start : start + BATCH]
