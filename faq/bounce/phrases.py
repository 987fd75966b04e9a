"""Which known phrase stands in a text? The lookup behind ``data/*.txt``.

A data file has sections in square brackets, one phrase per line; `` * `` stands for up to 70
characters of one sentence. The first phrase of the file that stands in the text wins. A phrase
has to begin where a word begins. Looking up costs time in proportion to the words of the text,
not to the phrases known: they are indexed by how their first word begins.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_DATA = Path(__file__).with_name("data")
_GAP = 70
_PREFIX = 4
_WORD = re.compile(r"[^\W_]+")
_SCRIPT_WITHOUT_BLANKS = "\u3000"  # from here on: Japanese and Chinese


@dataclass(frozen=True, slots=True)
class Phrase:
    """One line of a data file: its section, its words, and its rank (0 is the first line)."""

    rank: int
    section: str
    text: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases in the order of the file, by the first letters of their first word."""

    by_prefix: dict[str, tuple[Phrase, ...]]
    unspaced: tuple[Phrase, ...]

    def first_in(self, text: str) -> Phrase | None:
        """Return the first phrase of the file that stands in ``text`` (lower case, one line)."""
        best: Phrase | None = None
        for group in self._candidates(text):
            for phrase in group:
                if best is not None and phrase.rank > best.rank:
                    break
                if phrase.first in text and _stands_in(phrase, text):
                    best = phrase
                    break
        return best

    def sections_in(self, text: str) -> frozenset[str]:
        """Return the sections of which a phrase stands in ``text``."""
        found: set[str] = set()
        for group in self._candidates(text):
            for phrase in group:
                known = phrase.section in found
                if not known and phrase.first in text and _stands_in(phrase, text):
                    found.add(phrase.section)
        return frozenset(found)

    def _candidates(self, text: str) -> list[tuple[Phrase, ...]]:
        prefixes = {word[:_PREFIX] for word in _WORD.findall(text)}
        groups = [self.by_prefix[prefix] for prefix in prefixes & self.by_prefix.keys()]
        return groups if text.isascii() else [*groups, self.unspaced]


def read_phrases(name: str) -> tuple[Phrase, ...]:
    """Return the phrases of ``data/<name>.txt`` in the order of the file."""
    phrases = []
    section = ""
    lines = (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    for rank, line in enumerate(lines):
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            first, _, second = line.partition(" * ")
            phrases.append(Phrase(rank, section, line, first, second))
    return tuple(phrases)


def indexed(phrases: Iterable[Phrase]) -> Phrases:
    """Return the phrases ready to be looked up."""
    by_prefix: dict[str, list[Phrase]] = {}
    unspaced = []
    for phrase in phrases:
        word = _WORD.search(phrase.text)
        if word is None or word[0][0] >= _SCRIPT_WITHOUT_BLANKS:
            unspaced.append(phrase)
        else:
            by_prefix.setdefault(word[0][:_PREFIX], []).append(phrase)
    return Phrases({prefix: tuple(found) for prefix, found in by_prefix.items()}, tuple(unspaced))


def _stands_in(phrase: Phrase, text: str) -> bool:
    position = text.find(phrase.first)
    while position >= 0:
        end = position + len(phrase.first)
        if _begins_word(text, position, phrase.first) and _follows(text, end, phrase.second):
            return True
        position = text.find(phrase.first, end)
    return False


def _begins_word(text: str, position: int, fragment: str) -> bool:
    return position == 0 or not (text[position - 1].isalnum() and fragment[0].isalnum())


def _follows(text: str, end: int, fragment: str) -> bool:
    """Whether the fragment comes soon, in the same sentence; nothing always follows."""
    position = text.find(fragment, end, end + _GAP + len(fragment))
    return position >= 0 and ". " not in text[end:position]
