"""Which part of the readable text is the report, and how does it read without its wrapping?

``plain`` has exactly the length of ``text``: quote marks, exotic blanks and typographic signs
become ordinary characters one for one, so an offset found in one holds in the other.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

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
    r"^[ ]*(?:(?!>>> ?(?:rcpt|mail|data|helo|ehlo|quit|starttls|bdat|auth|\.|\S{1,64}@))[>|] ?)+",
    re.M,
)
_FAILURE_HINT = re.compile(
    r"fail|undeliver|deliver|error|unknown|reject|returned|refused|problem|[45]\d\d |unzustellbar"
    r"|zugestellt"
    r"|fehler|nicht erreich|unable|sorry|exceed|invalid|not accepted"
)
# Announcements of the copied message. They end the report wherever they stand.
_COPY_ANNOUNCED = re.compile(
    r"-{2,} ?(?:this is a copy of (?:the|your) message|below (?:this line|the next line) is a copy"
    r"|the header of the original|original message (?:headers? )?follows|unsent message"
    r"|returned message (?:follows|header)|message headers? follows?|included is a copy"
    r"|undelivered message"
    r"|header of (?:the )?original|copy of (?:the )?(?:original )?message"
    r"|body of (?:the )?original)"
    r"|\boriginal message (?:headers?|follows?|header follows)\b ?[.:]?"
    r"|\burspr\S{1,2}nglicher? nachrichtenk(?:\S{1,2}|oe)pfe?\b"
    r"|\bkopf(?:zeilen)? der urspr\S{1,2}nglichen nachricht\b"
    r"|\bdie urspr\S{1,2}ngliche nachricht (?:folgt|lautet)"
    r"|\b(?:the|a copy of the) (?:original|returned) message (?:is|was) (?:attached|included"
    r"|as follows)"
    r"|\ben-t\Ste(?:s)? de message d'origine|\bencabezados de mensaje originales"
    r"|\bthe following is (?:the|a copy of the) original message|\boriginal mail as follows"
    r"|content-type: ?(?:message/rfc822|text/rfc822-headers)"
)
# The same words also head a quoted reply, and header fields also open a pasted source:
# they end the report only when a failure was told before.
_COPY_LIKELY = re.compile(
    r"-{2,} ?(?:original[ -]?message|urspr\S{1,2}ngliche (?:nachricht|e-mail|mail)"
    r"|original-?nachricht|message d'origine"
    r"|returned mail|message text|the original message)\b"
    r"|^ {0,8}(?:received: (?:from|by)|return-path:|dkim-signature:|x-received:|>from ) ?"
    r"|\breceived: (?:from|by) [^\n]{1,200}\b(?:with|by|id|for) ",
    re.M,
)
_NESTED_REPORT = re.compile(r"mailer-daemon|multipart/report|delivery-status")
_SPACE_RUN = re.compile(r"\s+")


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
    return _SPACE_RUN.sub(" ", plain).strip()


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
    return _QUOTE.sub(lambda match: " " * len(match[0]), lowered)


def _without_copy(section: str) -> str:
    stop = _stop(section)
    return section[:stop] + " " * (len(section) - stop)


def _stop(plain: str) -> int:
    """Where the copy of the original message begins: behind the first word of a failure."""
    told = _FAILURE_HINT.search(plain)
    if told is None:
        return len(plain)
    announced = _COPY_ANNOUNCED.search(plain, told.start())
    stop = announced.start() if announced else len(plain)
    likely = _COPY_LIKELY.search(plain, told.start(), stop)
    return likely.start() if likely else stop
