"""The Autoconfig document that Thunderbird and others fetch.

Format: draft-ietf-mailmaint-autoconfig, version 1.1. The user name is the placeholder that the
program fills in itself, so the bytes are the same for everybody and need nothing of the request.
"""

from xml.etree import ElementTree as ET

from faq.autoconfig.account import Protocol, Provider, Server, SocketSecurity
from faq.autoconfig.elements import append_leaf, serialised
from faq.autoconfig.errors import NoServer

CONTENT_TYPE = "text/xml; charset=utf-8"
MAX_NAME = 60
MAX_SHORT_NAME = 20

_SOCKET_TYPE = {SocketSecurity.SSL_TLS: "SSL", SocketSecurity.STARTTLS: "STARTTLS"}
_ELEMENT = {
    Protocol.IMAP: "incomingServer",
    Protocol.POP3: "incomingServer",
    Protocol.SMTP: "outgoingServer",
}


def document(provider: Provider) -> bytes:
    """The settings of all servers, the best of each kind first.

    Raises NoServer when mail could not be both fetched and sent: only settings that work may be
    published.
    """
    if not (provider.incoming and provider.outgoing):
        raise NoServer
    root = ET.Element("clientConfig", version="1.1")
    body = ET.SubElement(root, "emailProvider", id=provider.domain)
    append_leaf(body, "domain", provider.domain)
    append_leaf(body, "displayName", provider.name[:MAX_NAME])
    append_leaf(body, "displayShortName", provider.short_name[:MAX_SHORT_NAME])
    for server in provider.servers:
        _append_server(body, server)
    documentation = ET.SubElement(body, "documentation", url=provider.help_url)
    append_leaf(documentation, "descr", provider.help_title).set("lang", "de")
    return serialised(root)


def _append_server(parent: ET.Element, server: Server) -> None:
    element = ET.SubElement(parent, _ELEMENT[server.protocol], type=server.protocol.value)
    append_leaf(element, "hostname", server.host)
    append_leaf(element, "port", str(server.port))
    append_leaf(element, "socketType", _SOCKET_TYPE[server.security])
    append_leaf(element, "authentication", server.authentication.value)
    append_leaf(element, "username", "%EMAILADDRESS%")
