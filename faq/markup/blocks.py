"""What stands on its own: tables, code, pictures and boxes get the site's own form."""

from collections.abc import Callable, Iterable, Iterator

from markdown_it.token import Token

from faq.markup.dialect import BOXES, box_name
from faq.markup.rendered import Heading

SECTION_LINK_SPOKEN = "Link zum Abschnitt"


def shape_blocks(
    tokens: list[Token], headings: Iterable[Heading] = (), section_base: str = ""
) -> list[Token]:
    """Give block tokens their final form; with ``section_base`` each heading gets its link."""
    shaped: list[Token] = []
    unlinked = iter(headings)
    for token in tokens:
        rule = _RULES.get(token.type)
        if token.type == "heading_close" and section_base:
            shaped += _section_link(next(unlinked), section_base)
        shaped += rule(token) if rule else (token,)
    return _figures(shaped)


def _section_link(heading: Heading, base: str) -> Iterator[Token]:
    """Link a section by its path: a fragment never reaches the server to be redirected."""
    yield Token("text", "", 0, content=" ")
    yield Token(
        "section_link_open",
        "a",
        1,
        {
            "class": "section-link",
            "href": f"{base}{heading.anchor}/",
            "data-copy-link": "",
            "aria-label": f"{SECTION_LINK_SPOKEN} „{heading.title}“",
        },
    )
    yield Token("text", "", 0, content="#")
    yield Token("section_link_close", "a", -1)


def _box_open(token: Token) -> Iterator[Token]:
    name = box_name(token)
    token.tag = "aside"
    # An unnamed <aside> would be a landmark; two of them on a page could not be told apart.
    token.attrs = {"class": f"hint hint--{BOXES[name]}", "role": "note"}
    yield token
    yield Token("hint_word_open", "p", 1, {"class": "hint__word"})
    yield Token("text", "", 0, content=name.capitalize())
    yield Token("hint_word_close", "p", -1)


def _box_close(token: Token) -> Iterator[Token]:
    token.tag = "aside"
    yield token


def _code(token: Token) -> Iterator[Token]:
    """Show server lines and commands: never translated, scrolled by keyboard where wide."""
    yield Token("pre_open", "pre", 1, {"tabindex": 0, "lang": "en", "translate": "no"})
    yield Token("code_open", "code", 1)
    yield Token("text", "", 0, content=token.content)
    yield Token("code_close", "code", -1)
    yield Token("pre_close", "pre", -1, block=True)


def _table_open(token: Token) -> Iterator[Token]:
    yield Token("table_wrap_open", "div", 1, {"class": "table-wrap", "tabindex": 0}, block=True)
    yield token


def _table_close(token: Token) -> Iterator[Token]:
    yield token
    yield Token("table_wrap_close", "div", -1, block=True)


def _cell(token: Token) -> Iterator[Token]:
    """Align by class: markdown-it writes a ``style``, which the content security policy forbids."""
    alignment = str(token.attrs.pop("style", "")).removeprefix("text-align:")
    if alignment:
        token.attrs["class"] = f"align-{alignment}"
    if token.type == "th_open":
        token.attrs["scope"] = "col"
    yield token


_RULES: dict[str, Callable[[Token], Iterator[Token]]] = {
    "code_block": _code,
    "fence": _code,
    "table_open": _table_open,
    "table_close": _table_close,
    "td_open": _cell,
    "th_open": _cell,
    **{f"container_{name}_open": _box_open for name in BOXES},
    **{f"container_{name}_close": _box_close for name in BOXES},
}


def _figures(tokens: list[Token]) -> list[Token]:
    """Turn a paragraph that is one picture into a figure; the picture's title is its caption."""
    result: list[Token] = []
    end: list[Token] = []
    for position, token in enumerate(tokens):
        if token.type == "paragraph_open" and _is_picture(tokens[position + 1]):
            result.append(Token("figure_open", "figure", 1, {"class": "picture"}, block=True))
            end = _figure_end(tokens[position + 1])
        elif token.type == "paragraph_close" and end:
            result += end
            end = []
        else:
            result.append(token)
    return result


def _is_picture(token: Token) -> bool:
    return bool(token.children) and [child.type for child in token.children or ()] == ["image"]


def _figure_end(inline: Token) -> list[Token]:
    caption = str((inline.children or [])[0].meta.get("caption", ""))
    words = [
        Token("figcaption_open", "figcaption", 1),
        Token("text", "", 0, content=caption),
        Token("figcaption_close", "figcaption", -1),
    ]
    return [*(words if caption else ()), Token("figure_close", "figure", -1, block=True)]
