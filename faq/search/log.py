"""What readers search, as counts per day: without a trace of who, and never in a reader's way."""

from datetime import date
from typing import Final

from django.db.models import F
from django.utils import timezone

from faq.analysis import Kind, tokens
from faq.incoming import without_personal
from faq.models import SearchCount
from faq.models.tally import Tally
from faq.models.voices import first_voice

MOST_WAITING = 2_000
MOST_WORDS = 8
LONGEST_NUMBER = 4
"""Digits: longer ones are customer or phone numbers, and so are words made mostly of digits."""
LONGEST_TEXT = 160
"""Longer texts are pasted messages, which are nobody's business but the reader's."""

Search = tuple[date, str, bool | None]
"""Day, words and whether there was a sure answer; None where a ready page was given again."""


def count_search(text: str, reader: str, *, has_hit: bool | None) -> None:
    """Count a search once per connection and day, unless nothing of it may be kept.

    `has_hit` is None for a page that was ready: what was found when it was made holds.
    """
    terms = anonymous(text)
    if terms and first_voice(reader, f"search|{terms}"):
        SEARCHES.count((timezone.localdate(), terms, has_hit))


def anonymous(text: str) -> str:
    """Give the words of a search in small letters, without what could tell who asked.

    Empty for what looks like a pasted message.
    """
    if len(text) > LONGEST_TEXT:
        return ""
    text = without_personal(text)
    kept = [text[t.start : t.end].lower() for t in tokens(text) if _is_harmless(t.form, t.kind)]
    return " ".join(kept[:MOST_WORDS])[: SearchCount._meta.get_field("terms").max_length]


def _add(search: Search, count: int) -> None:
    day, terms, has_hit = search
    if has_hit is None:
        made = SearchCount.objects.filter(terms=terms).order_by("day", "pk").last()
        if made is None:
            _wait_for_the_maker(search, count)
            return
        has_hit = made.has_hit
    if SearchCount.objects.is_full(day) and not SearchCount.objects.filter(day=day, terms=terms):
        return
    row, _ = SearchCount.objects.get_or_create(day=day, terms=terms, has_hit=has_hit)
    SearchCount.objects.filter(pk=row.pk).update(count=F("count") + count)


def _wait_for_the_maker(search: Search, count: int) -> None:
    """Another process made the page and has not written its own count yet."""
    if search[0] == timezone.localdate():
        for _ in range(count):
            SEARCHES.count(search)


def _is_harmless(form: str, kind: Kind) -> bool:
    digits = sum(char.isdecimal() for char in form)
    if kind in (Kind.CODE, Kind.WORD):
        return kind is Kind.CODE or digits <= LONGEST_NUMBER
    return kind is Kind.NUMBER and digits <= LONGEST_NUMBER


SEARCHES: Final = Tally("counts of searches", _add, most=MOST_WAITING)
