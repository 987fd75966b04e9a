"""Writing documents: when content is saved, and all of them at once.

A document is written in the transaction that writes the content, so the index is never behind what
readers see.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.db.models import Model

from faq.analysis import ANALYZER_VERSION, FixedWords
from faq.models import House, SearchDocument, in_brand
from faq.search.documents import documents, forms_of, worded
from faq.search.index import site_words
from faq.search.meanings import learn_questions
from faq.search.sources import TOOL_PREFIX, Answer, answers, row_count, source_of

BATCH = 400
"""Rows a statement: below the number of parameters that SQLite accepts."""

Progress = Callable[[int, int], None]

FEW = 50
"""Rows that are read one by one; with more, reading everything anew costs less."""

_postponed: ContextVar[dict[Model, None] | None] = ContextVar("_postponed", default=None)


@contextmanager
def indexed_at_once(*, anew: bool = False) -> Iterator[None]:
    """Index nothing while it is saved within, but at the end of it: everything if it is much.

    `anew` reads everything in any case: the code that reads may have changed, too.
    """
    if _postponed.get() is not None:
        yield
        return
    with _noted() as rows:
        yield
    if anew or len(rows) > FEW:
        rebuild()
        return
    for row in rows:
        index(row)
    index_brands()
    learn_questions()


@contextmanager
def unindexed() -> Iterator[None]:
    """Index nothing that is saved within: what is only tried is never searched."""
    with _noted():
        yield


@contextmanager
def _noted() -> Iterator[dict[Model, None]]:
    rows: dict[Model, None] = {}
    token = _postponed.set(rows)
    try:
        yield rows
    finally:
        _postponed.reset(token)


def index(row: Model) -> None:
    """Write the document of saved content; what is not public has none."""
    source = source_of(type(row))
    if source is None:
        return
    if (rows := _postponed.get()) is not None:
        rows[row] = None
        return
    public = source.public().filter(pk=row.pk).first()
    if public is None:
        remove(row)
        return
    usual, words = source.read(public), site_words()
    _write(usual, words)
    for brand in _brands():
        with in_brand(brand):
            public = source.public().filter(pk=row.pk).first()
            own = source.read(public) if public else usual
            if own == usual:
                SearchDocument.objects.filter(key=usual.key, brand=brand).delete()
            else:
                _write(own, words)


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
        usual = {answer.key: answer for answer in answers()}
        words = FixedWords(form for answer in usual.values() for form in forms_of(answer))
        _write_all(list(usual.values()), words, progress)
        _write_brands(usual, words)
        learn_questions(anew=True)
    return len(usual)


def index_brands() -> None:
    """Find anew what each brand says differently: one of its values has changed."""
    if _postponed.get() is None and _brands():
        usual = {answer.key: answer for answer in answers()}
        _write_brands(usual, site_words())


def faults() -> list[str]:
    """Say what the index has too much, too little or from another time; empty when it is right."""
    words = site_words()
    stored = {(row.key, row.brand): row for row in SearchDocument.objects.all()}
    usual = {answer.key: answer for answer in answers()}
    wanted = [("", answer) for answer in usual.values()]
    for brand in _brands():
        with in_brand(brand):
            wanted += [(brand, answer) for answer in _own(usual)]
    found = []
    for brand, answer in wanted:
        row = stored.pop((answer.key, brand), None)
        if row is None:
            found.append(f"{answer.kind} {answer.key} is missing")
        elif row.analyzer_version != ANALYZER_VERSION:
            found.append(f"{row.kind} {row.key} is of analyzer version {row.analyzer_version}")
        elif row.forms != worded(answer, words).forms:
            found.append(f"{row.kind} {row.key} has other text now")
    return found + [f"{row.kind} {row.key} is not public any more" for row in stored.values()]


def stale_count() -> int:
    """How many documents are missing, left over or older than this analyzer; asks for counts only.

    Newer ones are no fault: during an upgrade the code of before still serves.
    """
    public = row_count()
    stored = SearchDocument.objects.shown().exclude(key__startswith=TOOL_PREFIX).count()
    older = SearchDocument.objects.filter(analyzer_version__lt=ANALYZER_VERSION).count()
    return abs(public - stored) + older


def _brands() -> list[str]:
    return list(House.objects.brands().values_list("key", flat=True))


def _own(usual: Mapping[str, Answer]) -> list[Answer]:
    """What the brand that answers says differently."""
    return [answer for answer in answers() if answer != usual.get(answer.key)]


def _write(answer: Answer, words: Container[str]) -> None:
    (fresh,) = documents([answer], words)
    same = SearchDocument.objects.filter(key=fresh.key, brand=fresh.brand)
    fresh.pk = same.values_list("pk", flat=True).first()
    fresh.save()


def _write_brands(usual: Mapping[str, Answer], words: Container[str]) -> None:
    SearchDocument.objects.exclude(brand="").delete()
    for brand in _brands():
        with in_brand(brand):
            _write_all(_own(usual), words)


def _write_all(
    found: Sequence[Answer], words: Container[str], progress: Progress | None = None
) -> None:
    for start in range(0, len(found), BATCH):
        part = found[start : start + BATCH]
        SearchDocument.objects.bulk_create(documents(part, words))
        if progress:
            progress(start + len(part), len(found))
