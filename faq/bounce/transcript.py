"""Which part of the readable text is the report, and how does it read without its wrapping?

``plain`` has exactly the length of ``text``: quote marks, exotic blanks and typographic signs
become ordinary characters one for one, so an offset found in one holds in the other.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from faq.bounce.copies import copy_start

_ONE_FOR_ONE = str.maketrans(
    {
        "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\u3000": " ", "\t": " ",
        "\u200b": " ", "\u200c": " ", "\u200d": " ", "\ufeff": " ", "\u00ad": "-", "\u2060": " ",
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u00b4": "'", "`": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2192": ">",
        "\u2026": ".", "\u2028": "\n", "\u2029": "\n", "\x0b": " ", "\x0c": " ",
    }
)  # fmt: skip
_ASCII_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ", "abcdefghijklmnopqrstuvwxyzäöü")
# ">>> RCPT TO" is Sendmail showing its own command, not a threefold quote.
_QUOTE = re.compile(
    r"\n[ ]*(?:(?!>>> ?(?:rcpt|mail|data|helo|ehlo|quit|starttls|bdat|auth|\.|\S{1,64}@))[>|] ?)+",
    re.I,
)
_NESTED_REPORT = re.compile(r"mailer-daemon|multipart/report|delivery-status")


@dataclass(frozen=True, slots=True)
class Transcript:
    """The report as text: ``plain`` is ``text`` in lower case, without quote marks and copies."""

    text: str
    plain: str


def transcript(text: str, sections: tuple[int, ...] = ()) -> Transcript:
    """Return the report in ``text``; in each section the copy of the original is blanked."""
    plain = _plain(text)
    bounds = [0, *sections, len(plain)]
    kept = [_without_copy(plain[start:end]) for start, end in pairwise(bounds)]
    return Transcript(text=text, plain="".join(kept).rstrip(" "))


def whole_transcript(text: str) -> Transcript:
    """Return all of ``text``: for a report that hides behind what looks like a copy."""
    return Transcript(text=text, plain=_plain(text))


def hides_report(report: Transcript) -> bool:
    """Whether what was cut off at the end is itself a returned message."""
    stop = len(report.plain)
    return _NESTED_REPORT.search(report.text[stop : stop + 20_000].lower()) is not None


def squeezed(plain: str) -> str:
    """Return ``plain`` on one line, every run of blanks as one blank."""
    return " ".join(plain.split())


def unquoted(text: str) -> str:
    """Return ``text`` without the quote marks at the beginning of its lines."""
    return _QUOTE.sub("\n", f"\n{text}")[1:]


def line_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the whole lines that contain ``text[start:end]``."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", max(start, end - 1))
    return first, len(text) if last < 0 else last


def _plain(text: str) -> str:
    plain = text.translate(_ONE_FOR_ONE)
    lowered = plain.lower()
    if len(lowered) != len(plain):  # a few letters (İ) become two
        lowered = plain.translate(_ASCII_LOWER)
    return _QUOTE.sub(_blanked, f"\n{lowered}")[1:]


def _blanked(match: re.Match[str]) -> str:
    return "\n" + " " * (len(match[0]) - 1)


def _without_copy(section: str) -> str:
    stop = copy_start(section)
    return section[:stop] + " " * (len(section) - stop)
