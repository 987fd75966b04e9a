"""Words: those that the house writes otherwise, and abbreviations that nobody has explained."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from faq.proofread.hint import Context, Hint, Kind
from faq.proofread.prose import line_of, without_screen_labels

_DATA = Path(__file__).parent / "data"

_CAPITALS = re.compile(r"(?<![\w.@/-])[A-ZÄÖÜ]{2,6}[0-9]?(?![\w@&]|-[A-Z0-9])")
_LAW = re.compile(r"(?:§|Art\.|Artikel)(?:[^.§]|Abs\.|Nr\.){0,60}$")
_EXPLANATION = r"(?:\s*\(|[^.!?\n]{0,30}(?:,| –) (?:das (?:ist|sind|heißt|steht)|also|kurz für)\b)"


@cache
def house_words() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each pattern of `data/words.txt` with the word to write instead."""
    lines = (_DATA / "words.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" => ") for line in lines if " => " in line)
    return tuple(
        (re.compile(rf"(?<![\w-])(?:{'|'.join(wrong.split(' | '))})(?![\w-])"), right)
        for wrong, right in pairs
    )


@cache
def known() -> frozenset[str]:
    """The capitals of `data/known.txt`."""
    lines = (_DATA / "known.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if line[:1] != "#" for word in line.split())


def words(source: str, text: str, context: Context) -> Iterator[Hint]:
    """Hints about single words of a prose mask; screen labels keep theirs."""
    plain = without_screen_labels(source, text)
    for pattern, right in house_words():
        found = list(pattern.finditer(plain))
        if found:
            first, times = found[0], f" ({len(found)} Stellen)" if len(found) > 1 else ""
            sentence = f"Wir schreiben nicht „{first[0]}“{times}."
            line = line_of(source, first.start())
            yield Hint(Kind.HOUSE_WORD, line, *first.span(), sentence, right)
    yield from _abbreviations(source, plain, context)


def _abbreviations(source: str, plain: str, context: Context) -> Iterator[Hint]:
    """Each abbreviation that neither the text nor the glossary explains, where it stands first."""
    seen: set[str] = set()
    for found in _CAPITALS.finditer(plain):
        name = found[0]
        if (
            name in seen
            or name in known() | context.explained
            or _LAW.search(plain[: found.start()])
        ):
            continue
        seen.add(name)
        if not _is_explained(name, plain):
            sentence = f"„{name}“ ist nicht erklärt. Ein halber Satz beim ersten Mal genügt."
            yield Hint(Kind.ABBREVIATION, line_of(source, found.start()), *found.span(), sentence)


def _is_explained(name: str, plain: str) -> bool:
    word = re.escape(name)
    return re.search(rf"\b{word}{_EXPLANATION}|\({word}\)|\b{word} (?:heißt|bedeutet|ist|steht)\b",
                     plain) is not None  # fmt: skip
