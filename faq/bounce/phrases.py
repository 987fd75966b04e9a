"""Which known phrase stands in a text? The lookup behind ``data/*.txt``.

A data file has sections in square brackets, one phrase per line; `` * `` stands for up to 70
characters of one sentence. The first phrase of the file that stands in the text wins. A phrase
has to begin where a word begins. Looking up costs time in proportion to the words of the text,
not to the phrases known: they are indexed by how their first word begins.
"""

import re
from collections.abc import Iterable, Iterator
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
    fragments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by the first letters of their first word; those without words in one list."""

    by_prefix: dict[str, tuple[Phrase, ...]]
    unspaced: tuple[Phrase, ...]

    def first_in(self, text: str) -> Phrase | None:
        """Return the first phrase of the file that stands in ``text`` (lower case, one line)."""
        best: Phrase | None = None
        for phrase in self._candidates(text):
            if (best is None or phrase.rank < best.rank) and _stands_in(phrase, text):
                best = phrase
        return best

    def _candidates(self, text: str) -> Iterator[Phrase]:
        for prefix in {word[:_PREFIX] for word in _WORD.findall(text)}:
            yield from self.by_prefix.get(prefix, ())
        if not text.isascii():
            yield from self.unspaced


def read_phrases(name: str) -> tuple[Phrase, ...]:
    """Return the phrases of ``data/<name>.txt`` in the order of the file."""
    phrases = []
    section = ""
    lines = (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    for rank, line in enumerate(lines):
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            phrases.append(Phrase(rank, section, line, tuple(line.split(" * "))))
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
    first, *later = phrase.fragments
    position = text.find(first)
    while position >= 0:
        end = position + len(first)
        if _begins_word(text, position, first) and (not later or _follows(text, end, later[0])):
            return True
        position = text.find(first, end)
    return False


def _begins_word(text: str, position: int, fragment: str) -> bool:
    return position == 0 or not (text[position - 1].isalnum() and fragment[0].isalnum())


def _follows(text: str, end: int, fragment: str) -> bool:
    """Whether the fragment comes soon, in the same sentence."""
    position = text.find(fragment, end, end + _GAP + len(fragment))
    return position >= 0 and ". " not in text[end:position]
