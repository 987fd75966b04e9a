"""What a mail program must know: the provider's servers and the mailbox's address.

Addresses follow RFC 5321 section 4.1.2 with the letters of RFC 6531; domains follow IDNA 2008,
which keeps the German ß (the standard library's codec turns it into ss and thus into somebody
else's domain).
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

import idna

from faq.autoconfig.exceptions import InvalidAddress, InvalidDomain

MAX_LOCAL_OCTETS = 64
MAX_DOMAIN_LENGTH = 253
MAX_ADDRESS_OCTETS = 254

_ASCII_ATOM = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~"
)
_QUOTED_LOCAL = re.compile(r'"(?:[ !#-\[\]-~]|\\[ -~])+"')


class Protocol(Enum):
    """How a program talks to a server; members stand in the order of preference."""

    IMAP = "imap"
    POP3 = "pop3"
    SMTP = "smtp"
    SIEVE = "managesieve"
    CALDAV = "caldav"
    CARDDAV = "carddav"


MAIL = (Protocol.IMAP, Protocol.POP3, Protocol.SMTP)
HTTPS_PORT = 443


class SocketSecurity(Enum):
    """How the connection is encrypted; members stand in the order of preference (RFC 8314)."""

    SSL_TLS = "ssl-tls"
    STARTTLS = "starttls"


class Authentication(Enum):
    """How the program proves who it is, always inside the encrypted connection."""

    PASSWORD_CLEARTEXT = "password-cleartext"  # noqa: S105 (the name of a method)


@dataclass(frozen=True, slots=True)
class Server:
    """One service a program may use; its user name is always the whole address.

    `path` is where a calendar or address book is on the web, empty for the others.
    """

    protocol: Protocol
    security: SocketSecurity
    host: str
    port: int
    authentication: Authentication = Authentication.PASSWORD_CLEARTEXT
    path: str = ""

    @property
    def url(self) -> str:
        """The address of a service on the web."""
        port = "" if self.port == HTTPS_PORT else f":{self.port}"
        return f"https://{self.host}{port}{self.path or '/'}"


_PREFERENCE = {
    member: rank for kind in (Protocol, SocketSecurity) for rank, member in enumerate(kind)
}


@dataclass(frozen=True, slots=True)
class Provider:
    """The mail host with its servers, always in the order of preference.

    Programs take the first server without a word, so the order is made here: IMAP before POP3,
    implicit TLS before STARTTLS; servers alike in both keep the order they were given in.
    `help_title` is shown to people and arrives in their language.
    """

    domain: str
    name: str
    short_name: str
    help_url: str
    help_title: str
    servers: tuple[Server, ...]

    def __post_init__(self) -> None:
        ordered = sorted(
            self.servers, key=lambda one: (_PREFERENCE[one.protocol], _PREFERENCE[one.security])
        )
        object.__setattr__(self, "servers", tuple(ordered))

    def offering(
        self, protocol: Protocol, security: SocketSecurity | None = None
    ) -> tuple[Server, ...]:
        """The servers of one protocol, the best first; with `security`, only those encrypted so."""
        return tuple(
            server
            for server in self.servers
            if server.protocol is protocol and security in (None, server.security)
        )

    @property
    def incoming(self) -> tuple[Server, ...]:
        """The servers that hand out mail, IMAP first."""
        return self.offering(Protocol.IMAP) + self.offering(Protocol.POP3)

    @property
    def outgoing(self) -> tuple[Server, ...]:
        """The servers that take mail."""
        return self.offering(Protocol.SMTP)


@dataclass(frozen=True, slots=True)
class MailAddress:
    """A valid address: `text` as its owner writes it, `domain` as it stands in the DNS."""

    text: str
    domain: str

    @property
    def mailbox(self) -> str:
        """The same text for every spelling of one mailbox (phones like to begin with a capital)."""
        local = self.text.rpartition("@")[0]
        return f"{unicodedata.normalize('NFC', local).lower()}@{self.domain}"


def parse_address(text: str) -> MailAddress:
    """The address in `text`, without blanks around it and its @, and without a final dot.

    Raises InvalidAddress.
    """
    local, at, domain = text.strip().rpartition("@")
    local, domain = local.rstrip(), domain.strip().removesuffix(".")
    address = f"{local}@{domain}"
    # Counted before anything is looked at closely: what is too long is not worth a closer look.
    if not at or len(address) > MAX_ADDRESS_OCTETS or len(_octets(local)) > MAX_LOCAL_OCTETS:
        raise InvalidAddress
    if not address.isprintable() or not (_QUOTED_LOCAL.fullmatch(local) or _is_dot_atom(local)):
        raise InvalidAddress
    try:
        ascii_domain = parse_domain(domain)
    except InvalidDomain as error:
        raise InvalidAddress from error
    if len(_octets(local)) + 1 + len(ascii_domain) > MAX_ADDRESS_OCTETS:
        raise InvalidAddress
    return MailAddress(text=address, domain=ascii_domain)


def parse_domain(text: str) -> str:
    """The domain in `text` as it stands in the DNS: lower case, punycode, no final dot.

    Raises InvalidDomain; a single label and an IP address are no mail domains.
    """
    domain = text.strip().removesuffix(".")
    if not domain or len(domain) > MAX_DOMAIN_LENGTH:
        raise InvalidDomain
    try:
        ascii_domain = idna.encode(domain, uts46=True, std3_rules=True).decode("ascii")
    except (idna.IDNAError, UnicodeError) as error:
        raise InvalidDomain from error
    labels = ascii_domain.split(".")
    if len(labels) < 2 or labels[-1].isdigit() or len(ascii_domain) > MAX_DOMAIN_LENGTH:
        raise InvalidDomain
    return ascii_domain


def _is_dot_atom(local: str) -> bool:
    return all(atom and all(map(_is_atom_character, atom)) for atom in local.split("."))


def _is_atom_character(character: str) -> bool:
    """RFC 5321 atext, or a letter, digit or mark of any script (RFC 6531)."""
    if character.isascii():
        return character in _ASCII_ATOM
    return unicodedata.category(character)[0] in "LMN"


def _octets(text: str) -> bytes:
    # A lone surrogate is refused later with a clear reason; counting it must not fail.
    return text.encode("utf-8", "surrogatepass")
