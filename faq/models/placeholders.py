"""Tokens in texts: `{webmail}` or `{imap-port}` stands for a value that is kept in one place.

The list is closed: it is no template language, and a misspelt token is refused when it is written.
They are filled in the Markdown source, before it is rendered. A token whose value nobody has given
yet is a gap, and so is ‹what an editor still has to find out›; a text with a gap is not public.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum
from operator import attrgetter
from typing import Final

from django.core.exceptions import ValidationError

from faq.models.brand import current_brand, in_brand, once_a_choice
from faq.models.house import House
from faq.models.mailservers import MailServer

TOKEN: Final = re.compile(r"\{([A-Za-z0-9-]+)\}")
_IN_LINK: Final = re.compile(r"\]\(<?\{([A-Za-z0-9-]+)\}>?\)")
_OPEN: Final = re.compile(r"‹[^‹›\n]{1,200}›")
_MARKDOWN: Final = re.compile(r"([\\`*_\[\]<>#|~])")
CONTACT_PATH: Final = "/kontakt/"
_of_this_moment: ContextVar[dict[str, Mapping[str, str]] | None] = ContextVar(
    "values of this moment", default=None
)


class Audience(Enum):
    """Who reads the text: somebody on a page, or a customer who has written to support."""

    PAGE = "page"
    LETTER = "letter"


# Server tokens, and what a value is called beside it ("Server kopieren").
SERVER_TOKENS: Final = {
    f"{protocol}{way}-{what}": label
    for protocol in ("imap", "pop3", "smtp")
    for way in ("", "-starttls")
    for what, label in (("server", "Server"), ("port", "Port"), ("sicherheit", "Verschlüsselung"))
    if (way, what) != ("-starttls", "sicherheit")
} | {
    "sieve-server": "Server",
    "sieve-port": "Port",
    "sieve-sicherheit": "Verschlüsselung",
    "caldav-server": "Server",
    "caldav-adresse": "Adresse",
    "carddav-server": "Server",
    "carddav-adresse": "Adresse",
}
# The first word of a token where it is not the protocol's own name.
_TOKEN_WORD: Final = {MailServer.Protocol.SIEVE: "sieve"}
# Tokens of the house: the field of `House` each one stands for.
HOUSE_TOKENS: Final = {
    "name": "name",
    "website": "website",
    "webmail": "webmail_url",
    "webmail-name": "webmail_name",
    "admin": "admin_url",
    "admin-name": "admin_name",
    "postfixadmin": "postfixadmin_url",
    "postfixadmin-name": "postfixadmin_name",
    "support-mail": "support_mail",
    "support-formular": "support_form",
    "support-telefon": "support_phone",
    "support-zeiten": "support_hours",
    "notfall": "emergency",
    "postfach-groesse": "mailbox_size",
    "nachricht-groesse": "message_size",
    "nachrichten-je-stunde": "messages_per_hour",
    "passwort-aendern": "password_url",
    "sicherung-tage": "backup_days",
}
# Words that lead to a person, by who reads them.
CONTACT_TOKENS: Final = {
    "schreiben-sie-uns": {
        Audience.PAGE: f"[schreiben Sie uns]({CONTACT_PATH})",
        Audience.LETTER: "antworten Sie auf diese E-Mail",
    },
    "Schreiben-Sie-uns": {
        Audience.PAGE: f"[Schreiben Sie uns]({CONTACT_PATH})",
        Audience.LETTER: "Antworten Sie auf diese E-Mail",
    },
}
READER_TOKEN: Final = "adresse"  # noqa: S105 (a word in a text)
# What the steps of a mail program show with a button to copy it; filled when the page is made.
COPIED_TOKENS: Final = {READER_TOKEN: "E-Mail-Adresse", **SERVER_TOKENS}
ALL_TOKENS: Final = (*COPIED_TOKENS, *HOUSE_TOKENS, *CONTACT_TOKENS)
TOKEN_HELP: Final = "Platzhalter: " + ", ".join(f"{{{name}}}" for name in ALL_TOKENS) + "."


@dataclass(frozen=True, slots=True)
class Values:
    """The value of each token for one audience; an empty one is a gap."""

    texts: Mapping[str, str]
    phrases: Mapping[str, str]

    def fill(self, source: str, *, leave: Mapping[str, str] | None = None) -> str:
        """Markdown with its tokens replaced, but for those in `leave` and for gaps."""
        kept = leave or {}

        def target(found: re.Match[str]) -> str:
            value = "" if found[1] in kept else self.texts.get(found[1], "")
            return f"]({value})" if value else found[0]

        def words(found: re.Match[str]) -> str:
            name = found[1]
            if name in kept:
                return found[0]
            if name in self.phrases:
                return self.phrases[name]
            value = self.texts.get(name, "")
            return as_markdown(value) if value else found[0]

        return TOKEN.sub(words, _IN_LINK.sub(target, source))

    def gaps(self, source: str, *, leave: Mapping[str, str] | None = None) -> list[str]:
        """What is missing in a text: tokens without a value, and ‹open questions›."""
        asked = [name for name in TOKEN.findall(source) if name not in (leave or {})]
        empty = [name for name in asked if self.texts.get(name) == ""]
        return list(dict.fromkeys([*(f"{{{name}}}" for name in empty), *_OPEN.findall(source)]))


def values(audience: Audience = Audience.PAGE) -> Values:
    """The values as they stand in the database now, of the brand that answers."""
    return Values(brand_texts() if current_brand() else _texts_now(), _phrases(audience))


def values_of(
    house: House, servers: Iterable[MailServer], audience: Audience = Audience.PAGE
) -> Values:
    """The values of a house and its servers, wherever they come from."""
    return Values(_texts(house, servers), _phrases(audience))


@once_a_choice
def brand_texts() -> Mapping[str, str]:
    """The values of the brand that answers: its texts are filled each time they are read."""
    return _texts_now()


@once_a_choice
def brand_gaps() -> tuple[str, ...]:
    """What the brand that answers leaves open although the house does not."""
    with in_brand(""):
        known = {name for name, value in _texts_now().items() if value}
    return tuple(sorted(name for name in known if not brand_texts()[name]))


@contextmanager
def values_of_one_moment() -> Iterator[None]:
    """Fill many texts with the same values: they are read once, not for each text."""
    known = _of_this_moment.get()
    before = _of_this_moment.set({} if known is None else known)
    try:
        yield
    finally:
        _of_this_moment.reset(before)


def _texts_now() -> Mapping[str, str]:
    known = _of_this_moment.get()
    brand = current_brand()
    if known and brand in known:
        return known[brand]
    texts = _texts(House.objects.shown(), MailServer.objects.published())
    if known is not None:
        known[brand] = texts
    return texts


def _texts(house: House, servers: Iterable[MailServer]) -> Mapping[str, str]:
    texts = {name: str(getattr(house, field)) for name, field in HOUSE_TOKENS.items()}
    return texts | server_values(servers) | {READER_TOKEN: "Ihre E-Mail-Adresse"}


def _phrases(audience: Audience) -> Mapping[str, str]:
    return {name: words[audience] for name, words in CONTACT_TOKENS.items()}


def fill(
    source: str,
    audience: Audience = Audience.PAGE,
    *,
    leave: Mapping[str, str] | None = None,
) -> str:
    """A Markdown source with today's values; nothing is asked for one that names no token."""
    named = set(TOKEN.findall(source)) - set(leave or ())
    return values(audience).fill(source, leave=leave) if named & set(ALL_TOKENS) else source


def without_values(text: str) -> str:
    """A plain text in which what only the page fills in is left open: "Port …"."""
    return TOKEN.sub(lambda found: "…" if found[1] in COPIED_TOKENS else found[0], text)


def in_words(text: str) -> str:
    """A plain text with today's values in it, where nobody can copy them from a page."""
    if not set(COPIED_TOKENS).intersection(TOKEN.findall(text)):
        return text
    known = values().texts
    return TOKEN.sub(lambda found: known.get(found[1], found[0]), text)


def server_values(servers: Iterable[MailServer]) -> dict[str, str]:
    """What each token of the mail servers stands for; what is not offered is empty."""
    found: dict[str, str] = {}
    # The best of each kind comes first and stays.
    for row in sorted(servers, key=attrgetter("rank")):
        word = _TOKEN_WORD.get(MailServer.Protocol(row.protocol), row.protocol)
        values = {"server": row.host, "port": str(row.port), "adresse": row.url}
        names = {f"{word}-{name}": value for name, value in values.items()}
        names[f"{word}-sicherheit"] = row.get_security_display()
        if row.security == MailServer.Security.STARTTLS:
            names |= {f"{word}-starttls-{name}": value for name, value in values.items()}
        found = names | found
    return {name: found.get(name, "") for name in SERVER_TOKENS}


def as_markdown(value: str) -> str:
    """A value as it may stand in Markdown: an address becomes a link, signs lose their meaning."""
    if value.startswith(("https://", "http://")):
        return f"<{value}>"
    return _MARKDOWN.sub(r"\\\1", value)


def validate_tokens(text: str) -> None:
    """Refuse a token that stands for nothing."""
    unknown = sorted({name for name in TOKEN.findall(text) if name not in ALL_TOKENS})
    if unknown:
        raise ValidationError(
            f"Unbekannter Platzhalter: {', '.join(f'{{{name}}}' for name in unknown)}. {TOKEN_HELP}"
        )
