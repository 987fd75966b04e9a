"""Which known words a misspelt one can mean, nearest first.

Distance is counted in letters added, left out, changed or swapped with their neighbour (optimal
string alignment); how many are forgiven grows with the length of the word.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

MOST_SUGGESTIONS = 4

# What sounds alike: letters as written, and how else they may be meant; ^ and $ mark the ends.
_SOUNDS = (
    ("^f", "^v"), ("^v", "^f"), ("^v", "^w"), ("^w", "^v"), ("ph", "f"), ("f", "ph"), ("th", "t"),
    ("dt$", "d$"), ("dt$", "t$"), ("t$", "d$"), ("d$", "t$"), ("ck", "k"), ("k", "ck"), ("k", "g"),
    ("ks", "x"), ("x", "chs"), ("tz", "z"), ("z", "tz"), ("ie", "i"), ("i", "ie"), ("ai", "ei"),
    ("y", "i"), ("ah", "a"), ("eh", "e"), ("oh", "o"), ("uh", "u"), ("eu", "au"),
    *((letter * 2, letter) for letter in "bdfglmnprst"),
    *((letter, letter * 2) for letter in "bdfglmnprst"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A known word and its distance in letters from the written one."""

    form: str
    distance: int


class Speller:
    """Known words by length, so that only words of like length are compared."""

    __slots__ = ("_by_length", "_weights")

    def __init__(self, weights: Mapping[str, int]) -> None:
        """Take the known folded words with the number of documents that use each."""
        self._weights = weights
        by_length: defaultdict[int, list[str]] = defaultdict(list)
        for form in weights:
            if form.isalpha() and len(form) > 2:
                by_length[len(form)].append(form)
        self._by_length = dict(by_length)

    def suggest(self, form: str) -> tuple[Suggestion, ...]:
        """Give the nearest known words; of equally near ones the more usual first."""
        if heard := self._spelt_by_ear(form):
            return heard
        allowed = forgiven(form)
        if not allowed:
            return ()
        found = process.extract(
            form,
            self._of_like_length(form, allowed),
            scorer=OSA.distance,  # type: ignore[arg-type]  # the stub knows no cutoff of None
            score_cutoff=allowed,
            limit=None,
        )
        ranked = sorted(found, key=lambda hit: self._rank(form, hit[0], int(hit[1])))
        return tuple(Suggestion(hit[0], int(hit[1])) for hit in ranked[:MOST_SUGGESTIONS])

    def _spelt_by_ear(self, form: str) -> tuple[Suggestion, ...]:
        """Known words that sound the same: fol → voll, pasword → passwort."""
        known = [variant for variant in variants(form) if variant in self._weights]
        known.sort(key=lambda variant: (-self._weights[variant], variant))
        return tuple(Suggestion(variant, 1) for variant in known[:MOST_SUGGESTIONS])

    def _of_like_length(self, form: str, allowed: int) -> Iterable[str]:
        lengths = range(len(form) - allowed, len(form) + allowed + 1)
        return [known for length in lengths for known in self._by_length.get(length, ())]

    def _rank(self, form: str, known: str, distance: int) -> tuple[float, int, str]:
        # A wrong first letter is rare; a doubled or single letter is the commonest mistake.
        surplus = 0.5 if known[0] != form[0] else 0.0
        if _squeezed(known) == _squeezed(form):
            surplus -= 0.5
        return distance + surplus, -self._weights[known], known


def variants(form: str) -> set[str]:
    """Give other spellings that German ears do not tell apart, up to two changes away."""
    once = set(_respelt(f"^{form}$"))
    twice = {other for word in once for other in _respelt(word)}
    return {word.strip("^$") for word in once | twice} - {form}


def _respelt(word: str) -> Iterator[str]:
    for written, meant in _SOUNDS:
        place = word.find(written)
        while place >= 0:
            yield word[:place] + meant + word[place + len(written) :]
            place = word.find(written, place + 1)


def forgiven(form: str) -> int:
    """Tell how many letters may differ in a word of this length."""
    if len(form) < 4 or not form.isalpha():
        return 0
    return 1 if len(form) < 7 else 2


def _squeezed(form: str) -> str:
    return "".join(char for i, char in enumerate(form) if i == 0 or char != form[i - 1])
