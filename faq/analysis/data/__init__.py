"""The word lists beside this file: one word or one group a line, comments after ``#``."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from faq.analysis.normalise import fold


@cache
def words(name: str) -> tuple[str, ...]:
    """Give the folded words of ``<name>.txt``."""
    return tuple(fold(line) for line in _lines(name))


@cache
def word_groups(name: str) -> tuple[tuple[str, ...], ...]:
    """Give the groups of ``<name>.txt``: folded words parted by blanks."""
    return tuple(tuple(fold(word) for word in line.split()) for line in _lines(name))


@cache
def phrase_groups(name: str) -> tuple[tuple[str, ...], ...]:
    """Give the groups of ``<name>.txt``: words or phrases as written, parted by commas."""
    return tuple(
        tuple(phrase.strip() for phrase in line.split(",") if phrase.strip())
        for line in _lines(name)
    )


def _lines(name: str) -> Iterator[str]:
    text = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        content = line.partition("#")[0].strip()
        if content:
            yield content
