"""What mail programs and people add to an address in a ticket, taken off again.

Signs of the sentence around it, `%23` for `#`, entities, `=20` of quoted-printable, capital
letters and wide ones, invisible characters, typographic hyphens, the address written a second time,
the end of a link's markup, an encoded query, a missing slash at the end: an address that does not
exist as it stands may mean one that does.
"""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

# All that may stand behind the bare address of the site; whatever else is left over means nothing.
_SIGNS = re.compile(r"/[).,;:!?>\"'“”\u00a0\u200b\ufeff]{1,3}")
# Quoted-printable (RFC 2045, 6.7): a character, or the end of a line that goes on.
_QUOTED_PRINTABLE = re.compile(r"=(?:[0-9a-f]{2}|\s*\n)", re.IGNORECASE)
# "address<address>" of Outlook, "[address](address)" of Markdown, "</a>", "[/url]", a query whose
# sign was encoded, and the words that a browser was to mark.
_WHAT_FOLLOWS = re.compile(r"(?:https?:/|[<\[]/|\?\w+=|:~:).*", re.IGNORECASE | re.DOTALL)


def what_was_meant(path: str, fragment: str) -> Iterator[tuple[str, str]]:
    """What somebody meant by an address that does not exist as it stands: path and fragment."""
    text = unescape(unquote(f"{path}#{fragment}" if fragment else path))
    text = unicodedata.normalize("NFKC", text)
    text = _WHAT_FOLLOWS.sub("", _QUOTED_PRINTABLE.sub("", text))
    before, _, after = "".join(map(_plain, text)).lower().partition("#")
    name, whole = _bare(after), re.sub("/{2,}", "/", f"/{_bare(before)}")
    if whole == "/" and not _SIGNS.fullmatch(path):
        return
    for meant in dict.fromkeys((f"{whole.rstrip('/')}/", whole)):
        if (meant, name) != (path, fragment):
            yield meant, name


def _plain(char: str) -> str:
    """A character as a key may have it: none that cannot be seen, and one kind of hyphen."""
    category = unicodedata.category(char)
    return "-" if category == "Pd" else "" if category[0] in "CZ" else char


def _bare(text: str) -> str:
    """Without the signs of a sentence around it: names begin and end with letter or digit."""
    start = next((place for place, char in enumerate(text) if char.isalnum()), len(text))
    end = next((place for place, char in enumerate(reversed(text)) if char.isalnum()), 0)
    return text[start : len(text) - end]
