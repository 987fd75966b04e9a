"""What a text begins with: the paragraph that answers and the steps to take, to hand out alone."""

from markdown_it.token import Token

from faq.markup.dialect import parse

LAST_HEADING = 1
"""Steps further down belong to a special case, not to the question that the text answers."""


def first_paragraph(source: str) -> str:
    """The Markdown of the first paragraph; empty where the text begins with something else."""
    tokens = parse(source)
    starts_so = bool(tokens) and tokens[0].type == "paragraph_open"
    return _source_of(tokens[0], source) if starts_so else ""


def first_steps(source: str) -> str:
    """The Markdown of the first numbered list before the second heading; empty without one."""
    headings = 0
    for token in parse(source):
        headings += token.type == "heading_open"
        if headings > LAST_HEADING:
            break
        if token.type == "ordered_list_open" and token.level == 0:
            return _source_of(token, source)
    return ""


def _source_of(token: Token, source: str) -> str:
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(lines[slice(*token.map)]).strip() if token.map else ""
