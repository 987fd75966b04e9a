"""The Autoconfig document that Thunderbird and others fetch.

Format: draft-ietf-mailmaint-autoconfig-06. With mail alone it is version 1.1 to the byte; calendar
and contacts follow behind the provider, where programs that do not know them look past them. The
user name is the placeholder that the program fills in itself, so the bytes are the same for
everybody and need nothing of the request.
"""

from xml.etree import ElementTree as ET

from faq.autoconfig.account import Protocol, Provider, Server, SocketSecurity
from faq.autoconfig.elements import append_leaf, serialised
from faq.autoconfig.exceptions import NoServer

CONTENT_TYPE = "text/xml; charset=utf-8"
MAX_NAME = 60
MAX_SHORT_NAME = 20

_SOCKET_TYPE = {SocketSecurity.SSL_TLS: "SSL", SocketSecurity.STARTTLS: "STARTTLS"}
_ELEMENT = {
    Protocol.IMAP: "incomingServer",
    Protocol.POP3: "incomingServer",
    Protocol.SMTP: "outgoingServer",
}
_BESIDE_MAIL = {Protocol.CARDDAV: "addressbook", Protocol.CALDAV: "calendar"}


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
    for server in provider.incoming + provider.outgoing:
        _append_server(body, server)
    documentation = ET.SubElement(body, "documentation", url=provider.help_url)
    append_leaf(documentation, "descr", provider.help_title).set("lang", "de")
    for protocol, name in _BESIDE_MAIL.items():
        for server in provider.offering(protocol):
            _append_beside(root, name, server)
    return serialised(root)


def _append_server(parent: ET.Element, server: Server) -> None:
    element = ET.SubElement(parent, _ELEMENT[server.protocol], type=server.protocol.value)
    append_leaf(element, "hostname", server.host)
    append_leaf(element, "port", str(server.port))
    append_leaf(element, "socketType", _SOCKET_TYPE[server.security])
    append_leaf(element, "authentication", server.authentication.value)
    append_leaf(element, "username", "%EMAILADDRESS%")


def _append_beside(root: ET.Element, name: str, server: Server) -> None:
    element = ET.SubElement(root, name, type=server.protocol.value)
    append_leaf(element, "url", server.url)
    append_leaf(element, "authentication", "basic")
    append_leaf(element, "username", "%EMAILADDRESS%")
