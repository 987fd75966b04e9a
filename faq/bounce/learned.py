"""A second reader: for which party do the words of an answer speak, by what servers really write?

The weights were learned from texts of servers (`benchmarks/server_texts.py`), without any of the
rules: where both say the same, that is more than either of them.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from faq.bounce.phrases import normal
from faq.bounce.report import Party

PARTIES = (Party.SENDER, Party.RECIPIENT, Party.HOST, Party.RECIPIENT_HOST)

_TABLE = Path(__file__).with_name("data") / "words.txt"
_TEXT_LIMIT = 700
_LETTERS = 7  # of a word: what follows is inflection
_WORD = re.compile(r"[a-z]{2,}")
_NO_WORDS = re.compile(r"https?:\S+|\S+@\S+|\b[\w-]+\.[\w.-]+\.[a-z]{2,}\b")
_LEAST_HITS = 2
CLEAR = 0.7  # logarithm: twice as likely as the next
_VERY_CLEAR = 1.8  # six times


@dataclass(frozen=True, slots=True)
class Table:
    """Weights in the order of ``PARTIES``: before any word, and for each."""

    prior: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]

    def party(self, text: str) -> tuple[Party, float] | None:
        """Return for whom the words speak, and how much more than for the next; None if too few."""
        found = [self.weights[word] for word in features(text) if word in self.weights]
        if len(found) < _LEAST_HITS:
            return None
        scores = [sum(column) for column in zip(self.prior, *found, strict=True)]
        first, second = sorted(scores, reverse=True)[:2]
        return PARTIES[scores.index(first)], first - second


def features(text: str) -> frozenset[str]:
    """Return the words of ``text`` and their pairs, shortened; without addresses and names."""
    bare = _NO_WORDS.sub(" ", normal(text[:_TEXT_LIMIT].lower()))
    words = [word[:_LETTERS] for word in _WORD.findall(bare)]
    return frozenset(words) | {f"{first} {second}" for first, second in pairwise(words)}


def speaks_for(fault: Party, said: str) -> bool | None:
    """Return whether the words of an answer (lower case, one line) speak for this party.

    False: clearly for another; None: neither.
    """
    found, margin = _table().party(said) or (None, 0.0)
    if found == fault and margin >= CLEAR:
        return True
    return False if found != fault and margin >= _VERY_CLEAR else None


@cache
def _table() -> Table:
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    weights = {word: tuple(map(float, values)) for word, *values in rows}
    return Table(weights.pop(""), weights)
