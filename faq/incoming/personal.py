"""What of a typed sentence could tell who wrote it: addresses, numbers, passwords.

Names cannot be told from words. Who keeps sentences shows them only when more than one person
wrote the same, and not for ever.
"""

import re
from typing import Final

from faq.incoming.number_words import DIGITS

EXAMPLE_ADDRESS: Final = "name@example.org"
"""Stands where somebody's address stood: reserved (RFC 2606), and still read as an address."""

_AT: Final = r"[(\[{]\s*(?:at|ät|a)\s*[)\]}]"
_DOT: Final = r"(?:[(\[{]\s*)?\b(?:punkt|dot)\b(?:\s*[)\]}])?"
_LOCAL: Final = rf"(?:\w+\s*{_DOT}\s*){{0,3}}\S+"
# Each begins where a word or an atom does: tried at every letter, a long word costs its square.
_WRITTEN_ROUND: Final = (
    rf"(?<!\S)(?:{_LOCAL}\s*{_AT}\s*\S+(?:\s*{_DOT}\s*\w+)*"
    rf"|{_LOCAL}\s(?:at|ät|klammeraffe)\s\S+(?:\s*{_DOT}\s*\w+)+)"
)
# What programs write around an address is no part of it: `RCPT TO:<name@example.org>`.
_LETTER: Final = r"[^\s<>()\[\]\"',;:@]"
_ATOM: Final = rf"{_LETTER}+"
_MAILBOX: Final = rf"(?<!{_LETTER})(?:{_ATOM}@{_ATOM}|{_ATOM}\s?@\s?{_ATOM}\.{_ATOM})"
_ADDRESS: Final = re.compile(rf"{_MAILBOX}|{_WRITTEN_ROUND}", re.IGNORECASE)
_ADDRESS_OR_LINK: Final = re.compile(
    rf"(?<!\S)\S*@\S+|\bhttps?://\S+|\bwww\.\S+|{_ADDRESS.pattern}", re.IGNORECASE
)
# Phone, customer, card and account numbers: five digits and more, whatever stands between them or
# which letters before them ("K48213", "mueller19850").
_NUMBER: Final = re.compile(
    r"\b[a-z]{2}\d{2}(?:\s?[\da-z]{4}){3,}(?:\s?[\da-z]{1,3})?\b"
    r"|(?<!\w)(?:[^\W\d_]+|\+)?\d(?:[\s./()\-–]{0,3}\d){4,}(?!\w)",
    re.IGNORECASE,
)
_SPOKEN: Final = re.compile(
    rf"\b(?:{'|'.join(DIGITS)})(?:[\s,/\-–]+(?:{'|'.join(DIGITS)})){{4,}}\b", re.IGNORECASE
)
_CODES: Final = re.compile(r"(?:(?:[245]\d\d|[245]\.\d{1,3}\.\d{1,3})(?:[\s\-–/]+|$))+")
# A word of letters, digits and a sign amid them is a password; so is what somebody calls one. What
# merely "is" something ("Passwort ist falsch") is one only with a digit.
_SECRET: Final = re.compile(
    r"(?<!\S)(?=\S*[^\W\d_])(?=\S*\d)\S*[!$%&*+#?^~=§<>|\\]\S+", re.IGNORECASE
)
_CALLED_SECRET: Final = re.compile(
    r"\b(passwort|kennwort|password|passwd|pw|pin)"
    r"(?:\s*[:=]\s*|\s+lautet\s+|\s+(?:ist|is|war)\s+(?=\S*\d))\S+",
    re.IGNORECASE,
)


def without_addresses(text: str) -> str:
    """Give a text with the example in place of every e-mail address; the rest stays as it is."""
    return _ADDRESS.sub(EXAMPLE_ADDRESS, text)


def blank_addresses(text: str) -> str:
    """Give a text with blanks in place of every letter of an e-mail address, as long as before."""
    return _ADDRESS.sub(lambda found: " " * len(found[0]), text)


def without_personal(text: str, *, address: str = "", number: str = "") -> str:
    """Give a text with `address` for addresses, `number` for numbers, and no passwords.

    Reply codes and enhanced status codes (RFC 5321, RFC 3463) are nobody's and stay.
    """
    text = _ADDRESS_OR_LINK.sub(f" {address} " if address else " ", text)
    text = _CALLED_SECRET.sub(r"\1 ", text)
    text = _SPOKEN.sub(number, _SECRET.sub(" ", text))
    return _NUMBER.sub(lambda found: found[0] if _CODES.fullmatch(found[0]) else number, text)
