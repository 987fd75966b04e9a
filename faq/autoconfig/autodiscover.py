"""Autodiscover as Outlook asks for it: plain XML ("POX") and the JSON redirect.

Format: [MS-OXDSCLI] sections 2.2.3 (request) and 2.2.4 (response). There are no placeholders: the
answer repeats the address of the request, and nothing else of it.
"""

import json
from dataclasses import dataclass, field
from enum import Enum
from xml.etree import ElementTree as ET

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from faq.autoconfig.account import (
    MAIL,
    MailAddress,
    Protocol,
    Provider,
    Server,
    SocketSecurity,
    parse_address,
)
from faq.autoconfig.elements import append_leaf, serialised
from faq.autoconfig.exceptions import (
    AutoconfigError,
    InvalidAddress,
    InvalidRequest,
    NoServer,
    UnsupportedSchema,
)

CONTENT_TYPE = "text/xml; charset=utf-8"
JSON_CONTENT_TYPE = "application/json; charset=utf-8"
MAX_REQUEST_BYTES = 64 * 1024
MAX_DEPTH = 8
MAX_ELEMENTS = 64
MAX_ATTRIBUTES = 16

_NAMESPACE = "http://schemas.microsoft.com/exchange/autodiscover/"
RESPONSE_NAMESPACE = _NAMESPACE + "responseschema/2006"
OUTLOOK_NAMESPACE = _NAMESPACE + "outlook/responseschema/2006a"

_TYPE = {Protocol.IMAP: "IMAP", Protocol.POP3: "POP3", Protocol.SMTP: "SMTP"}
# "TLS" means STARTTLS here; on a port with implicit TLS it makes Outlook hang.
_ENCRYPTION = {SocketSecurity.SSL_TLS: "SSL", SocketSecurity.STARTTLS: "TLS"}
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class ErrorCode(Enum):
    """The codes of an Error element."""

    ADDRESS_UNKNOWN = 500
    INVALID_REQUEST = 600
    SCHEMA_NOT_SERVED = 601


_MESSAGE = {
    ErrorCode.ADDRESS_UNKNOWN: "The email address cannot be found.",
    ErrorCode.INVALID_REQUEST: "Invalid request.",
    ErrorCode.SCHEMA_NOT_SERVED: "The requested response schema is not available.",
}
_ERROR_CODE: dict[type[AutoconfigError], ErrorCode] = {
    InvalidAddress: ErrorCode.ADDRESS_UNKNOWN,
    InvalidRequest: ErrorCode.INVALID_REQUEST,
    NoServer: ErrorCode.ADDRESS_UNKNOWN,
    UnsupportedSchema: ErrorCode.SCHEMA_NOT_SERVED,
}


def read_request(body: bytes) -> MailAddress:
    """The address a request asks settings for.

    Raises InvalidRequest (not a request, too large, with a DOCTYPE), UnsupportedSchema (an answer
    for a phone's mobilesync, say) and InvalidAddress.
    """
    texts = _leaf_texts(body)
    schema = texts.get("AcceptableResponseSchema")
    if schema is None:
        raise InvalidRequest
    if schema.strip() != OUTLOOK_NAMESPACE:
        raise UnsupportedSchema
    # A request may name the mailbox by LegacyDN alone, which exists only on Exchange.
    return parse_address(texts.get("EMailAddress", ""))


def document(provider: Provider, address: MailAddress) -> bytes:
    """The best server of each type, IMAP first.

    Raises NoServer when mail could not be both fetched and sent.
    """
    if not (provider.incoming and provider.outgoing):
        raise NoServer
    root, response = _envelope(OUTLOOK_NAMESPACE)
    account = ET.SubElement(response, "Account")
    _append_leaves(account, {"AccountType": "email", "Action": "settings"})
    for protocol in MAIL:
        for server in provider.offering(protocol)[:1]:
            _append_leaves(ET.SubElement(account, "Protocol"), _settings(server, address))
    return serialised(root)


def error_document(error: AutoconfigError) -> bytes:
    """The answer that tells the program what was wrong with its request."""
    code = _ERROR_CODE[type(error)]
    root, response = _envelope(RESPONSE_NAMESPACE)
    element = ET.SubElement(response, "Error")
    _append_leaves(
        element, {"ErrorCode": str(code.value), "Message": _MESSAGE[code], "DebugData": ""}
    )
    return serialised(root)


def json_redirect(protocol: str | None, pox_url: str) -> tuple[int, bytes]:
    """Status and body of the JSON answer, which tells where the XML service is.

    The address in such a request is not even looked at: the answer is the same for all.
    """
    if not protocol:
        return 400, _json_error("MandatoryParameterMissing", "The parameter 'Protocol' is missing.")
    if protocol.lower() != "autodiscoverv1":
        return 400, _json_error("InvalidProtocol", "Supported values are 'AutodiscoverV1'.")
    return 200, _json({"Protocol": "AutodiscoverV1", "Url": pox_url})


def _settings(server: Server, address: MailAddress) -> dict[str, str]:
    return {
        "Type": _TYPE[server.protocol],
        "Server": server.host,
        "Port": str(server.port),
        "DomainRequired": "off",
        "LoginName": address.text,
        "SPA": "off",
        "SSL": "on",
        "Encryption": _ENCRYPTION[server.security],
        "AuthRequired": "on",
    }


def _envelope(response_namespace: str) -> tuple[ET.Element, ET.Element]:
    # Both namespaces are defaults where they begin, as in Microsoft's own answers; ElementTree's
    # handling of namespaces would give them prefixes.
    root = ET.Element("Autodiscover", xmlns=RESPONSE_NAMESPACE)
    return root, ET.SubElement(root, "Response", xmlns=response_namespace)


def _append_leaves(parent: ET.Element, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        append_leaf(parent, name, text)


def _json_error(code: str, message: str) -> bytes:
    return _json({"ErrorCode": code, "ErrorMessage": message})


def _json(value: dict[str, str]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _leaf_texts(body: bytes) -> dict[str, str]:
    """The request's texts by element name, without namespaces; the first of each name counts."""
    if len(body) > MAX_REQUEST_BYTES:
        raise InvalidRequest
    target = _LeafTexts()
    # The encoding a request declares is ignored on purpose: .NET declares UTF-16 and sends UTF-8,
    # and a hostile request could otherwise name any codec of this interpreter.
    parser = DefusedXMLParser(target=target, encoding="utf-8", forbid_dtd=True)
    try:
        parser.feed(_as_utf8(body))
        parser.close()
    except (ET.ParseError, DefusedXmlException, UnicodeError) as error:
        raise InvalidRequest from error
    return target.texts


def _as_utf8(body: bytes) -> bytes:
    if body.startswith(_UTF16_MARKS):
        return body.decode("utf-16").encode()
    return body


@dataclass(slots=True)
class _LeafTexts:
    """Parser target that keeps texts only, so that neither depth nor breadth can cost memory."""

    texts: dict[str, str] = field(default_factory=dict)
    _depth: int = 0
    _elements: int = 0
    _current: str = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if (
            self._depth > MAX_DEPTH
            or self._elements > MAX_ELEMENTS
            or len(attributes) > MAX_ATTRIBUTES
        ):
            raise InvalidRequest
        name = tag.rpartition("}")[2]
        self._current = "" if name in self.texts else name

    def data(self, text: str) -> None:
        if self._current:
            self.texts[self._current] = self.texts.get(self._current, "") + text

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._current = ""

    def close(self) -> None:
        """Nothing is built, so nothing is handed over."""
