"""Which answers the codes in a query name, the leading one first.

Reply codes (RFC 5321) come before enhanced ones (RFC 3463), because they head the tables that
readers know. An enhanced code typed alone is led by the reply code that servers write with it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from faq.search.index import Index
from faq.search.sources import ENTRY, PARTNER

MOST_CODES = 4

_PORTS = frozenset({"443", "465", "587"})
"""Ports of mail that look like reply codes, and are meant where the query speaks of a port."""
_REPLY = re.compile(r"[245]\d\d")
_ENHANCED = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_HEXADECIMAL = re.compile(r"0x[0-9a-f]{4,16}")


def named_by_code(words: Sequence[str], index: Index) -> list[int]:
    """Give the numbers of the documents that answer the codes among the words of a query."""
    spoken = [word for word in words if word not in _PORTS] if "port" in words else words
    replies, enhanced = _matching(_REPLY, spoken), _matching(_ENHANCED, words)
    found = [number for code in replies for number in _answering(code, words, index)]
    exact = [number for code in enhanced for number in _answering(code, words, index)]
    if not found:
        partners = (PARTNER + code for code in enhanced)
        found = [number for code in partners for number in _answering(code, words, index)]
    if not found and not exact:
        codes = _matching(_HEXADECIMAL, words)
        found = [n for code in codes for n in _beginning_with(code, words, index)]
    return list(dict.fromkeys([*found, *exact]))


def _matching(pattern: re.Pattern[str], words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(word for word in words if pattern.fullmatch(word)))[:MOST_CODES]


def _answering(code: str, words: Sequence[str], index: Index) -> Iterator[int]:
    """What holds only with certain words comes first, if the query has these words.

    Of several answers to one code an entry leads: an editor has written it for this very question.
    """
    fitting = [(number, only) for number, only in index.by_code.get(code, ()) if only <= {*words}]

    def place(pair: tuple[int, frozenset[str]]) -> tuple[int, bool, int]:
        number, only = pair
        return -len(only), index.cards[number].kind != ENTRY, number

    for number, _ in sorted(fitting, key=place):
        yield number


def _beginning_with(code: str, words: Sequence[str], index: Index) -> list[int]:
    """The first that a half-typed number may become; an entry's before all others."""
    known = [other for other in sorted(index.by_code) if other.startswith(code)] or [code]
    found = [number for other in known for number in _answering(other, words, index)]
    found.sort(key=lambda number: index.cards[number].kind != ENTRY)
    return found if code in known else found[:1]
