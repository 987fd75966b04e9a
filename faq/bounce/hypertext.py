"""How does HTML read? Its text, one line per block; a link that shows an address keeps both."""

import re
from html import unescape

_LIMIT = 480_000  # characters; four times what is read of a text
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|tr|li|h[1-6]|table|ul|ol|pre|blockquote|hr)\b[^<>]*>", re.I
)
_CELL_TAG = re.compile(r"</t[dh]\s*>", re.I)
_TAG = re.compile(r"<(?:[a-zA-Z/!?][^<>]*)>")
_INVISIBLE = re.compile(r"<(style|script|head|title)\b[^>]*>", re.I)
# A link whose text is itself an address: both are kept, for they may differ.
_SHOWN_LINK = re.compile(
    r"<a\b[^<>]{0,300}?\bhref=[\"']?(https?://[^\"'\s<>]{1,300})[^<>]{0,300}>"
    r"\s*((?:https?://|www\.)[^<>\s]{1,300})\s*</a",
    re.I,
)
_DOCUMENT = re.compile(r"\s*<(?:!doctype html|html|head|body|table|div|p)\b[^<>]*>", re.I)


def is_html(text: str) -> bool:
    """Whether somebody pasted the source of a document instead of what it shows."""
    return _DOCUMENT.match(text, 0, 2_000) is not None


def html_text(html: str) -> str:
    """Return the text of an HTML document, one line per block."""
    html = _without_invisible(html[:_LIMIT])
    html = _SHOWN_LINK.sub(r"\2 (\1)</a", html)
    html = _CELL_TAG.sub(" ", html.replace("\r", "").replace("\n", " "))
    text = unescape(_TAG.sub("", _BLOCK_TAG.sub("\n", html)))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return "\n".join(
        line for line, previous in zip(lines, ["", *lines], strict=False) if line or previous
    )


def _without_invisible(html: str) -> str:
    kept: list[str] = []
    position = 0
    lowered = html.lower() if len(html.lower()) == len(html) else html
    for match in _INVISIBLE.finditer(html):
        if match.start() < position:
            continue
        end = lowered.find(f"</{match[1].lower()}", match.end())
        if end < 0:
            break
        kept.append(html[position : match.start()])
        position = end
    return "".join([*kept, html[position:]])
