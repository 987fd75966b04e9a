"""The words of a text without its markup: for the index, descriptions, excerpts and tickets."""

import re
from dataclasses import dataclass, field

from markdown_it.token import Token

from faq.markup.dialect import box_name, parse

_WHITESPACE = re.compile(r"[ \t\n]+")  # not the no-break space of "Port 993"
_BULLET = "– "
_CELL_SEPARATOR = " · "
_CODE = {"code_block", "fence"}
_LISTS = {"bullet_list_open", "ordered_list_open"}


def one_line(source: str) -> str:
    """Give a Markdown text as one line of plain text."""
    return _WHITESPACE.sub(" ", plain_text(parse(source))).strip()


def inline_text(token: Token) -> str:
    """Give the words of one inline token; a picture stands as its description."""
    return "".join(_child_text(child) for child in token.children or ())


def plain_text(tokens: list[Token]) -> str:
    """Give the words of a token list: blocks an empty line apart, items and rows a line end."""
    writer = _Writer()
    for token in tokens:
        writer.add(token)
    return "".join(writer.parts)


@dataclass(slots=True)
class _Writer:
    """Follows the tokens through lists, tables and boxes, and collects the text."""

    parts: list[str] = field(default_factory=list)
    # The next number of each list around the place; None in a list without numbers.
    numbers: list[int | None] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    in_row: bool = False
    is_close: bool = False
    mark: str = ""

    def add(self, token: Token) -> None:
        if token.type in _LISTS:
            self.numbers.append(int(token.attrs.get("start", 1)) if token.tag == "ol" else None)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            self.numbers.pop()
            self.is_close = bool(self.numbers)
        elif token.type == "list_item_open":
            self._item()
        elif token.type == "tr_open":
            self.in_row, self.cells = True, []
        elif token.type == "tr_close":
            self._row()
        elif token.type == "table_close":
            self.is_close = False
        elif token.type.startswith("container_") and token.nesting == 1:
            self.mark = f"{box_name(token).capitalize()}: "
        elif token.type == "inline" or token.type in _CODE:
            self._text(token.content.rstrip("\n") if token.type in _CODE else inline_text(token))

    def _item(self) -> None:
        number = self.numbers[-1]
        self.mark = _BULLET if number is None else f"{number}. "
        self.numbers[-1] = None if number is None else number + 1

    def _row(self) -> None:
        self.in_row = False
        self._text(_CELL_SEPARATOR.join(self.cells))
        self.is_close = True

    def _text(self, text: str) -> None:
        if self.in_row:
            self.cells.append(text)
        elif text.strip():
            if self.parts:
                self.parts.append("\n" if self.is_close else "\n\n")
            self.parts.append(self.mark + text)
            self.mark = ""
            self.is_close = bool(self.numbers)


def _child_text(child: Token) -> str:
    if child.type in {"softbreak", "hardbreak"}:
        return " "
    if child.type == "image":
        return inline_text(child)
    return child.content
