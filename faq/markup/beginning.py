"""What a text begins with: the paragraph that answers and the steps to take, to hand out alone."""

from markdown_it.token import Token

from faq.markup.dialect import parse, with_definitions

LAST_HEADING = 1
"""Steps further down belong to a special case, not to the question that the text answers."""


def first_paragraph(source: str) -> str:
    """The Markdown of the first paragraph; empty where the text begins with something else."""
    tokens = parse(source)
    starts_so = bool(tokens) and tokens[0].type == "paragraph_open"
    return _source_of(tokens[:1], source) if starts_so else ""


def first_steps(source: str) -> str:
    """The Markdown of the steps: the first numbered list before the second heading, to its end.

    What stands between two of its numbers at the margin (a box, code, a list, a picture) cuts the
    list in two for a parser, not for a reader: a list that goes on counting belongs to the same
    steps, with all between. Empty without steps.
    """
    return _source_of(_steps(parse(source)), source)


def _steps(tokens: list[Token]) -> list[Token]:
    """The blocks from the first numbered list to the last one that goes on counting."""
    blocks: list[Token] = []
    end, headings = 0, 0
    next_number: int | None = None
    for block, items in _outer_blocks(tokens):
        headings += block.type == "heading_open"
        if headings > LAST_HEADING or (blocks and block.type == "heading_open"):
            break
        if block.type == "ordered_list_open":
            number = int(block.attrs.get("start", 1))
            if next_number not in (None, number):
                break
            next_number = number + items
            blocks.append(block)
            end = len(blocks)
        elif blocks:
            blocks.append(block)
    return blocks[:end]


def _outer_blocks(tokens: list[Token]) -> list[tuple[Token, int]]:
    """The blocks that stand in no other, each with the number of its list items."""
    blocks: list[tuple[Token, int]] = []
    for token in tokens:
        if token.level == 0 and token.nesting >= 0 and token.type != "inline":
            blocks.append((token, 0))
        elif token.level == 1 and token.type == "list_item_open":
            blocks[-1] = (blocks[-1][0], blocks[-1][1] + 1)
    return blocks


def _source_of(blocks: list[Token], source: str) -> str:
    """The lines from the first of these blocks to the last."""
    if not blocks or not (blocks[0].map and blocks[-1].map):
        return ""
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return with_definitions("\n".join(lines[blocks[0].map[0] : blocks[-1].map[1]]).strip(), source)
