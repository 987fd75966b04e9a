"""One section of a text: the Markdown below a heading, to hand out alone."""

from faq.markup.anchors import name_headings
from faq.markup.dialect import parse, with_definitions


def section(source: str, anchor: str) -> str | None:
    """The Markdown from the heading named `anchor` to the next of the same or a higher level.

    Without the `{#name}` lines, which belong to the whole text; None without such a heading.
    """
    tokens, headings, _ = name_headings(parse(source))
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    starts = [token.map[0] if token.map else 0 for token in tokens if token.type == "heading_open"]
    for number, heading in enumerate(headings):
        if heading.anchor == anchor:
            later = zip(headings[number + 1 :], starts[number + 1 :], strict=True)
            end = next((start for other, start in later if other.level <= heading.level), None)
            kept = (line for line in lines[starts[number] : end] if not _names_a_heading(line))
            return with_definitions("\n".join(kept).strip(), source) + "\n"
    return None


def _names_a_heading(line: str) -> bool:
    return line.startswith("{#") and line.rstrip().endswith("}")
