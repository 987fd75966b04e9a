"""What a reader saw of HTML that was pasted as source: its text, without tags and entities.

Web mailers and ticket systems hand over returned messages as HTML source. Only what is clearly
markup is taken for it: `<max@example.org>` and `Benutzer & Domain` stay as they are.
"""

import html
import re
from typing import Final

# Elements that mail programs write; an address or a placeholder in angle brackets is none of them.
_NAMES: Final = (
    "a|abbr|address|article|b|big|blockquote|body|br|center|code|col|colgroup|dd|del|div|dl|dt|em|"
    "font|footer|form|h[1-6]|head|header|hr|html|i|img|ins|kbd|label|li|link|main|meta|nav|o:p|ol|"
    "p|pre|q|s|samp|section|small|span|strike|strong|style|script|sub|sup|table|tbody|td|tfoot|th|"
    "thead|title|tr|tt|u|ul|var|wbr"
)
_BLOCKS: Final = frozenset({
    "address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "li", "ol", "p", "pre", "section", "table", "tr", "ul",
})  # fmt: skip
_UNREAD: Final = frozenset({"head", "script", "style", "title"})
_TAG: Final = re.compile(
    rf"<(?P<end>/?)(?P<name>{_NAMES})(?:\s[^<>]{{0,2000}})?/?>|<!--(?:(?!--|<).){{0,2000}}-->"
    r"|<!doctype[^<>]{0,500}>",
    re.IGNORECASE | re.DOTALL,
)
# With the semicolon only: `?a=1&copy=2` is an address.
_ENTITY: Final = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")


def without_markup(text: str) -> str:
    """The text without the tags and entities in it; a text without any comes back as it is."""
    if "<" in text:
        text = _without_tags(text)
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    return text


def _without_tags(text: str) -> str:
    """One pass; what stands in an element that nobody reads goes with it, if it has an end."""
    pieces: list[str] = []
    start, unread = 0, ""
    for tag in _TAG.finditer(text):
        name = (tag["name"] or "").lower()
        if unread:
            if name == unread and tag["end"]:
                start, unread = tag.end(), ""
            continue
        pieces.append(text[start : tag.start()])
        start = tag.end()
        if name in _BLOCKS:
            pieces.append("\n")
        elif name in _UNREAD and not tag["end"]:
            unread = name
    return "".join([*pieces, text[start:]])
