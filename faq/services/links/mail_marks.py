"""What mail programs and people add to an address in a ticket, taken off again.

Signs of the sentence around it, `%23` for `#`, entities, capital letters, invisible characters, a
missing slash at the end: an address that does not exist as it stands may mean one that does.
"""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

# All that may stand behind the bare address of the site; whatever else is left over means nothing.
_SIGNS = re.compile(r"/[).,;:!?>\"'“”\u00a0\u200b\ufeff]{1,3}")


def what_was_meant(path: str, fragment: str) -> Iterator[tuple[str, str]]:
    """What somebody meant by an address that does not exist as it stands: path and fragment."""
    text = unescape(unquote(f"{path}#{fragment}" if fragment else path))
    visible = (char for char in text if unicodedata.category(char)[0] not in "CZ")
    before, _, after = "".join(visible).lower().partition("#")
    name, whole = _bare(after), re.sub("/{2,}", "/", f"/{_bare(before)}")
    if whole == "/" and not _SIGNS.fullmatch(path):
        return
    for meant in dict.fromkeys((f"{whole.rstrip('/')}/", whole)):
        if (meant, name) != (path, fragment):
            yield meant, name


def _bare(text: str) -> str:
    """Without the signs of a sentence around it: names begin and end with letter or digit."""
    start = next((place for place, char in enumerate(text) if char.isalnum()), len(text))
    end = next((place for place, char in enumerate(reversed(text)) if char.isalnum()), 0)
    return text[start : len(text) - end]
