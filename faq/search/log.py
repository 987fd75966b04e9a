"""What readers search, as counts per day: without a trace of who, and never in a reader's way.

Counts are collected in memory and written by a thread of their own, in one transaction, every
`INTERVAL` seconds and when the process ends. What a killed process had not written is lost.
"""

import atexit
import logging
import threading
import time
from collections import Counter
from datetime import date

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone

from faq.analysis import Kind, tokens
from faq.models import SearchCount

INTERVAL = 60.0
MOST_WAITING = 2_000
MOST_WORDS = 8
LONGEST_NUMBER = 4
"""Digits: longer ones are customer or phone numbers, and so are words made mostly of digits."""
LONGEST_TEXT = 160
"""Longer texts are pasted messages, which are nobody's business but the reader's."""

Search = tuple[date, str, bool]

logger = logging.getLogger(__name__)
_lock = threading.Lock()
_waiting: Counter[Search] = Counter()
_last_written = time.monotonic()


def count_search(text: str, *, has_hit: bool) -> None:
    """Count one search, unless nothing of it may be kept."""
    terms = anonymous(text)
    if not terms or settings.READ_ONLY:
        return
    with _lock:
        if len(_waiting) < MOST_WAITING:
            _waiting[timezone.localdate(), terms, has_hit] += 1
    if time.monotonic() - _last_written > INTERVAL:
        threading.Thread(target=_write_and_close, name="search-log", daemon=True).start()


def anonymous(text: str) -> str:
    """Give the words of a search in small letters, without addresses, names of hosts and numbers.

    Empty for what looks like a pasted message.
    """
    if len(text) > LONGEST_TEXT:
        return ""
    kept = [text[t.start : t.end].lower() for t in tokens(text) if _is_harmless(t.form, t.kind)]
    return " ".join(kept[:MOST_WORDS])[: SearchCount._meta.get_field("terms").max_length]


def write_counts() -> None:
    """Write what is waiting, in one transaction; what cannot be written goes on waiting."""
    global _last_written
    with _lock:
        counts = dict(_waiting)
        _waiting.clear()
        _last_written = time.monotonic()
    try:
        with transaction.atomic():
            for search, count in sorted(counts.items()):
                _add(search, count)
    except DatabaseError as error:
        logger.warning("search counts wait for the database: %s", type(error).__name__)
        with _lock:
            _waiting.update(counts)


def _add(search: Search, count: int) -> None:
    day, terms, has_hit = search
    row, _ = SearchCount.objects.get_or_create(day=day, terms=terms, has_hit=has_hit)
    SearchCount.objects.filter(pk=row.pk).update(count=F("count") + count)


def _is_harmless(form: str, kind: Kind) -> bool:
    digits = sum(char.isdecimal() for char in form)
    if kind in (Kind.CODE, Kind.WORD):
        return kind is Kind.CODE or digits <= LONGEST_NUMBER
    return kind is Kind.NUMBER and digits <= LONGEST_NUMBER


def _write_and_close() -> None:
    try:
        write_counts()
    finally:
        connection.close()


@atexit.register
def _write_the_rest() -> None:
    if _waiting:
        _write_and_close()
