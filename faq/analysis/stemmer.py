"""Which forms belong to one word: the Snowball stem, with German verbs put together again.

Snowball (German) strips endings; the tables in ``data`` add what endings cannot tell: irregular
verb forms, separable verbs ("eingerichtet", "einzurichten" = "einrichten"), protected words.
"""

import re
import threading
from functools import lru_cache

import Stemmer

from faq.analysis.data import word_groups, words
from faq.analysis.normalise import REMEMBERED


class _Snowball(threading.local):
    """A stemmer for each thread: it holds the word it works on, so two threads must not share."""

    def __init__(self) -> None:
        self.german = Stemmer.Stemmer("german", 0)  # without its cache: `stem` has one


_SNOWBALL = _Snowball()
_IRREGULAR = {form: group[0] for group in word_groups("verbs") for form in group}
_PROTECTED = {form: group[0] for group in word_groups("protected") for form in group}
_STOP_WORDS = frozenset(words("stopwords"))
_DERIVATION = re.compile(
    r"(?<=...[^\W_])(?:ation(?:en)?|ier(?:en?|te?n?|ung(?:en)?|bar))$"
    r"|(?<=..[^\W_]e[lr])(?:n|t|te|ten|ung|ungen)$"
)
"""Konfigur-ation, konfigur-ieren; Änder-ung, änder-n; Verschlüssel-ung, verschlüssel-t."""
_IRREGULAR_BASES = frozenset(
    group[0] for group in word_groups("verbs") if group[0].endswith("ieren")
)
PARTICLES = tuple(sorted(words("particles"), key=len, reverse=True))


@lru_cache(maxsize=REMEMBERED)
def stem(form: str) -> str:
    """Give the stem of a folded word; codes and words with digits stay as they are."""
    if form in _PROTECTED:
        return _PROTECTED[form]
    if form in _STOP_WORDS or len(form) < 4 or not form.isalpha():
        return form
    base = _without_derivation(_infinitive(form))
    stemmed: str = _SNOWBALL.german.stemWord(base)
    return base if stemmed in _STOP_WORDS else stemmed


def join_particle(particle: str, verb: str) -> str:
    """Give the stem of a separable verb from its two halves: richte … ein → einrichten."""
    return stem(particle + _IRREGULAR.get(verb, verb))


def _infinitive(form: str) -> str:
    if form in _IRREGULAR:
        return _IRREGULAR[form]
    for particle in PARTICLES:
        if form.startswith(particle) and len(form) - len(particle) >= 4:
            return particle + _without_ge_or_zu(form[len(particle) :])
    return form


def _without_derivation(form: str) -> str:
    return form if form in _IRREGULAR_BASES else _DERIVATION.sub("", form)


def _without_ge_or_zu(rest: str) -> str:
    """Undo what German puts between particle and verb: ein-zu-richten, ein-ge-richt-et."""
    if rest in _IRREGULAR:
        return _IRREGULAR[rest]
    if rest.startswith("zu") and rest.endswith("en") and len(rest) > 6:
        return rest[2:]
    if rest.startswith("ge") and rest.endswith("t") and len(rest) > 5:
        return rest[2:-1].removesuffix("e") + "en"
    return rest


VERB_STEMS = frozenset(stem(group[0]) for group in word_groups("verbs"))


def is_verb(form: str) -> bool:
    """Tell whether a folded word is a form of a listed verb, or of one with a particle."""
    own = stem(form)
    if own in VERB_STEMS:
        return True
    return any(own.startswith(p) and own[len(p) :] in VERB_STEMS for p in PARTICLES)
