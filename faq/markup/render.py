"""How a text becomes a page: parse, name headings, shape, render, sanitise."""

from collections.abc import Callable

from faq.markup.anchors import name_headings, nothing_reserved
from faq.markup.blocks import shape_blocks
from faq.markup.dialect import parse, to_html, unknown_boxes
from faq.markup.plaintext import plain_text
from faq.markup.rendered import FindPicture, Picture, Rendered, SourceTooLong
from faq.markup.sanitise import sanitise
from faq.markup.spans import Spans

# Raise it whenever the same source gives another result: stored pages are then known to be stale.
RENDERER_VERSION = 3

MAX_BYTES = 100_000


def no_pictures(_address: str) -> Picture | None:
    """Know no picture: each stands as its description."""
    return None


def render(
    source: str,
    *,
    find_picture: FindPicture = no_pictures,
    heading_offset: int = 0,
    section_base: str = "",
    is_reserved: Callable[[str], bool] = nothing_reserved,
) -> Rendered:
    """Turn Markdown into sanitised HTML, plain text and what the site must know about it.

    ``heading_offset`` moves h2 to h3 and so on. With ``section_base``, an entry's path, each
    heading ends with its permanent link. No heading gets by itself an id that ``is_reserved``
    for the page around; one that its author wrote stays. Raises SourceTooLong above MAX_BYTES of
    UTF-8.
    """
    data = source.encode("utf-8", "replace")  # half a surrogate pair is no character
    if len(data) > MAX_BYTES:
        raise SourceTooLong
    tokens = parse(data.decode())
    problems = unknown_boxes(tokens)
    tokens, headings, anchor_problems = name_headings(
        tokens, offset=heading_offset, is_reserved=is_reserved
    )
    text = plain_text(tokens)
    spans = Spans(find_picture)
    for token in tokens:
        if token.type == "inline":
            spans.rewrite(token)
    html = sanitise(to_html(shape_blocks(tokens, headings, section_base)))
    problems += anchor_problems + spans.problems
    return Rendered(
        html=html,
        plain_text=text,
        headings=headings,
        placed_links=tuple(spans.links),
        pictures=tuple(spans.pictures),
        problems=tuple(sorted(problems, key=lambda problem: problem.line)),
    )
