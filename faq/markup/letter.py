"""A text for a mail without formatting: its words, the lines as written, and where links lead.

A reader of plain text cannot follow a link whose address is gone, so each address stands in
brackets behind the words of its link.
"""

from collections.abc import Iterator

from markdown_it.token import Token

from faq.markup.dialect import parse
from faq.markup.plaintext import inline_text, plain_text


def letter(source: str) -> str:
    """Give a Markdown text as a letter; addresses are given as they are written in the source."""
    tokens = parse(source)
    for token in tokens:
        if token.type == "inline":
            token.children = list(_written_out(token.children or []))
    return plain_text(tokens)


def _written_out(children: list[Token]) -> Iterator[Token]:
    start, address = 0, ""
    for number, child in enumerate(children):
        if child.type == "hardbreak":
            yield Token("text", "", 0, content="\n")
            continue
        yield child
        if child.type == "link_open":
            start, address = number, str(child.attrs.get("href", ""))
        elif child.type == "link_close" and _words(children[start:number]) != address:
            yield Token("text", "", 0, content=f" ({address})")


def _words(children: list[Token]) -> str:
    return inline_text(Token("inline", "", 0, children=children))
