"""Is a letter fraud? By independent signs, each counted once: what it claims, wants, threatens.

No sign proves anything: honest letters warn, ask and set dates, too. What they seldom do is all of
it at once, to nobody by name, from nobody who has one.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from faq.bounce.phrases import Phrases, indexed, read_phrases
from faq.bounce.schemes import schemes

# Signs of ``data/fraud.txt`` and of `faq.bounce.schemes`, and behind them those of structure.
_WEIGHTS = {
    "yours": 1, "login": 2, "pay": 1, "fee": 2, "data": 2, "open": 1, "release": 2, "click": 1,
    "threat": 1, "hurry": 1, "pretext": 1, "anybody": 1, "office": 1, "coin": 3,
    "watched": 2, "secret": 3, "lure": 3, "diverted": 3, "undo": 2, "harmless": -2, "named": -1,
    "voucher": 2, "call": 1, "charge": 2, "brand": 1, "legal": 1,
    "link": 1, "other-link": 4, "other-sender": 2, "trap": 3,
}  # fmt: skip
# Without one of these a letter wants nothing.
_WANTS = frozenset(
    {
        "login", "pay", "fee", "data", "open", "release", "click", "coin", "lure", "diverted",
        "voucher", "call", "trap", "link", "other-link",
    }
)  # fmt: skip
DOUBTFUL = 3  # too little for a warning, too much to call a letter harmless for sure
LIKELY = 4
CERTAIN = 6
_SHORT = 60  # words; in every further so many, a sign stands by chance

_HOST = r"(?:h[tx]{2}ps?://|www\.)([a-z0-9.-]{3,190})"
_LINK = re.compile(_HOST)
# An address that is shown, and in brackets behind it the one that opens: as programs paste links.
_SHOWN_AND_TRUE = re.compile(rf"{_HOST}[^\s<\[(]{{0,190}} ?[<\[(] ?{_HOST}")
_SENDER = re.compile(
    r"(?:^|\n) ?(?:von|from): ?([^\n<]{0,120}) ?<[^\s@>]{1,64}@([a-z0-9.-]{3,190})>"
)
# Files that run, or that only a trap needs; and the password that keeps them from being looked at.
_TRAP = re.compile(
    r"\.(?:zip|rar|7z|iso|img|html?|exe|js|vbs|docm|xlsm|scr|lnk)(?![\w/.?-])"
    r"|\(pass(?:wort|word):? ?\w{3,12}\)"
)


def suspicion(sentences: Sequence[str], plain: str, own_hosts: tuple[str, ...] = ()) -> int:
    """Return the weight of all signs; from `LIKELY` on it is fraud, from `CERTAIN` on surely.

    ``sentences`` are those of ``plain`` (lower case), `normal`, between blanks: those in which the
    reader himself speaks are no evidence.
    """
    letter = [text for text in sentences if not _is_readers(text)]
    said = " . ".join(letter)
    found = {*_signs().sections_in_normal(said), *schemes(letter), *_structure(plain, own_hosts)}
    if not found & _WANTS:
        return 0
    return sum(_WEIGHTS[sign] for sign in found) - max(0, len(plain.split()) - _SHORT) // _SHORT


def _is_readers(sentence: str) -> bool:
    return _readers().first_in_normal(sentence) is not None


def _structure(plain: str, own_hosts: tuple[str, ...]) -> Iterator[str]:
    links = [match[1] for match in _LINK.finditer(plain)]
    if links:
        yield "link"
    if any(_site(shown) != _site(true) for shown, true in _SHOWN_AND_TRUE.findall(plain)):
        yield "other-link"
    if any(_claims_other(name, host, own_hosts) for name, host in _SENDER.findall(plain)):
        yield "other-sender"
    if _TRAP.search(plain):
        yield "trap"


def _claims_other(name: str, host: str, own_hosts: tuple[str, ...]) -> bool:
    """Whether a sender calls himself after our house, or after mail itself, under another name."""
    houses = {_site(own).partition(".")[0].replace("-", "") for own in own_hosts}
    words = {*houses, "webmail", "email", "mail", "postmaster", "administrator"}
    is_own = any(_site(host) == _site(own) for own in own_hosts)
    return not is_own and any(word in name.replace("-", "") for word in words if word)


def _site(host: str) -> str:
    """The last two parts of a host name: who owns it."""
    return ".".join(host.strip(".").split(".")[-2:])


@cache
def _signs() -> Phrases:
    return indexed(phrase for phrase in read_phrases("fraud") if phrase.section != "reader")


@cache
def _readers() -> Phrases:
    return indexed(phrase for phrase in read_phrases("fraud") if phrase.section == "reader")
