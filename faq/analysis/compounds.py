"""Which words a German compound is made of: Abwesenheitsnotiz → abwesenheit, notiz.

The fewest parts win. Between two parts stand linking letters (Abwesenheit-s-notiz,
Seite-n-zahl); the last part may carry an ending. Everything is compared in folded form.
"""

from collections.abc import Container, Iterable

from faq.analysis.data import word_groups, words
from faq.analysis.stemmer import PARTICLES, VERB_STEMS, stem

LINKS = ("", "s", "n", "es", "en", "er", "e")
ENDINGS = ("", "s", "n", "en", "e", "er", "es", "ern", "em", "in", "innen")
SHORTEST_PART = 3
LONGEST_COMPOUND = 48
MOST_PARTS = 4

_LISTED = frozenset(words("parts")) | frozenset(stem(word) for word in words("parts"))
_STOP_WORDS = frozenset(words("stopwords"))
_WHOLE = (
    frozenset(words("parts"))
    | _STOP_WORDS
    | frozenset(form for group in word_groups("protected") for form in group)
)


def is_listed(form: str) -> bool:
    """Tell whether a word is one of the listed German words, in any of its endings."""
    return form in _WHOLE or _strip(form, ENDINGS, _WHOLE) is not None


def split(form: str, site_words: Container[str] = ()) -> tuple[str, ...]:
    """Give the stems of the parts of ``form``, or nothing where it is no compound.

    ``site_words`` are further words that may be parts, such as the site's own vocabulary.
    """
    if not 2 * SHORTEST_PART <= len(form) <= LONGEST_COMPOUND or form in _WHOLE:
        return ()
    if not form.isalpha():
        return ()
    pieces = _fewest(form, site_words)
    if len(pieces) < 2 or (pieces[0] in PARTICLES and stem(pieces[-1]) in VERB_STEMS):
        return ()
    return tuple(stem(piece) for piece in pieces)


class FixedWords:
    """Words that never change, and how others split by them: texts repeat their words.

    The memory belongs to the words. One for all, with the words as its key, compared thousands of
    them at each look-up: twice as long as splitting anew.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._splits: dict[str, tuple[str, ...]] = {}

    def __contains__(self, word: object) -> bool:
        return word in self._words

    def split(self, form: str) -> tuple[str, ...]:
        if form not in self._splits:
            self._splits[form] = split(form, self._words)
        return self._splits[form]


def _fewest(form: str, site_words: Container[str]) -> tuple[str, ...]:
    """Dynamic programming from the left: the shortest chain of known parts up to each letter."""
    best: list[tuple[float, tuple[str, ...]] | None] = [None] * (len(form) + 1)
    best[0] = (0.0, ())
    for start in range(len(form) - SHORTEST_PART + 1):
        reached = best[start]
        if reached is None or len(reached[1]) == MOST_PARTS:
            continue
        for end in range(start + SHORTEST_PART, len(form) + 1):
            part = _part(form, start, end, site_words)
            if part is None:
                continue
            cost = reached[0] + 1 + (0.4 if len(part) == SHORTEST_PART else 0)
            known = best[end]
            if known is None or cost < known[0]:
                best[end] = (cost, (*reached[1], part))
    found = best[len(form)]
    return found[1] if found else ()


def _part(form: str, start: int, end: int, site_words: Container[str]) -> str | None:
    piece = form[start:end]
    endings = ENDINGS if end == len(form) else LINKS
    part = _strip(piece, endings, _LISTED)
    if part is None and len(piece) > SHORTEST_PART and len(piece) < len(form):
        part = _strip(piece, endings, site_words)
        part = None if part in _STOP_WORDS else part
    return part


def _strip(piece: str, endings: tuple[str, ...], known: Container[str]) -> str | None:
    for ending in endings:
        base = piece[: len(piece) - len(ending)] if ending else piece
        if piece.endswith(ending) and len(base) >= SHORTEST_PART and base in known:
            return base
    return None
