"""Which codes a person has typed, however they are written.

Reply codes (RFC 5321), enhanced status codes (RFC 3463) and the hexadecimal numbers of Outlook:
`55O`, `code551`, `450er`, `5 5 0`, `fünf fünf null`, `fünfhundertfünfzig`, `550-5.1.1`,
`5. 1. 1`, `0X 800 CCC 0E`. This is for what people type; a whole message of a server has numbers
of other kinds, which `faq.bounce.reply_codes` tells apart by their neighbours.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from faq.incoming.number_words import DIGITS, numeral

LONGEST_TYPED = 300
"""Characters; whoever writes more does not type codes by voice or by single digits."""
FEW_WORDS = 4

_HEXADECIMAL = re.compile(
    r"(?<![^\W_])[0o] ?x(?P<digits>(?: ?[0-9a-fo]){8}|[0-9a-fo]{1,16})(?![^\W_])"
)
_ENHANCED = re.compile(
    r"(?<![\d.,])(?P<digits>[245] ?[.,] ?[\do]{1,3} ?[.,] ?[\do]{1,3})(?!\d|[.,]\d)(?![^\W\d_])"
)
_REPLY = re.compile(
    r"(?<![^\W_])(?<![\d][.,])(?:(?:smtp|fehler|error|code|nummer|nr|meldung)+[-:#. ]?)?"
    r"(?P<digits>[245][\do]{2})(?:er|ger|iger)?(?![^\W_]|[.,]\d)"
)
_SINGLE_DIGITS = re.compile(
    r"(?<![\w.,-])(?<!\d )(?P<digits>[245](?: [\do]){2})(?![\w-]| ?\d|[.,]\d)"
)
_WITH_HYPHENS = re.compile(r"(?<![\w.,-])(?P<digits>[245]-\d-\d{1,3})(?![\w-]|[.,]\d)")
_WORDS = "|".join(sorted(DIGITS, key=len, reverse=True))
_SPOKEN_DIGITS = re.compile(
    rf"(?<![^\W_])(?P<digits>(?:(?:{_WORDS})[ -]?){{2,24}}(?:{_WORDS}))(?![^\W_])"
)
"""Any number of digits: only three of them are a reply code, and no part of a longer number."""
_SPOKEN_NUMBER = re.compile(r"(?<![^\W_])(?P<digits>(?:zwei|vier|fünf|fuenf)hundert\w*)")
# "an 500 Leute", "500 MB": how many or how much, and no code.
_COUNT_BEGINS = re.compile(
    r"(?<![^\W_])(?:alle|als|an|auf|bis|ca\.?|etwa|für|habe?|haben|hat|in|mit|nach|nur|rund|sind"
    r"|über|um|unter|von|vor|waren|zu) $"
)
_COUNTED = re.compile(
    r" (?:adressaten|adressen|anhänge|bilder|dateien|e-?mails?|empfängern?|fotos|kontakten?"
    r"|kunden|leute|mails?|mitgliedern?|nachrichten|newsletter|ordnern?"
    r"|personen|postfächern?|spam-?mails|stunden|tagen?|teilnehmern?)"
    r"(?![^\W_])"
)
_UNIT = re.compile(r" ?(?:[kmgt]i?b|bytes?|euro?|mal|prozent|stück|uhr|[€$%])(?![^\W_])")
_SAYS_CODE = re.compile(r"fehler|code|error|meldung|smtp|nummer")


@dataclass(frozen=True, slots=True)
class Code:
    """A code as it is known, `text[start:end]` as it was typed."""

    start: int
    end: int
    known_as: str


def read(text: str) -> list[Code]:
    """Give the codes of a text in their order; offsets count characters of ``text``."""
    plain = text[: 10 * LONGEST_TYPED].lower()
    if len(plain) != len(text[: 10 * LONGEST_TYPED]):  # İ in small letters is two characters
        return []
    found: list[Code] = []
    for code in _candidates(plain):
        if all(code.end <= other.start or code.start >= other.end for other in found):
            found.append(code)
    return sorted(found, key=lambda code: code.start)


def rewritten(text: str) -> str:
    """The text with every code as it is known, and as a word of its own."""
    pieces: list[str] = []
    position = 0
    for code in read(text):
        before = text[position : code.start]
        pieces += [before, " " if before[-1:].isalpha() else "", code.known_as]
        position = code.end
    return "".join([*pieces, text[position:]])


def _candidates(plain: str) -> Iterator[Code]:
    """The clearest kinds first: what one has taken is not read as another."""
    for match in _HEXADECIMAL.finditer(plain):
        yield Code(match.start(), match.end(), f"0x{_digits(match['digits'])}")
    for match in _ENHANCED.finditer(plain):
        yield Code(match.start(), match.end(), _digits(match["digits"]).replace(",", "."))
    for match in _REPLY.finditer(plain):
        if not _is_count(plain, match):
            yield Code(match.start("digits"), match.end(), _digits(match["digits"]))
    if len(plain) <= LONGEST_TYPED:
        yield from _dictated(plain)


def _is_count(plain: str, match: re.Match[str]) -> bool:
    """Whether a number says how many or how much; one that is called a code never does."""
    if match.start() < match.start("digits"):
        return False
    before = plain[max(0, match.start() - 8) : match.start()]
    is_counted = _COUNT_BEGINS.search(before) and _COUNTED.match(plain, match.end())
    return bool(is_counted or _UNIT.match(plain, match.end()))


def _dictated(plain: str) -> Iterator[Code]:
    """Digits one by one mean a code; a number or a range does where few words or "code" say so."""
    for match in _SINGLE_DIGITS.finditer(plain):
        yield Code(match.start(), match.end(), _digits(match["digits"]))
    yield from _spoken(_SPOKEN_DIGITS, plain)
    if _SAYS_CODE.search(plain) or plain.count(" ") < FEW_WORDS:
        for match in _WITH_HYPHENS.finditer(plain):
            yield Code(match.start(), match.end(), match["digits"].replace("-", "."))
        yield from _spoken(_SPOKEN_NUMBER, plain)


def _spoken(pattern: re.Pattern[str], plain: str) -> Iterator[Code]:
    for match in pattern.finditer(plain):
        known_as = numeral(match["digits"])
        if known_as and known_as[0] in "245" and len(known_as) == 3:
            yield Code(match.start(), match.end(), known_as)


def _digits(written: str) -> str:
    return written.replace(" ", "").replace("o", "0")
