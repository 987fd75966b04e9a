"""An answer as a finished reply: an editor's frame, filled in, as formatted and as plain text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from faq.markup import letter
from faq.models import AnswerFrame
from faq.models.frames import TOKEN
from faq.models.placeholders import Audience, fill
from faq.models.text import render_markdown
from faq.services.desk.answers import Answer

_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_LINK_TARGET = "]({link})"
_MARKUP_CHARACTER = re.compile(r"([\\`*_\[\]<>#|~])")


@dataclass(frozen=True, slots=True)
class FinishedAnswer:
    """A reply to paste: the same words formatted (safe HTML) and plain."""

    key: str
    name: str
    html: str
    text: str


def finished_answers(answer: Answer, frames: Iterable[AnswerFrame]) -> list[FinishedAnswer]:
    """Fill each frame with an answer, in the order of the frames."""
    return [_finished(answer, frame) for frame in frames]


def _finished(answer: Answer, frame: AnswerFrame) -> FinishedAnswer:
    source = filled(frame.text, answer)
    return FinishedAnswer(frame.key, frame.name, render_markdown(source).html, letter(source))


def filled(frame: str, answer: Answer) -> str:
    """A frame with its gaps filled, as Markdown; a paragraph whose gap stays empty is left out."""
    gaps = {
        "{titel}": _MARKUP_CHARACTER.sub(r"\\\1", answer.title),
        "{antwort}": answer.short,
        "{schritte}": f"\n\n{answer.steps}\n\n" if answer.steps else "",
        "{link}": f"<{answer.url}>",
    }
    paragraphs = _BLANK_LINES.split(frame.replace("\r\n", "\n").strip())
    kept = [text for text in paragraphs if all(gaps.get(gap, gap) for gap in TOKEN.findall(text))]
    text = "\n\n".join(map(_with_its_lines, kept)).replace(_LINK_TARGET, f"]({answer.url})")
    text = fill(text, Audience.LETTER)
    return TOKEN.sub(lambda gap: gaps.get(gap[0], gap[0]), text)


def _with_its_lines(paragraph: str) -> str:
    """A line end in a letter is meant; in Markdown it takes two blanks before it."""
    return "  \n".join(line.rstrip() for line in paragraph.split("\n"))
