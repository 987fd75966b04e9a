"""Which permanent id each heading has.

An author fixes it with ``{#name}`` on the line before the heading; without one it is made from the
title. Written names are given out first, so that a made one never takes the id of a written one.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from faq.markup.dialect import parse
from faq.markup.plaintext import inline_text
from faq.markup.rendered import Heading, Problem, ProblemKind

FIRST_LEVEL = 2  # the page's own title is the h1
LAST_LEVEL = 6
MAX_LENGTH = 60

ANCHOR = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_TRANSLITERATION = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "æ": "ae",
        "ø": "o",
        "œ": "oe",
        "ł": "l",
        "&": " und ",
    }
)
_NOT_IN_ANCHOR = re.compile(r"[^a-z0-9]+")
_UNNAMED = "abschnitt"


@dataclass(frozen=True, slots=True)
class _Found:
    """One heading: its opening token, its words, its line, and the name written before it."""

    token: Token
    title: str
    line: int
    written: str


def nothing_reserved(_name: str) -> bool:
    """Leave every name to the text."""
    return False


def slug(title: str) -> str:
    """Turn a title into an anchor: ``Größe & Ports`` → ``groesse-und-ports``; never empty."""
    text = unicodedata.normalize("NFC", title).lower().translate(_TRANSLITERATION)
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = _NOT_IN_ANCHOR.sub("-", ascii_text).strip("-")
    if len(words) > MAX_LENGTH:
        cut = words[: MAX_LENGTH + 1]
        words = (cut.rpartition("-")[0] or words)[:MAX_LENGTH]
    return words or _UNNAMED


def name_headings(
    tokens: list[Token],
    *,
    offset: int = 0,
    is_reserved: Callable[[str], bool] = nothing_reserved,
) -> tuple[list[Token], tuple[Heading, ...], list[Problem]]:
    """Give every heading its id and level; drop anchor lines and empty headings.

    Levels start at h2 (plus ``offset``) and never skip one, as assistive technology expects.
    """
    kept, found, problems = _collect(tokens)
    names = _names(found, is_reserved)
    headings = []
    level = FIRST_LEVEL - 1
    for heading, name in zip(found, names, strict=True):
        level = min(max(int(heading.token.tag[1]), FIRST_LEVEL), level + 1)
        shown = min(level + offset, LAST_LEVEL)
        heading.token.tag = f"h{shown}"
        heading.token.attrs["id"] = name
        headings.append(Heading(shown, name, heading.title))
        problems += _name_problems(heading, name)
    _match_closing_tags(kept)
    return kept, tuple(headings), problems


def pin_anchors(source: str, is_reserved: Callable[[str], bool] = nothing_reserved) -> str:
    """Write the anchor of every heading into the source, so that a reworded heading keeps it.

    No name is made that `is_reserved` for the page around. Headings in quotations and lists are
    left alone: a line before them would end the quotation.
    """
    kept, headings, _ = name_headings(parse(source), is_reserved=is_reserved)
    opening = [token for token in kept if token.type == "heading_open"]
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for token, heading in reversed(list(zip(opening, headings, strict=True))):
        line = token.map[0] if token.map else 0
        if not token.meta.get("written") and not token.meta.get("nested"):
            lines.insert(line, f"{{#{heading.anchor}}}")
    return "\n".join(lines)


def _collect(tokens: list[Token]) -> tuple[list[Token], list[_Found], list[Problem]]:
    kept: list[Token] = []
    found: list[_Found] = []
    problems: list[Problem] = []
    waiting: Token | None = None
    nested = 0
    skipping = False
    for position, token in enumerate(tokens):
        if token.type in {"blockquote_open", "list_item_open"}:
            nested += 1
        elif token.type in {"blockquote_close", "list_item_close"}:
            nested -= 1
        if token.type == "heading_open":
            title = inline_text(tokens[position + 1]).strip()
            skipping = not title
            if title:
                token.meta = {"written": bool(waiting), "nested": nested > 0}
                found.append(_Found(token, title, _line(token), waiting.content if waiting else ""))
                waiting = None
        if waiting:
            problems.append(
                Problem(ProblemKind.ANCHOR_WITHOUT_HEADING, _line(waiting), waiting.content)
            )
            waiting = None
        if token.type == "anchor":
            waiting = token
        elif not skipping:
            kept.append(token)
        if token.type == "heading_close":
            skipping = False
    if waiting:
        problems.append(
            Problem(ProblemKind.ANCHOR_WITHOUT_HEADING, _line(waiting), waiting.content)
        )
    return kept, found, problems


def _names(found: list[_Found], is_reserved: Callable[[str], bool]) -> Iterator[str]:
    """Give out names: the first heading with a written name has it, others get ``-2``, ``-3``, …"""
    taken = {heading.written for heading in found if _is_anchor(heading.written)}
    free_for = set(taken)
    last_number: dict[str, int] = {}
    for heading in found:
        wanted = (
            heading.written
            if _is_anchor(heading.written)
            else slug(heading.written or heading.title)
        )
        if wanted == heading.written and wanted in free_for:
            free_for.discard(wanted)
            yield wanted
            continue
        name, number = wanted, last_number.get(wanted, 1)
        while name in taken or is_reserved(name):
            number += 1
            name = f"{wanted}-{number}"
        last_number[wanted] = number
        taken.add(name)
        yield name


def _name_problems(heading: _Found, name: str) -> list[Problem]:
    if not heading.written or name == heading.written:
        return []
    kind = ProblemKind.ANCHOR_MALFORMED
    if _is_anchor(heading.written):
        kind = ProblemKind.ANCHOR_REPEATED
    return [Problem(kind, heading.line, heading.written)]


def _match_closing_tags(tokens: list[Token]) -> None:
    tag = ""
    for token in tokens:
        if token.type == "heading_open":
            tag = token.tag
        elif token.type == "heading_close":
            token.tag = tag


def _is_anchor(name: str) -> bool:
    return len(name) <= MAX_LENGTH and ANCHOR.fullmatch(name) is not None


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1
