"""Which known phrase stands in a text? The lookup behind ``data/*.txt``.

A data file has sections in square brackets and one phrase per line. ``{name}`` stands for any word
of that family in ``families.txt``; `` * `` for up to 90 characters of one sentence, a blank beside
a family for up to 12 (an article, an adjective). The first line of the file that stands in the text
wins. Looking up costs time in proportion to the words of the text, not to the phrases known: they
are indexed by their first word or two.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

_DATA = Path(__file__).with_name("data")
_GAP = 90
_SHORT_GAP = 12
_PREFIX = 5  # letters; a shorter word has to stand as it is
_SECOND_PREFIX = 3
_OCCURRENCE_LIMIT = 40
_WORD = re.compile(r"[a-z0-9]+")
_BETWEEN_PARTS = re.compile(r"( \* )| (?=\{)|(?<=\}) ")
_LETTERS = (
    ("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("’", "'"),
    *zip("áàâãåéèêëíìîïóòôõøúùûýçñłżźćńśąę", "aaaaaeeeeiiiiooooouuuycnlzzcnsae", strict=True),
)  # fmt: skip
# A reply of several lines repeats its code in the middle of the sentence.
_REPEATED_CODE = re.compile(r" [245]\d\d[- ](?:#?[245]\.\d\.\d{1,3} )?")
_IP_ADDRESS = re.compile(r"([ (\[])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}")
_SYSTEM_NAMES = ("mailer-daemon", "postmaster")
_SPELLINGS = (
    ("n't", " not"), ("ca not", "can not"), ("wo not", "will not"), ("cannot", "can not"),
    ("doesnt", "does not"), ("isnt", "is not"), ("couldnt", "could not"), ("wasnt", "was not"),
    ("e-mail", "email"), ("mail box", "mailbox"), ("user name", "username"),
)  # fmt: skip

_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One line of a data file: its rank (0 is the first line), section, and words.

    ``parts`` are what has to follow one another: words, or the name of a family in braces; before
    each of them but the first, ``gaps`` tells how many characters may stand. ``further`` are all
    parts but the first.
    """

    rank: int
    section: str
    text: str
    parts: tuple[str, ...]
    gaps: tuple[int, ...]
    further: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase that stands in a text, and the words there that say it."""

    phrase: Phrase
    words: str


@dataclass(frozen=True, slots=True)
class _Words:
    """What to look for: an exact fragment, and the parts of phrases that it can stand for."""

    fragment: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by their first part; fragments by how their first word or two begin."""

    by_first_part: dict[str, tuple[Phrase, ...]]
    by_word: dict[str, tuple[_Words, ...]]
    by_two_words: dict[tuple[str, str], tuple[_Words, ...]]
    first_of_two: frozenset[str]
    unspaced: tuple[_Words, ...]

    def first_in(self, text: str) -> Found | None:
        """Return the first phrase of the file that stands in ``text`` (lower case, one line)."""
        return self.first_in_normal(normal(text))

    def first_in_normal(self, text: str) -> Found | None:
        """Return the same for a text that is `normal` already."""
        found = min(self._found(text), key=_rank, default=None)
        return Found(found[0], text[slice(*found[1])]) if found else None

    def sections_in(self, text: str) -> frozenset[str]:
        """Return the sections of which a phrase stands in ``text``."""
        return self.sections_in_normal(normal(text))

    def sections_in_normal(self, text: str) -> frozenset[str]:
        """Return the same for a text that is `normal` already."""
        return frozenset(phrase.section for phrase, _ in self._found(text))

    def sections_by_rank(self, text: str) -> tuple[str, ...]:
        """Return the same, each once, in the order of the file."""
        ranked = sorted((phrase.rank, phrase.section) for phrase, _ in self._found(normal(text)))
        return tuple(dict.fromkeys(section for _, section in ranked))

    def _found(self, text: str) -> Iterator[tuple[Phrase, _Span]]:
        """Each phrase that stands in the text, and where."""
        places = self._places(text)
        for part in places.keys() & self.by_first_part.keys():
            for phrase in self.by_first_part[part]:
                if not phrase.further:
                    yield phrase, places[part][0]
                elif places.keys() >= phrase.further:
                    place = _place(phrase, places, text)
                    if place is not None:
                        yield phrase, place

    def _places(self, text: str) -> dict[str, list[_Span]]:
        """Where each part stands in the text, in order."""
        places: dict[str, list[_Span]] = {}
        for words in self._candidates(text):
            if words.fragment in text:
                found = _occurrences(words.fragment, text)
                for part in words.parts if found else ():
                    places[part] = sorted([*places[part], *found]) if part in places else found
        return places

    def _candidates(self, text: str) -> Iterator[_Words]:
        words = _WORD.findall(text)
        for word in {word[:_PREFIX] for word in words} & self.by_word.keys():
            yield from self.by_word[word]
        pairs = {
            (word, following[:_SECOND_PREFIX])
            for word, following in pairwise(words)
            if word in self.first_of_two
        }
        for pair in pairs & self.by_two_words.keys():
            yield from self.by_two_words[pair]
        if not text.isascii():
            yield from self.unspaced


def normal(text: str) -> str:
    """Return the text as phrases are compared: no umlauts, accents, contractions, addresses."""
    if not text.isascii():  # replaced one by one: much faster than str.translate
        for letter, plain in _LETTERS:
            text = text.replace(letter, plain)
    if "@" in text:
        *before, last = text.split("@")
        text = "@".join([*map(_without_local_part, before), last])
    text = _IP_ADDRESS.sub(r"\1#.#.#.#", _REPEATED_CODE.sub(" ", text))
    for spelling, usual in _SPELLINGS:
        text = text.replace(spelling, usual)
    return text


def _without_local_part(text: str) -> str:
    """Without the last word: what an address is called says nothing, but for a mail system's."""
    if text.endswith(_SYSTEM_NAMES):
        return text
    return text[: max(text.rfind(before) for before in " <:;") + 1]


@cache
def read_phrases(name: str) -> tuple[Phrase, ...]:
    """Return the phrases of ``data/<name>.txt`` in the order of the file."""
    phrases = []
    section = ""
    lines = (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    for rank, line in enumerate(lines):
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            phrases.append(_phrase(rank, section, line))
    return tuple(phrases)


def _phrase(rank: int, section: str, line: str) -> Phrase:
    words = _BETWEEN_PARTS.split(normal(line))
    gaps = tuple(_GAP if long else _SHORT_GAP for long in words[1::2])
    return Phrase(rank, section, line, tuple(words[::2]), gaps, frozenset(words[2::2]))


def indexed(phrases: Iterable[Phrase]) -> Phrases:
    """Return the phrases ready to be looked up."""
    families: dict[str, list[str]] = {}
    for member in read_phrases("families"):
        families.setdefault(f"{{{member.section}}}", []).append(member.parts[0])
    by_first_part: dict[str, list[Phrase]] = {}
    parts_of: dict[str, dict[str, None]] = {}
    for phrase in phrases:
        by_first_part.setdefault(phrase.parts[0], []).append(phrase)
        for part in phrase.parts:
            for fragment in families.get(part, [part]):
                parts_of.setdefault(fragment, {})[part] = None
    by_word: dict[str, list[_Words]] = {}
    by_two_words: dict[tuple[str, str], list[_Words]] = {}
    unspaced = []
    for fragment, parts in parts_of.items():
        found = _Words(fragment, tuple(parts))
        words = _WORD.findall(fragment)
        if not words:  # Japanese has no blanks
            unspaced.append(found)
        elif len(words) == 1:
            by_word.setdefault(words[0][:_PREFIX], []).append(found)
        else:
            by_two_words.setdefault((words[0], words[1][:_SECOND_PREFIX]), []).append(found)
    return Phrases(
        {part: tuple(some) for part, some in by_first_part.items()},
        {word: tuple(some) for word, some in by_word.items()},
        {pair: tuple(some) for pair, some in by_two_words.items()},
        frozenset(first for first, _ in by_two_words),
        tuple(unspaced),
    )


def _rank(found: tuple[Phrase, _Span]) -> int:
    return found[0].rank


def _occurrences(fragment: str, text: str) -> list[_Span]:
    """Where the fragment stands as words; only a long one may go on in its last word."""
    found: list[_Span] = []
    position = text.find(fragment)
    while position >= 0 and len(found) < _OCCURRENCE_LIMIT:
        end = position + len(fragment)
        if _is_apart(text, position) and (len(fragment) >= _PREFIX or _is_apart(text, end)):
            found.append((position, end))
        position = text.find(fragment, end)
    return found


def _is_apart(text: str, position: int) -> bool:
    """Whether no word goes on across this position."""
    return not (text[position - 1 : position].isalnum() and text[position : position + 1].isalnum())


def _place(phrase: Phrase, places: dict[str, list[_Span]], text: str) -> _Span | None:
    """Where the phrase stands in the text: its parts follow one another in one sentence."""
    for start, end in places[phrase.parts[0]]:
        for part, gap in zip(phrase.parts[1:], phrase.gaps, strict=True):
            end = _next_end(places[part], end, gap, text)
            if end < 0:
                break
        else:
            return start, end
    return None


def _next_end(spans: list[_Span], end: int, gap: int, text: str) -> int:
    """Where the next span stops; -1 if it begins too late or in another sentence."""
    index = bisect_left(spans, (end, 0))
    if index == len(spans) or spans[index][0] - end > gap:
        return -1
    return -1 if ". " in text[end : spans[index][0]] else spans[index][1]
