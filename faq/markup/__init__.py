"""Markdown → safe HTML and plain text: the one renderer of public page, preview, feed and index.

Pure: knows no Django, no database and no address of the site; what it needs of these, the caller
gives.
"""

from faq.markup.anchors import pin_anchors, slug
from faq.markup.beginning import first_paragraph, first_steps
from faq.markup.letter import letter
from faq.markup.plaintext import one_line
from faq.markup.render import MAX_BYTES, RENDERER_VERSION, render
from faq.markup.rendered import (
    PLACEHOLDER_ALT,
    FindPicture,
    Heading,
    Link,
    MarkupError,
    Picture,
    Problem,
    ProblemKind,
    Rendered,
    SourceTooLong,
)
from faq.markup.sections import section

__all__ = [
    "MAX_BYTES",
    "PLACEHOLDER_ALT",
    "RENDERER_VERSION",
    "FindPicture",
    "Heading",
    "Link",
    "MarkupError",
    "Picture",
    "Problem",
    "ProblemKind",
    "Rendered",
    "SourceTooLong",
    "first_paragraph",
    "first_steps",
    "letter",
    "one_line",
    "pin_anchors",
    "render",
    "section",
    "slug",
]
