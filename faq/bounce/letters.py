"""Is it a letter in which no mail failed? By how letters, receipts and newsletters are made.

As with fraud, no sign proves anything: a customer who asks for help greets and thanks, too. What
makes a letter is several of them, and that nothing in it speaks of mail that did not arrive.
"""

import re
from collections.abc import Iterator
from functools import cache

from faq.bounce.message import Message
from faq.bounce.phrases import Phrases, indexed, read_phrases

# Signs of ``data/letters.txt``: what only a letter says.
_SAYS = {
    "automatic": 2, "thanks": 2, "leave": 2, "imprint": 2, "order": 2, "parcel": 3, "meeting": 2,
    "answered": 3, "list": 3, "success": 3, "figures": 3, "announced": 2, "bulk": 4,
}  # fmt: skip
# Signs of structure, and words: they bear out the others, and alone they make nothing sure.
_BEARS_OUT = {
    "news": 1, "greeting": 1, "closing": 1, "named": 1, "money": 1, "prices": 2, "number": 2,
    "times": 2, "form": 2, "header": 1,
}  # fmt: skip
LIKELY = 2
CERTAIN = 4
_TEXT_LIMIT = 6_000
_LINE = r"(?:^|\n)[ *>]*"

_GREETING = (
    r"sehr geehrte[rs]?|liebe[rs]?|werte[rs]?|hallo|moin|hi|hey|gr(?:ü|ue)(?:ß|ss) gott|servus"
    r"|guten (?:tag|morgen|abend)|dear|hello|good (?:morning|afternoon)|bonjour|ch[eè]re?"
)
_CLOSING = (
    r"(?:mit )?(?:den )?(?:freundlich|best|viel|lieb|herzlich|sportlich|kollegial|sch(?:ö|oe)n)en?"
    r" gr(?:ü|ue)(?:ß|ss)en?|gru(?:ß|ss)\b|lg\b|mfg\b|(?:best|kind|warm) regards|yours|sincerely"
    r"|cheers\b|thanks,|thank you,|danke,? *\n|cordialement"
    r"|(?:ihr|eure?|dein)[ e][^\n.?]{2,40} *(?:\n|$)"
)
_PRICE = r"(?:\d[.,]\d\d ?(?:€|eur)|(?:€|eur) ?\d+[.,]\d\d)"
_STRUCTURE = (
    ("greeting", re.compile(
        rf"{_LINE}(?:{_GREETING})\b(?:[^\n.?]{{0,60}}[,!]? *(?:\n|$)| [^\n.,?!]{{2,40}}[,!])"
    )),
    ("named", re.compile(rf"{_LINE}(?:{_GREETING}) (?:frau|herrn?|mr|mrs|ms)\b")),
    ("closing", re.compile(rf"(?:{_LINE}|[.!?] )(?:{_CLOSING})")),
    ("money", re.compile(r"\d[.,]\d\d ?(?:€|eur\b|euro|chf|usd|\$)|\d ?(?:€|euro\b)|[€$£] ?\d")),
    ("prices", re.compile(rf"{_PRICE}[^\n]{{0,120}}\n[^\n]{{0,120}}{_PRICE}")),
    ("number", re.compile(
        r"(?:(?:bestell|auftrags?|rechnungs?|ticket|vorgangs?|sendungs?|buchungs?|reservierungs?"
        r"|beleg)-?(?:nummer|nr\.?|id|code)|(?:order|booking|case|ticket|tracking|reference|request"
        r"|invoice)(?: ?(?:number|no\.?|id|code))?)[:.]? {0,2}#? ?[a-z]{0,4}[-/]?\d[\w/-]{2,}"
        r"|(?:anfrage|ticket|vorgang|request|case|bestellung|order) ?[(\[]?#\d{3,}"
    )),
    ("times", re.compile(r"\b\d{1,2}[:.]\d\d ?(?:uhr)? ?(?:-|bis|und|to|and) ?\d{1,2}[:.]\d\d\b")),
    ("form", re.compile(rf"(?:{_LINE}[a-zäöüß][\w äöüß./-]{{1,24}}: +\S[^\n]*){{3}}")),
    ("header", re.compile(rf"{_LINE}(?:betreff|subject|objet): \S")),
    ("bulk", re.compile(
        rf"{_LINE}(?:auto-submitted: ?auto-|list-unsubscribe:|list-id:"
        r"|precedence: ?(?:bulk|list|junk))"
    )),
)  # fmt: skip
_BULK = frozenset({"bulk", "list", "junk", "auto_reply"})


def letter_weight(message: Message, plain: str, sentences: str) -> int:
    """Return the weight of all signs: from `LIKELY` on it is a letter, from `CERTAIN` on surely.

    ``plain`` is the text in lower case with its lines, ``sentences`` the same on one line and
    ``normal``.
    """
    found = set(_phrases().sections_in_normal(sentences)) | set(_structure(message, plain))
    said = sum(_SAYS.get(sign, 0) for sign in found)
    weight = said + sum(_BEARS_OUT.get(sign, 0) for sign in found)
    return weight if said else min(weight, CERTAIN - 1)


def _structure(message: Message, plain: str) -> Iterator[str]:
    start = plain[:_TEXT_LIMIT]
    yield from (name for name, pattern in _STRUCTURE if pattern.search(start))
    is_automatic = message.auto_submitted.startswith("auto-")
    if is_automatic or message.precedence in _BULK or "list-unsubscribe" in message.kinds:
        yield "bulk"


@cache
def _phrases() -> Phrases:
    return indexed(read_phrases("letters"))
