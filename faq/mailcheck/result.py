"""What is checked, and what can be found."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Protocol(Enum):
    """The language a service speaks."""

    IMAP = "imap"
    POP3 = "pop3"
    SMTP = "smtp"
    SIEVE = "managesieve"
    CALDAV = "caldav"
    CARDDAV = "carddav"
    WEB = "web"


class SocketSecurity(Enum):
    """When the encryption begins: at once, or after a command."""

    SSL_TLS = "ssl-tls"
    STARTTLS = "starttls"


class Fault(Enum):
    """What is wrong with a service; one name for each thing somebody would have to repair."""

    NOT_RESOLVABLE = "not-resolvable"
    UNREACHABLE = "unreachable"
    CLOSED = "closed"
    TIMEOUT = "timeout"
    DISCONNECTED = "disconnected"
    REFUSED = "refused"
    WRONG_PROTOCOL = "wrong-protocol"
    NOT_ENCRYPTED = "not-encrypted"
    ENCRYPTED_AT_ONCE = "encrypted-at-once"
    STARTTLS_MISSING = "starttls-missing"
    STARTTLS_REFUSED = "starttls-refused"
    DATA_INJECTED = "data-injected"
    TLS_HANDSHAKE = "tls-handshake"
    TLS_TOO_OLD = "tls-too-old"
    CERTIFICATE_EXPIRED = "certificate-expired"
    CERTIFICATE_EXPIRES_SOON = "certificate-expires-soon"
    CERTIFICATE_NOT_YET_VALID = "certificate-not-yet-valid"
    CERTIFICATE_WRONG_NAME = "certificate-wrong-name"
    CERTIFICATE_UNTRUSTED = "certificate-untrusted"
    REDIRECTED = "redirected"
    NOT_FOUND = "not-found"
    LOGIN_MISSING = "login-missing"


@dataclass(frozen=True, slots=True)
class Service:
    """One published service; `path` is where it is on the web, empty for the others."""

    protocol: Protocol
    security: SocketSecurity
    host: str
    port: int
    path: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What one service did. `fault` is None when all is well; `detail` is the decisive raw line.

    `tls_version` ("TLSv1.3") and `expires_at` are known only when the handshake succeeded.
    """

    service: Service
    fault: Fault | None
    detail: str = ""
    tls_version: str = ""
    expires_at: datetime | None = None

    @property
    def is_usable(self) -> bool:
        """Whether customers can work today; a certificate near its end needs staff, not them."""
        return self.fault in (None, Fault.CERTIFICATE_EXPIRES_SOON)


class CheckFailed(Exception):
    """The dialogue ended with a fault; `detail` is what the server or the library said."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(fault.value, detail)
        self.fault = fault
        self.detail = detail
