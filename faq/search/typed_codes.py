"""Which codes a query mentions, and which records answer them before everything else.

Reply codes (RFC 5321) come before enhanced ones (RFC 3463), because they head the tables that
readers know. An enhanced code typed alone is led by the reply code that servers write with it: a
listed record that is related to it and shows both in its example line.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Q

from faq.analysis import Group
from faq.models import Entry, ErrorCode

MOST_CODES = 4

_REPLY = re.compile(r"[245]\d\d")
_ENHANCED = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_HEXADECIMAL = re.compile(r"0x[0-9a-f]{4,16}")


def direct_answers(groups: Sequence[Group]) -> list[Entry | ErrorCode]:
    """Give the records of the codes that are typed, the leading one first."""
    words = [group.form for group in groups]
    reply_codes = _matching(_REPLY, words)
    enhanced_codes = _matching(_ENHANCED, words)
    if not reply_codes and not enhanced_codes:
        return list(_entries_named_after(_matching(_HEXADECIMAL, words)))
    is_typed = Q(key__in=[*reply_codes, *enhanced_codes])
    is_variant = Q(reply_code__in=reply_codes) & ~Q(text="")
    records = list(ErrorCode.objects.published().filter(is_typed | is_variant))
    by_key = {record.key: record for record in records}
    found = [
        record
        for code in reply_codes
        for record in (*_variants(code, records, words), by_key.get(code))
        if record
    ]
    exact = [by_key[code] for code in enhanced_codes if code in by_key]
    if not found:
        found = [partner for record in exact for partner in _partners(record)]
    return list(dict.fromkeys([*found, *exact]))


def _matching(pattern: re.Pattern[str], words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(word for word in words if pattern.fullmatch(word)))[:MOST_CODES]


def _variants(
    reply_code: str, records: Iterable[ErrorCode], words: Sequence[str]
) -> Iterator[ErrorCode]:
    """Records of a code that hold only with certain words, where the query has these words."""
    for record in records:
        if record.reply_code != reply_code or not record.text:
            continue
        if all(word in words for word in record.text.lower().split()):
            yield record


def _partners(record: ErrorCode) -> list[ErrorCode]:
    pattern = rf"(^|[^0-9.]){re.escape(record.enhanced_code)}([^0-9.]|$)"
    return list(record.related.listed().filter(example__regex=pattern).order_by("key"))


def _entries_named_after(codes: Sequence[str]) -> Iterator[Entry]:
    for code in codes:
        yield from Entry.objects.published().filter(key__contains=code).order_by("key")[:1]
