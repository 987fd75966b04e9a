"""Sentences that are hard to read: long ones, and one passive after the other."""

import re
from collections.abc import Iterator, Sequence

from faq.proofread.hint import Hint, Kind
from faq.proofread.prose import Passage, line_of

MOST_WORDS = 25
CHAIN = 2
"""So many passives in one sentence, or sentences with one in a row, are a chain."""

_WORD = re.compile(r"(?<![^\s–—/])[^\s–—/]*\w[^\s–—/]*")
_BECOME = re.compile(r"\b(?:wird|werden|wurden?|worden|würden?)\b", re.IGNORECASE)
_SEPARABLE = "(?:ab|an|auf|aus|bei|durch|ein|fest|frei|mit|nach|vor|weg|weiter|wieder|zu|zurück)?"
_PARTICIPLE = re.compile(
    r"\b(?:[a-zäöüß]{0,8}ge[a-zäöüß]{3,}(?:t|en)|[a-zäöüß]{2,}iert"
    rf"|{_SEPARABLE}(?:be|ver|er|ent|zer|emp|über|unter)[a-zäöüß]{{3,}}t"
    rf"|{_SEPARABLE}(?:be|ver|er|ent|zer|emp)[a-zäöüß]+(?:ossen|unden|offen|oben|ochen|ommen|ragen"
    r"|assen|iesen|andt|orfen|oren|alten))\b"
)
_CLAUSE_END = re.compile(r"[,;:–]")


def style(source: str, sentences: Sequence[Passage]) -> Iterator[Hint]:
    """Hints about the sentences of a source."""
    for sentence in sentences:
        count = len(_WORD.findall(sentence.text))
        if count > MOST_WORDS:
            words = f"{count} Wörter in einem Satz. Machen Sie zwei daraus."
            yield _hint(source, Kind.LONG_SENTENCE, sentence, words)
    yield from _chains(source, sentences)


def _chains(source: str, sentences: Sequence[Passage]) -> Iterator[Hint]:
    row, end = 0, 0
    for sentence in sentences:
        count = passives(sentence.text)
        is_next = "\n" not in source[end : sentence.start].strip(" ")
        row = count + (row if is_next and count else 0)
        end = sentence.end
        if row >= CHAIN:
            words = "Mehrmals „werden“ hintereinander. Sagen Sie, wer etwas tut."
            yield _hint(source, Kind.PASSIVE_CHAIN, sentence, words)
            row = 0


def passives(sentence: str) -> int:
    """How many clauses of a sentence are passive: a form of "werden" and a participle in one."""
    clauses = _CLAUSE_END.split(sentence.replace("\N{WORD JOINER}", ""))
    parts = [part for clause in clauses for part in re.split(r"\b(?:und|oder)\b", clause)]
    return sum(bool(_BECOME.search(part) and _PARTICIPLE.search(part)) for part in parts)


def _hint(source: str, kind: Kind, at: Passage, sentence: str) -> Hint:
    return Hint(kind, line_of(source, at.start), at.start, at.end, sentence)
