"""Which terms of the glossary a text uses: they are explained below it."""

import re
from collections.abc import Iterable

from faq.models import GlossaryTerm, glossary_terms

Names = dict[str, GlossaryTerm]


def terms_in(text: str) -> list[GlossaryTerm]:
    """The terms that a plain text uses, in the order of their first use, each once."""
    names = {name: term for term in glossary_terms() for name in term.names}
    pattern = _pattern(names)
    if pattern is None:
        return []
    found = (names[match[0]] for match in pattern.finditer(text))
    return list({term.key: term for term in found}.values())


def explained_names() -> frozenset[str]:
    """Every word, in every form, that the glossary explains."""
    return frozenset(name for term in glossary_terms() for name in term.names)


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Any of these words, the longest first, standing alone or before a hyphen."""
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    if not longest_first:
        return None
    return re.compile(rf"(?<![\w.@/-])(?:{'|'.join(longest_first)})(?![\w@]|\.\w)")
