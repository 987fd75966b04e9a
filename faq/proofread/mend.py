"""What is mended without asking: straight quotation marks become German ones."""

import re

from faq.proofread.prose import prose
from faq.proofread.typography import STRAIGHT

_OPENS_AFTER = re.compile(r"[\s(\[/–„\u2060]")


def mended(source: str) -> tuple[str, int]:
    """The source with „…“ and ‚…‘, and how many marks that were; code and links stay."""
    text = prose(source)
    letters = list(source)
    found = list(STRAIGHT.finditer(text))
    for match in found:
        letters[match.start()] = _german(match[0], text[: match.start()])
    return "".join(letters), len(found)


def _german(mark: str, before: str) -> str:
    opens = not before or _OPENS_AFTER.match(before[-1]) is not None
    pair = "„“" if mark == '"' else "‚‘"
    return pair[0] if opens else pair[1]
