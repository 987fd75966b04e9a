"""Which records of program windows fit a text? By code and by wording, most telling first.

Programs change their wording with every version, and people copy it by hand: where nothing fits
exactly, the wording counts of which most words stand there, the rare ones more.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import log
from operator import itemgetter

from faq.bounce.phrases import normal
from faq.bounce.report import Party
from faq.bounce.topics import Direction
from faq.bounce.transcript import squeezed

_TEXT_LIMIT = 6_000
_GAP = 120  # characters a variable part of a wording may have
_MOST = 3
_TOO_SHORT = 8  # letters; less of a wording proves nothing
_NO_WORD = " .,:;\"'"
_WORD = re.compile(r"[a-z0-9]{2,}")
_STEM = 7  # letters of a word: what follows is inflection
_LEAST_WORDS = 4
_MOST_OF = 0.75  # of a wording's weight
_MOST_WORDS = 120  # a longer text holds most words of something by chance
_TELLING = 24  # letters that no sentence shares by chance
# The words by which a text names a program are those of its name, but for what others have, too.
_MARK = re.compile(r"[^\W_]{3,}")
_HOST = re.compile(r"@|\w\.\w")  # who has an address at gmail.com need not use Gmail
_ANY = frozenset({"alle", "andere"})
_NO_MARK = frozenset({
    "abruf", "als", "app", "box", "browser", "buchhaltung", "client", "dsm", "email", "für",
    "klassisch", "live", "mail", "multifunktionsgeräte", "neues", "pop3", "programme", "router",
    "scanner", "senden", "skripte", "und", "virenschutzprogramme", "von", "warenwirtschaft",
    "webmail", "websites", "windows", "über",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Window:
    """A record that staff keep; in a wording, ``*`` stands for what varies."""

    key: str
    codes: tuple[str, ...]
    wordings: tuple[str, ...]
    direction: Direction = Direction.BOTH
    party: Party = Party.UNKNOWN
    programs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Wording:
    """The fixed parts of a wording as texts are compared, and how many letters they have."""

    parts: tuple[str, ...]
    letters: int
    words: frozenset[str]

    def stands_in(self, text: str) -> bool:
        position, limit = 0, len(text)
        for part in self.parts:
            position = text.find(part, position, limit)
            if position < 0:
                return False
            position += len(part)
            limit = position + len(part) + _GAP
        return True


@dataclass(frozen=True, slots=True)
class _Known:
    window: Window
    codes: tuple[str, ...]
    wordings: tuple[_Wording, ...]
    marks: frozenset[str]

    def may_be_of(self, named: frozenset[str]) -> bool:
        """Whether one of the programs that a text names may say so; any, where it names none."""
        return not named or not self.marks or not self.marks.isdisjoint(named)


@dataclass(frozen=True, slots=True)
class Windows:
    """Every record, ready to be looked up; ``by_word`` are places in ``wordings``.

    ``marks`` are the words by which a text names the program of any record.
    """

    known: tuple[_Known, ...] = ()
    wordings: tuple[tuple[_Known, _Wording], ...] = ()
    by_word: dict[str, tuple[int, ...]] = field(default_factory=dict)
    weights: dict[str, float] = field(default_factory=dict)
    marks: frozenset[str] = frozenset()

    def matching(self, plain: str) -> tuple[Window, ...]:
        """Return the records that fit ``plain`` (lower case): a code and most letters first.

        What another program says than the one that the text names fits by its code alone.
        """
        text = normal(squeezed(plain[:_TEXT_LIMIT]))
        named = self._named(text)
        fits = [
            (fit, known)
            for known in self.known
            if (fit := _fit(known, text, named)) and (not fit[0] or known.may_be_of(named))
        ]
        fits.sort(key=itemgetter(0))
        nearest = (known for known in self._nearest(text) if known.may_be_of(named))
        found = [known for _, known in fits] or nearest
        return tuple(dict.fromkeys(known.window for known in found))[:_MOST]

    def tells(self, plain: str) -> bool:
        """Whether ``plain`` has a code, a whole sentence of a window, or nearly one."""
        text = normal(squeezed(plain[:_TEXT_LIMIT]))
        named = self._named(text)
        fits = filter(None, (_fit(known, text, named) for known in self.known))
        is_exact = any(not no_code or -letters >= _TELLING for no_code, letters, *_ in fits)
        return is_exact or next(self._nearest(text), None) is not None

    def _named(self, text: str) -> frozenset[str]:
        """The programs that a text names, by their marks."""
        words = " ".join(word for word in text.split() if not _HOST.search(word))
        return self.marks.intersection(_MARK.findall(words))

    def _nearest(self, text: str) -> Iterator[_Known]:
        """The windows of which most words stand in the text, the nearest first."""
        words = _stems(text)
        if len(words) > _MOST_WORDS:
            return
        shared: Counter[int] = Counter()
        for word in words & self.by_word.keys():
            for place in self.by_word[word]:
                shared[place] += 1
        ranked = []
        for place, count in shared.items():
            known, wording = self.wordings[place]
            if count >= _LEAST_WORDS:
                part = self._weight(words & wording.words) / self._weight(wording.words)
                ranked.append((-part, place, known))
        for part, _, known in sorted(ranked, key=itemgetter(0, 1)):
            if -part >= _MOST_OF:
                yield known

    def _weight(self, words: Iterable[str]) -> float:
        return sum(self.weights[word] for word in words)


def windows_of(records: Iterable[Window]) -> Windows:
    """Return the records with their wordings as texts are compared."""
    known = tuple(_known(record) for record in records)
    wordings = tuple((row, wording) for row in known for wording in row.wordings)
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    for place, (_, wording) in enumerate(wordings):
        for word in wording.words:
            by_word[word].append(place)
    weights = {word: log(1 + len(wordings) / len(places)) for word, places in by_word.items()}
    places_of = {word: tuple(places) for word, places in by_word.items()}
    marks = frozenset().union(*(row.marks for row in known))
    return Windows(known, wordings, places_of, weights, marks)


def _known(window: Window) -> _Known:
    return _Known(
        window=window,
        codes=tuple(code.lower() for code in window.codes),
        wordings=tuple(_wording(text) for text in window.wordings),
        marks=_marks(window.programs),
    )


def _marks(programs: Iterable[str]) -> frozenset[str]:
    """What names one of the programs; empty where any program may say so."""
    words = frozenset(_MARK.findall(" ".join(programs).lower()))
    return frozenset() if words & _ANY else words - _NO_MARK


def _wording(text: str) -> _Wording:
    parts = (part.strip(_NO_WORD) for part in normal(squeezed(text.lower())).split("*"))
    fixed = tuple(part for part in parts if part)
    return _Wording(fixed, sum(map(len, fixed)), _stems(" ".join(fixed)))


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text))


def _fit(known: _Known, text: str, named: frozenset[str]) -> tuple[bool, int, bool, str] | None:
    """How well the record fits, smaller is better; None if it does not."""
    has_code = any(_stands(code, text) for code in known.codes)
    letters = max(
        (w.letters for w in known.wordings if w.letters >= _TOO_SHORT and w.stands_in(text)),
        default=0,
    )
    if not has_code and not letters:
        return None
    return not has_code, -letters, known.marks.isdisjoint(named), known.window.key


def _stands(code: str, text: str) -> bool:
    return code in text and re.search(rf"(?<![\w.]){re.escape(code)}(?![\w])", text) is not None
