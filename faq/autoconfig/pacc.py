"""The configuration of PACC: JSON at the provider, vouched for by its digest in the DNS.

Format: draft-ietf-mailmaint-pacc as its third edition is documented. It knows a service by host
alone, on the registered port with implicit TLS, or by an address on the web with a path; what is
otherwise cannot be said in it and is left out. The bytes are the same for everybody.
"""

import base64
import hashlib
import json

from faq.autoconfig.account import HTTPS_PORT, Protocol, Provider, SocketSecurity
from faq.autoconfig.exceptions import NoServer

CONTENT_TYPE = "application/json"
HOST_NAME = "ua-auto-config"
DIGEST_NAME = "_ua-auto-config"
MAX_NAME = 60
MAX_SHORT_NAME = 20

# What the format calls a protocol, and the only port at which it can be.
_IN_LINES = {
    Protocol.IMAP: ("imap", 993),
    Protocol.POP3: ("pop3", 995),
    Protocol.SMTP: ("submit", 465),
}
_ON_THE_WEB = (Protocol.CALDAV, Protocol.CARDDAV)


def document(provider: Provider) -> bytes:
    """The best server of each protocol.

    Raises NoServer when none can be said in this format.
    """
    protocols = _hosts(provider) | _addresses(provider)
    if not protocols:
        raise NoServer
    value = {
        "protocols": protocols,
        "authentication": {"password": True},
        "info": {
            "provider": {
                "name": provider.name[:MAX_NAME],
                "shortName": provider.short_name[:MAX_SHORT_NAME],
            },
            "help": {"documentation": provider.help_url},
        },
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def digest_record(body: bytes) -> str:
    """The text of the TXT record that vouches for these bytes."""
    digest = base64.b64encode(hashlib.sha256(body).digest()).decode("ascii")
    return f"v=UAAC1; a=sha256; d={digest}"


def _hosts(provider: Provider) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for protocol, (name, port) in _IN_LINES.items():
        for server in provider.offering(protocol, SocketSecurity.SSL_TLS):
            if server.port == port:
                found.setdefault(name, {"host": server.host})
    return found


def _addresses(provider: Provider) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for protocol in _ON_THE_WEB:
        for server in provider.offering(protocol):
            if server.port == HTTPS_PORT and server.path.strip("/"):
                found.setdefault(protocol.value, {"url": server.url})
    return found
