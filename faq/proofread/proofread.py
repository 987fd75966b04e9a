"""All rules over one text."""

from faq.proofread.answer import stands_alone
from faq.proofread.hint import Context, Hint, Role
from faq.proofread.prose import prose, sentences
from faq.proofread.structure import structure
from faq.proofread.style import style
from faq.proofread.typography import typography
from faq.proofread.words import words

LONGEST = 100_000
"""Characters that are read; a longer text is refused elsewhere."""


def proofread(source: str, context: Context | None = None, role: Role = Role.BODY) -> list[Hint]:
    """What a copy editor would say to a Markdown text, in the order of the text."""
    context = context or Context()
    source = source[:LONGEST]
    text = prose(source)
    found = list(sentences(source, text))
    hints = [
        *typography(source, text),
        *style(source, found),
        *words(source, text, context),
        *structure(source, context),
    ]
    if role is Role.SHORT_ANSWER:
        hints += stands_alone(source, text, found)
    return sorted(hints, key=lambda hint: (hint.start, hint.end, hint.kind.value))
