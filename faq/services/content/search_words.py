"""What readers searched in vain, and teaching the search their words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from faq.models import Entry, ErrorCode, SearchCount
from faq.search import Hit, search

MOST_SEARCHES = 50


@dataclass(frozen=True, slots=True)
class VainSearch:
    """Words that found nothing: how often, what comes nearest, and what has become of them."""

    terms: str
    count: int
    nearest: tuple[Hit, ...]
    is_found_now: bool


def searches_in_vain(since: date, limit: int = MOST_SEARCHES) -> Iterator[VainSearch]:
    """Yield what was searched in vain since a day, the most frequent first."""
    rows = (
        SearchCount.objects.in_vain()
        .filter(day__gte=since)
        .values_list("terms")
        .annotate(total=Sum("count"))
        .order_by("-total", "terms")
    )
    for terms, total in rows[:limit]:
        found = search(f"{terms} ")
        yield VainSearch(terms, total, found.nearest, found.is_sure)


def add_search_word(content: Entry | ErrorCode, word: str) -> bool:
    """Let content be found by a word or phrase; False where it had the word already."""
    words = content.search_words.splitlines()
    if word.casefold() in (known.strip().casefold() for known in words):
        return False
    content.search_words = "\n".join([*words, word]) + "\n"
    content._change_reason = f"Suchwort „{word}“ aus den vergeblichen Suchen"[:100]  # type: ignore[union-attr]
    content.save()
    return True


def content_of(key: str) -> Entry | ErrorCode | None:
    """Find content by the key of a hit: an entry's, or `code-` and a code's."""
    if key.startswith("code-"):
        return ErrorCode.objects.published().filter(key=key.removeprefix("code-")).first()
    return Entry.objects.published().filter(key=key).first()
