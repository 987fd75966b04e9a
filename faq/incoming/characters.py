"""Which characters a text may have: what people can see, composed, with one kind of line end.

Composed: Unicode TR15 (NFC), so that "Rückläufer" from a Mac is the same word as from a phone.
Refused are the characters that XML 1.0 (section 2.2) does not know, lone surrogates, and what
turns the order of a line round or hides in it: Unicode's Default_Ignorable_Code_Point (UAX 44) and
the marks of direction (TR36). Of those stay joiners and selectors, which belong to a sign (emoji,
Persian, Mongolian), and soft hyphens and hard blanks: editors set them.
"""

import re
import unicodedata
from typing import Final

# Every way to end a line or a page: CR LF, CR, VT, FF, NEL, line and paragraph separator.
_LINE_ENDS: Final = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN: Final = re.compile(
    "["
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"  # controls
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # marks of direction, overrides, isolates
    "\u034f\u17b4\u17b5\u180e\u200b\u2060-\u2065\ufeff"  # no width
    "\u115f\u1160\u3164\uffa0"  # letters of no look
    "\ud800-\udfff"  # half a character
    "\ufdd0-\ufdef\ufffe\uffff"  # no characters
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # annotations, shorthand, music
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"  # tags
    "]"
)
_BLANKS: Final = re.compile(r"(?<![ \t])[ \t]*\n[ \t\n]*|\t")


def clean_text(text: str) -> str:
    """The text as it may be stored: NFC, `\\n` as line end, nothing that cannot be seen."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)))


def clean_line(text: str) -> str:
    """The same for a value of one line: line ends and tabs become blanks."""
    return _BLANKS.sub(" ", clean_text(text))
