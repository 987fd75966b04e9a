"""Whether a short answer stands alone: in a search, an excerpt or a letter nothing is above it."""

import re
from collections.abc import Iterator, Sequence

from faq.proofread.hint import Hint, Kind
from faq.proofread.prose import Passage, line_of

_POINTS_BACK = re.compile(
    r"(?:Dafür|Dazu|Dabei|Damit|Dadurch|Daran|Darauf|Darin|Darum|Davon|Deshalb|Deswegen|Daher|Dann"
    r"|Hierfür|Hierzu|Hierbei|Hier|Dort|Beides|Beide|Ja|Nein|Jein|Stattdessen|Trotzdem|Außerdem|Er"
    r"|Das (?:ist|geht|liegt|bedeutet|heißt|hängt|können|kann|passiert|kommt|machen|stellen|finden)"
    r"|Das(?= [a-zäöü]+ (?:Sie|wir|sich|nicht|nur|auch|meist|oft)\b)|Dies(?= [a-zäöü])"
    r"|Es (?:ist|geht) (?:ein|so))\b"
)
_POINTS_BELOW = re.compile(
    r"\bsiehe (?:unten|oben|Tabelle)|\b(?:weiter )?unten (?:steht|finden|sehen|auf der Seite)"
    r"|\b(?:die|der|den|in der) (?:folgenden?|untenstehenden?|obigen?) \w+"
    r"|\bauf dieser Seite\b|\bwie (?:oben|unten) beschrieben\b|\baus der Tabelle\b",
    re.IGNORECASE,
)


def stands_alone(source: str, text: str, sentences: Sequence[Passage]) -> Iterator[Hint]:
    """Hints about what a short answer needs beside itself."""
    first = sentences[0] if sentences else Passage("", 0)
    if found := _POINTS_BACK.match(first.text):
        start = first.start
        sentence = f"„{found[0]}“ hängt in der Luft: Die Antwort steht oft ohne die Frage da."
        line = line_of(source, start)
        yield Hint(Kind.NOT_ALONE, line, start, start + len(found[0]), sentence)
    for found in _POINTS_BELOW.finditer(text):
        sentence = (
            f"„{found[0]}“ gibt es nicht, wo die Antwort allein steht. Setzen Sie einen Link."
        )
        yield Hint(Kind.NOT_ALONE, line_of(source, found.start()), *found.span(), sentence)
