"""What stands inside a line: links, pictures, menu paths and code get the site's own form."""

import re
from dataclasses import dataclass, field

from markdown_it.token import Token

from faq.markup.plaintext import inline_text
from faq.markup.rendered import PLACEHOLDER_ALT, FindPicture, Link, Problem, ProblemKind

ARROW = " → "
# How the arrow of a menu path is read aloud.
ARROW_SPOKEN = "dann"

# What is left of a link that is none: a blank too many, or typographic quotes around its title.
_BROKEN_LINK = re.compile(r"\](?: ?\([/#]|\()[^)]{0,60}\)?")
_LINE_ENDS = ("softbreak", "hardbreak")
_EXTERNAL = ("http://", "https://", "//")


@dataclass(slots=True)
class Spans:
    """Rewrites the lines of one text in place, and notes its links, pictures and problems."""

    find_picture: FindPicture
    links: list[Link] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def rewrite(self, inline: Token) -> None:
        """Give the tokens inside one inline token their final form."""
        line = inline.map[0] + 1 if inline.map else 1
        for child in inline.children or ():
            if child.type in _LINE_ENDS:
                line += 1
            elif child.type == "link_open":
                self._link(child, line)
            elif child.type == "text" and (broken := _BROKEN_LINK.search(child.content)):
                self.problems.append(Problem(ProblemKind.LINK_BROKEN, line, broken[0]))
            elif child.type == "image":
                self._picture(child, line)
            elif child.type == "code_inline":
                child.attrs["translate"] = "no"
        inline.children = _menu_paths(inline.children or [])

    def _link(self, token: Token, line: int) -> None:
        target = str(token.attrs.get("href", ""))
        self.links.append(Link(target, line))
        if target.lower().startswith(_EXTERNAL):
            token.attrs["rel"] = "noopener"

    def _picture(self, token: Token, line: int) -> None:
        address = str(token.attrs.get("src", ""))
        description = inline_text(token).strip()
        self.pictures.append(address)
        if description in {"", PLACEHOLDER_ALT}:
            self.problems.append(Problem(ProblemKind.PICTURE_UNDESCRIBED, line, address))
        picture = self.find_picture(address)
        if picture is None:
            self.problems.append(Problem(ProblemKind.PICTURE_UNKNOWN, line, address))
            token.type, token.content = "text", description
            return
        token.meta = {"caption": str(token.attrs.pop("title", ""))}
        token.attrs |= {"src": picture.url, "loading": "lazy", "decoding": "async"}
        if picture.width and picture.height:
            token.attrs |= {"width": picture.width, "height": picture.height}


def _menu_paths(children: list[Token]) -> list[Token]:
    """Turn emphasis whose text has arrows into a menu path; other emphasis stays."""
    result: list[Token] = []
    start: int | None = None
    for child in children:
        if child.type == "em_open":
            start = len(result)
        result.append(child)
        if child.type == "em_close" and start is not None:
            if any(ARROW in inner.content for inner in result[start:] if inner.type == "text"):
                result[start:] = _menu_path(result[start + 1 : -1])
            start = None
    return result


def _menu_path(inside: list[Token]) -> list[Token]:
    path = [Token("span_open", "span", 1, {"class": "menu-path"})]
    for token in inside:
        if token.type != "text":
            path.append(token)
            continue
        for number, step in enumerate(token.content.split(ARROW)):
            if number:
                path += _arrow()
            path.append(Token("text", "", 0, content=step))
    return [*path, Token("span_close", "span", -1)]


def _arrow() -> list[Token]:
    spoken: dict[str, str | int | float] = {"role": "img", "aria-label": ARROW_SPOKEN}
    return [
        Token("text", "", 0, content=" "),
        Token("span_open", "span", 1, spoken),
        Token("text", "", 0, content="→"),
        Token("span_close", "span", -1),
        Token("text", "", 0, content=" "),
    ]
