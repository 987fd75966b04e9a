"""Which words are words of German or English, whatever this site writes about.

The lists are those of pyspellchecker. Kept are numbers (a hash of each folded word), so half a
million words take four megabytes, which processes share; they are read when first asked for.
"""

import gzip
import json
import zlib
from functools import cache
from importlib.resources import files
from string import ascii_lowercase
from typing import Final

import numpy as np
import numpy.typing as npt

from faq.analysis.normalise import fold_text

Words = npt.NDArray[np.uint32]
GERMAN: Final = "de"
ENGLISH: Final = "en"


def is_word(form: str) -> bool:
    """Tell whether a folded word is German or English."""
    return _has(GERMAN, form) or _has(ENGLISH, form)


def has_near_word(form: str) -> bool:
    """Tell whether a word is one letter away: added, left out, changed or swapped."""
    cuts = [(form[:i], form[i:]) for i in range(len(form) + 1)]
    near = {a + b[1:] for a, b in cuts if b}
    near |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    near |= {a + letter + b for a, b in cuts for letter in ascii_lowercase}
    near |= {a + letter + b[1:] for a, b in cuts if b for letter in ascii_lowercase}
    return any(_has(GERMAN, other) for other in near)


def is_english(forms: list[str]) -> bool:
    """Tell whether a text is English: more of its words are only English than only German."""
    english = sum(_has(ENGLISH, form) and not _has(GERMAN, form) for form in forms)
    german = sum(_has(GERMAN, form) and not _has(ENGLISH, form) for form in forms)
    return bool(english > german)


def _has(language: str, form: str) -> bool:
    known = _words(language)
    number = np.uint32(_number(form))
    place = int(np.searchsorted(known, number))
    return place < len(known) and bool(known[place] == number)


@cache
def _words(language: str) -> Words:
    packed = files("spellchecker").joinpath("resources", f"{language}.json.gz").read_bytes()
    folded = fold_text("\n".join(json.loads(gzip.decompress(packed))))  # all at once: much faster
    return np.unique(np.fromiter(map(_number, folded.split("\n")), np.uint32))


def _number(form: str) -> int:
    return zlib.crc32(form.encode("utf-8", "replace"))
