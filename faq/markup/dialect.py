"""Which Markdown the site speaks: CommonMark 0.31 without raw HTML, and five additions.

Tables, strikethrough, ``{#anchor}`` on a line of its own, boxes ``::: hinweis``/``::: achtung``.
(Menu paths and ``bild:`` addresses are ordinary Markdown, given a meaning in ``spans``.)
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from markdown_it import MarkdownIt, helpers
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

from faq.markup.rendered import Problem, ProblemKind

# The name of a box → its CSS modifier. The name itself is the word readers see.
BOXES = {"achtung": "warning", "hinweis": "note"}

_ANCHOR_LINE = re.compile(r"\{#([^{}\n]*)\}[ \t]*")
_BOX_MARK = ":::"
# Word processors put a no-break space behind the mark of a heading or a list. A date keeps it.
_AFTER_MARK = re.compile(
    r"^([ \t>]*(?:#{1,6}|[-*+]|\d{1,9}[.)]))[\u00a0\u2007\u202f]+"
    r"(?!(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b)",
    re.MULTILINE,
)
_CODE_INDENT = 4
# Brackets within brackets: a picture in a link needs two. Each level more makes "[[[[…" dearer.
_MAX_TEXT_NESTING = 4


def parse(source: str, found: dict[str, Any] | None = None) -> list[Token]:
    """Give the block tokens of a text; an anchor line is a token of type ``anchor``.

    In `found` the parser notes what links by name lead to (`references`).
    """
    return _PARSER.parse(_AFTER_MARK.sub(r"\1 ", source), found)


def with_definitions(cut: str, source: str) -> str:
    """A piece cut out of a text, and below it the addresses (`[name]: …`) that its links name."""
    return "\n\n".join([cut, *_definitions_for(cut, source)]) if cut else cut


def _definitions_for(cut: str, source: str) -> Iterator[str]:
    own, of_all = _definitions(cut), _definitions(source)
    text = normalizeReference(cut)
    for name, found in of_all.items():
        if f"[{name}]" in text and name not in own:
            yield f"[{name}]: <{found['href']}>"


def _definitions(source: str) -> dict[str, dict[str, str]]:
    """What the parser found, by names without regard to case, spaces and line ends."""
    if "]:" not in source:
        return {}
    found: dict[str, Any] = {}
    parse(source, found)
    return dict(found.get("references", {}))


def to_html(tokens: list[Token]) -> str:
    """Write tokens as HTML, not yet sanitised."""
    html: str = _PARSER.renderer.render(tokens, _PARSER.options, {})
    return html


def box_name(token: Token) -> str:
    """Give the name of the box that a container token opens or closes."""
    return token.type.split("_")[1]


def unknown_boxes(tokens: list[Token]) -> list[Problem]:
    """Find paragraphs that were meant to be a box, but name none."""
    return [
        Problem(ProblemKind.BOX_UNKNOWN, token.map[0] + 1, token.content.partition("\n")[0])
        for token in tokens
        if token.type == "inline" and token.map and token.content.startswith(_BOX_MARK)
    ]


def _anchor_line(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Recognise a line that holds ``{#name}`` and nothing else (a markdown-it block rule)."""
    if state.sCount[start] - state.blkIndent >= _CODE_INDENT:
        return False
    found = _ANCHOR_LINE.fullmatch(
        state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start]
    )
    if not found:
        return False
    if not silent:
        token = state.push("anchor", "", 0)
        token.content = found[1]
        token.map = [start, start + 1]
        state.line = start + 1
    return True


def _inline(state: StateCore) -> None:
    """Parse the text of each block by the rules for text, whose nesting is bounded more closely."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = _TEXT_PARSER.inline.parse(token.content, _TEXT_PARSER, state.env, [])


def _commonmark(**options: object) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, **options})
    return parser.enable(["table", "strikethrough"]).disable(["html_block", "html_inline"])


def _text_parser() -> MarkdownIt:
    parser = _commonmark(maxNesting=_MAX_TEXT_NESTING)
    # For "![a](b" the rules for pictures and for links read the same destination in turn.
    destination = lru_cache(maxsize=2)(helpers.parseLinkDestination)
    parser.helpers = SimpleNamespace(**vars(helpers) | {"parseLinkDestination": destination})  # type: ignore[assignment]
    return _ready(parser)


def _parser() -> MarkdownIt:
    parser = _commonmark()
    parser.core.ruler.at("inline", _inline)
    parser.block.ruler.before(
        "fence", "anchor", _anchor_line, {"alt": ["paragraph", "blockquote", "list"]}
    )
    for name in BOXES:
        container_plugin(parser, name)
    return _ready(parser)


def _ready(parser: MarkdownIt) -> MarkdownIt:
    """Let the parser gather its rules now: at its first text, a second thread would find half."""
    for ruler in (parser.core.ruler, parser.block.ruler, parser.inline.ruler, parser.inline.ruler2):
        ruler.getRules("")
    return parser


_TEXT_PARSER = _text_parser()
_PARSER = _parser()
