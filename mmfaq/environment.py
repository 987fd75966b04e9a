"""Environment variables, read strictly: each has a type, and what is none stops the start.

A word that is not understood must never switch something off: `STAFF_SECOND_FACTOR=ja` is on, and
`=jein` is an error. An empty variable counts as not given. Raises ImproperlyConfigured with one
sentence that names the variable. A library (django-environ) read unknown words as "off" and `$` as
a reference; see docs/decisions.
"""

import os
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

import dj_database_url
import idna
from django.core.exceptions import ImproperlyConfigured

YES: Final = frozenset({"1", "true", "yes", "on", "ja", "an", "wahr"})
NO: Final = frozenset({"0", "false", "no", "off", "nein", "aus", "falsch"})
LOCAL_NAMES: Final = frozenset({"127.0.0.1", "localhost", "::1"})
UNIX_SOCKET: Final = "unix"
DEFAULT_PORTS: Final = {"http": 80, "https": 443}
MOST_DIGITS: Final = 9
LAST_PORT: Final = 65_535
# Bits of the widest private networks (RFC 1918, RFC 4193); what is wider is full of strangers.
WIDEST: Final = {4: 8, 6: 7}
FILES_IN_ADDRESSES: Final = frozenset(
    {"sslrootcert", "sslcert", "sslkey", "ssl_ca_certs", "ssl_certfile", "ssl_keyfile"}
)
"""What names a file behind the `?` of a database (libpq) or a store (redis)."""
MAPPED: Final = 96
"""Bits before an IPv4 address that is written as one of IPv6 (RFC 4291, 2.5.5.2)."""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """The address of a site: scheme, host name as it stands in requests, and port."""

    text: str
    scheme: str
    host: str

    @property
    def is_local(self) -> bool:
        return self.host in LOCAL_NAMES


@dataclass(frozen=True, slots=True)
class Environment:
    """Reads variables by type; `values` are those of the process unless a test gives others."""

    values: Mapping[str, str] = field(default_factory=lambda: os.environ)

    def text(self, name: str, default: str = "") -> str:
        """The value as it stands, without blanks around it."""
        return self.values.get(name, "").strip() or default

    def yes_no(self, name: str, *, default: bool) -> bool:
        word = self.text(name).lower()
        if word and word not in YES | NO:
            raise wrong(name, word, "is neither yes nor no (ja, nein, an, aus, 1, 0)")
        return word in YES if word else default

    def number(self, name: str, *, default: int, least: int = 1) -> int:
        word = self.text(name)
        if not word:
            return default
        is_number = word.isascii() and word.isdecimal() and len(word) <= MOST_DIGITS
        if not is_number or int(word) < least:
            raise wrong(name, word[:20], f"is no whole number from {least} up")
        return int(word)

    def words(self, name: str) -> list[str]:
        """Values separated by commas, without blanks and without empty ones."""
        return [word for part in self.text(name).split(",") if (word := part.strip())]

    def folder(self, name: str, *, default: Path) -> Path:
        return _path(name, self.text(name, str(default)))

    def file(self, name: str) -> Path | None:
        """A file that can be read now, None where none is named."""
        word = self.text(name)
        return _readable(name, word, word) if word else None

    def certificates(self, name: str) -> Path | None:
        """A PEM file with certificates, None where none is named."""
        path = self.file(name)
        if path:
            try:
                ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(path)
            except ssl.SSLError:
                raise wrong(name, str(path), "holds no certificate (PEM)") from None
        return path

    def key_pair(self, certificate: str, key: str) -> tuple[Path, Path] | None:
        """Two PEM files: a certificate with its chain, and its key without a password."""
        self.only_with(certificate, key)
        self.only_with(key, certificate)
        chain, own = self.certificates(certificate), self.file(key)
        if not chain or not own:
            return None
        try:
            ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(chain, own, password="")
        except ssl.SSLError:
            reason = f"is no key without a password (PEM) that fits {certificate}"
            raise wrong(key, str(own), reason) from None
        return chain, own

    def only_with(self, name: str, *others: str) -> None:
        """Refuse a value that means nothing by itself: who gave it believes that it works."""
        missing = [other for other in others if not self.text(other)]
        if self.text(name) and missing:
            raise ImproperlyConfigured(f"{name} means nothing without {' and '.join(missing)}.")

    def listening(self, name: str, *, default: str) -> str:
        """Where a server listens: `host:port`, `[IPv6]:port`, `unix:path` or `fd://number`."""
        word = self.text(name, default)
        host, _, port = word.rpartition(":")
        is_port = port.isascii() and port.isdecimal() and int(port[:MOST_DIGITS]) <= LAST_PORT
        if not word.startswith(("unix:", "fd://")) and not (host and is_port):
            raise wrong(name, word, "is no address such as 127.0.0.1:8000 or unix:/run/hilfe.sock")
        return word

    def choice(self, name: str, options: tuple[str, ...], *, default: str) -> str:
        word = self.text(name, default).upper()
        if word not in options:
            raise wrong(name, word, f"is none of {', '.join(options)}")
        return word

    def host_names(self, name: str) -> list[str]:
        """Host names as requests carry them: IDNA, without ports, IPv6 in brackets.

        A dot before a name stands for all names below it, as Django has it.
        """
        return [
            word if word == "*" else self._host_or_below(name, word) for word in self.words(name)
        ]

    def host_name(self, name: str, *, default: str) -> str:
        """One host name, as `host_names` has them."""
        return self._host(name, self.text(name, default))

    def url(self, name: str, schemes: tuple[str, ...]) -> str:
        """The address of another service, empty where there is none."""
        word = self.text(name)
        if "#" in word:
            raise wrong(name, hidden(word), "has a # in it: write it as %23")
        try:
            parts = urlsplit(word)
            is_one = parts.scheme in schemes and parts.port != 0
        except ValueError:  # its words may hold part of a password
            raise wrong(name, hidden(word), "is no address: a / in a password is %2F") from None
        if word and not is_one:
            raise wrong(name, hidden(word), f"does not begin with {schemes[0]}://")
        return word

    def store(self, name: str, schemes: tuple[str, ...]) -> str:
        """The address of a store, read as its client will: who could not read it went without."""
        word = self.url(name, schemes)
        if not word:
            return ""
        number = urlsplit(word).path.strip("/")
        if urlsplit(word).scheme != UNIX_SOCKET and number and not number.isdecimal():
            raise wrong(name, hidden(word), "has no number of a database behind the host")
        _refuse_missing_files(name, word)
        needs(name, hidden(word), "redis", extra="valkey")
        from redis import ConnectionPool, RedisError

        try:
            ConnectionPool.from_url(word).make_connection()  # asks nobody yet
        except (ValueError, TypeError, RedisError) as error:
            raise wrong(name, hidden(word), f"cannot be read ({error})") from None
        return word

    def web_address(self, name: str, *, default: str) -> WebAddress:
        """An address such as `https://hilfe.example.org`, without anything behind the host."""
        word = self.text(name, default)
        try:
            parts = urlsplit(word)
            is_told = parts.port not in (None, DEFAULT_PORTS.get(parts.scheme))  # as by browsers
            port = f":{parts.port}" if is_told else ""
        except ValueError as error:
            raise wrong(name, word, f"is no address ({error})") from None
        if parts.scheme not in ("http", "https") or not parts.hostname or "@" in word:
            raise wrong(name, word, "is no address such as https://hilfe.example.org")
        if port == ":0":
            raise wrong(name, word, "has a port that nobody can ask")
        if parts.path.strip("/") or parts.query or parts.fragment:
            raise wrong(name, word, "has a path, but the site is served at the root of its host")
        host = self._host(name, parts.hostname)
        return WebAddress(f"{parts.scheme}://{bracketed(host)}{port}", parts.scheme, host)

    def networks(self, name: str) -> list[str]:
        """Networks of proxies, `unix` for a socket; the whole world is no network of proxies."""
        return [
            word if word == UNIX_SOCKET else str(self._network(name, word))
            for word in self.words(name)
        ]

    def database(self, name: str, *, default: Path, root: Path) -> dict[str, Any]:
        """Django's settings of SQLite or PostgreSQL; options behind `?` are kept as given.

        A relative file of SQLite lies below `root`, wherever a command is started.
        """
        word = self.text(name)
        if not word:
            return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(default)}
        if "#" in word:
            raise wrong(name, hidden(word), "has a # in it: write it as %23")
        try:
            found = dict(dj_database_url.parse(word))
        except (ValueError, KeyError) as error:
            raise wrong(name, hidden(word), f"cannot be read ({error})") from None
        if not str(found["ENGINE"]).endswith(("sqlite3", "postgresql")):
            raise wrong(name, hidden(word), "is neither SQLite nor PostgreSQL")
        if str(found["ENGINE"]).endswith("sqlite3"):
            if found["NAME"] in ("", ":memory:"):  # each process would have its own
                raise wrong(name, hidden(word), "names no file")
            found["NAME"] = str(root / str(found["NAME"]))
        else:
            _refuse_missing_files(name, word)
            needs(name, hidden(word), "psycopg", extra="postgres")
        return found

    def _host(self, name: str, word: str) -> str:
        bare = word.strip("[]")
        try:
            return str(ip_address(bare))
        except ValueError:
            pass
        try:
            return idna.encode(bare.removesuffix("."), uts46=True).decode()
        except idna.IDNAError:
            raise wrong(name, word, "is no host name") from None

    def _host_or_below(self, name: str, word: str) -> str:
        below = word.removeprefix(".")
        return word[: len(word) - len(below)] + bracketed(self._host(name, below))

    def _network(self, name: str, word: str) -> IPv4Network | IPv6Network:
        """A network without the bits of a host in it; one of IPv4 written as IPv6 is of IPv4."""
        try:
            network = ip_network(word, strict=False)
        except ValueError:
            raise wrong(name, word, "is no address or network such as 10.0.0.0/8") from None
        if isinstance(network, IPv6Network) and (mapped := network.network_address.ipv4_mapped):
            network = IPv4Network((mapped, max(0, network.prefixlen - MAPPED)), strict=False)
        if network.prefixlen < WIDEST[network.version]:
            raise wrong(name, word, "would believe strangers")
        return network


def bracketed(host: str) -> str:
    """A host as it stands in addresses and requests: IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host


def needs(name: str, value: str, package: str, *, extra: str) -> None:
    """Refuse a value that asks for a package which is not installed."""
    if find_spec(package) is None:
        raise wrong(name, value, f"needs the package {package} (extra: {extra})")


def wrong(name: str, value: str, reason: str) -> ImproperlyConfigured:
    """The sentence that an operator reads when the site does not start."""
    return ImproperlyConfigured(f"{name}={value!s} {reason}.")


def hidden(url: str) -> str:
    """The address of a database without the password in it."""
    scheme, sign, rest = url.partition("://")
    if not sign:
        return "…"
    return f"{scheme}://…{rest.rpartition('@')[2] if '@' in rest else ''}"


def _path(name: str, word: str) -> Path:
    try:
        return Path(word).expanduser().resolve()
    except RuntimeError as error:  # ~somebody that this machine does not know
        raise wrong(name, word, f"cannot be found ({error})") from None


def _readable(name: str, said: str, word: str) -> Path:
    path = _path(name, word)
    try:
        path.open("rb").close()
    except OSError as error:
        raise wrong(name, said, f"cannot be read ({error.strerror})") from None
    return path


def _refuse_missing_files(name: str, url: str) -> None:
    """What a database or store is told about files is noticed at their first question only."""
    for key, value in parse_qsl(urlsplit(url).query):
        if key in FILES_IN_ADDRESSES and value != "system":  # libpq's word for the machine's own
            _readable(name, f"{hidden(url.partition('?')[0])}?{key}={value}", value)


ENVIRONMENT: Final = Environment()
