"""Is a recipient's address mistyped, and how was it probably meant?"""

import re

from faq.bounce.report import Cause

# Where the address is the reason, a mistyped one is likely.
ABOUT_THE_ADDRESS = frozenset(
    {
        Cause.MAILBOX_UNKNOWN, Cause.DOMAIN_UNKNOWN, Cause.NO_MAIL_ACCEPTED, Cause.ADDRESS_SYNTAX,
        Cause.ADDRESS_NOT_ASCII, Cause.NETWORK_ERROR, Cause.DELIVERY_EXPIRED,
    }
)  # fmt: skip
# Domains that very many people write to, and their neighbours that exist, too.
_USUAL = (
    "gmail.com", "gmx.de", "gmx.net", "web.de", "t-online.de", "outlook.com", "outlook.de",
    "hotmail.com", "yahoo.com", "yahoo.de", "icloud.com", "freenet.de", "googlemail.com",
    "posteo.de", "mailbox.org", "arcor.de", "live.com", "aol.com",
)  # fmt: skip
_REAL_NEIGHBOURS = frozenset(
    {
        "gmx.at", "gmx.ch", "gmx.com", "gmx.eu", "gmx.org", "gmx.info", "mail.com", "ymail.com",
        "aol.de", "live.de", "hotmail.de", "email.com", "me.com", "web.com", "mail.de", "yahoo.fr",
        "outlook.at", "outlook.fr", "outlook.it", "outlook.es", "hotmail.fr", "hotmail.it",
    }
)  # fmt: skip
_ENDINGS = {
    "con": "com", "cmo": "com", "ocm": "com", "comm": "com", "coom": "com", "vom": "com",
    "xom": "com", "ed": "de", "dee": "de", "dde": "de", "d": "de", "nte": "net", "ent": "net",
    "ogr": "org", "rog": "org", "orgg": "org",
}  # fmt: skip
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_WHOLE = re.compile(r"(?:<|recipient: ?rfc822; ?)([^\s<>@]{1,64}@[^\s<>]{1,190})(?=[>\s]|$)", re.I)
_LENGTH_LIMIT = 254


def likely_address(recipient: str | None, text: str) -> str | None:
    """Return how the address was probably meant; None where nothing looks mistyped.

    ``text`` is the report, in which the address may stand with more than belongs to it.
    """
    if not recipient or len(recipient) > _LENGTH_LIMIT:
        return None
    written = _as_written(recipient, text)
    local, _, domain = written.rpartition("@")
    meant = f"{_local(local)}@{_domain(domain.lower())}"
    return meant if meant.lower() != written.lower() and "@" in written else None


def _as_written(recipient: str, text: str) -> str:
    """The address with what was typed behind it, as the fields of the report have it."""
    for match in _WHOLE.finditer(text[:20_000]):
        if match[1].lower().startswith(recipient.lower()):
            return match[1]
    return recipient


def _local(local: str) -> str:
    return local.translate(_UMLAUTS).strip(".,;'\"").replace("..", ".")


def _domain(domain: str) -> str:
    bare = re.sub(r"\.{2,}", ".", domain.replace(",", ".").strip(".,;:_-'\""))
    name, _, ending = bare.rpartition(".")
    bare = f"{name}.{_ENDINGS.get(ending, ending)}" if name else bare
    if bare in _USUAL or bare in _REAL_NEIGHBOURS:
        return bare
    return next((usual for usual in _USUAL if _is_one_off(bare, usual)), bare)


def _is_one_off(typed: str, meant: str) -> bool:
    """Whether one letter is too much, missing, another or swapped with its neighbour."""
    if abs(len(typed) - len(meant)) > 1 or typed == meant:
        return False
    start = next((i for i, pair in enumerate(zip(typed, meant, strict=False)) if len({*pair}) > 1),
                 min(len(typed), len(meant)))  # fmt: skip
    a, b = typed[start:], meant[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
