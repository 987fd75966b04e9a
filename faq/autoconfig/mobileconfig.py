"""The configuration profile that Apple's devices install: mail, calendar, contacts, no password.

Format: Apple's payloads `com.apple.mail.managed`, `com.apple.caldav.account` and
`com.apple.carddav.account`; the last two only where the host offers them. Only ports with
implicit TLS are used, because nothing says what `UseSSL` means on a STARTTLS port. Identifiers
derive from the mailbox, so a second download updates the first profile instead of standing beside
it.
"""

import plistlib
from uuid import NAMESPACE_DNS, UUID, uuid5

from faq.autoconfig.account import MailAddress, Protocol, Provider, Server, SocketSecurity
from faq.autoconfig.exceptions import NoServer

CONTENT_TYPE = "application/x-apple-aspen-config"

_ACCOUNT_TYPE = {Protocol.IMAP: "EmailTypeIMAP", Protocol.POP3: "EmailTypePOP"}
_DAV = {Protocol.CALDAV: "CalDAV", Protocol.CARDDAV: "CardDAV"}


def document(provider: Provider, address: MailAddress, protocol: Protocol) -> bytes:
    """The profile that sets up `address` for IMAP or POP3.

    Raises NoServer when no incoming or outgoing server with implicit TLS is published.
    """
    incoming = _implicit_tls(provider, protocol)
    outgoing = _implicit_tls(provider, Protocol.SMTP)
    profile_id = _identifier(provider, address, f"profile-{protocol.value}")
    return plistlib.dumps(
        {
            "PayloadType": "Configuration",
            "PayloadVersion": 1,
            "PayloadIdentifier": _reverse(provider.domain, profile_id),
            "PayloadUUID": _text(profile_id),
            "PayloadDisplayName": f"{provider.name} ({address.text})",
            "PayloadDescription": f"{provider.help_title}: {provider.help_url}",
            "PayloadOrganization": provider.name,
            "PayloadRemovalDisallowed": False,
            "PayloadContent": [
                _mail_payload(provider, address, incoming, outgoing),
                *_dav_payloads(provider, address),
            ],
        },
        sort_keys=False,
    )


def _mail_payload(
    provider: Provider, address: MailAddress, incoming: Server, outgoing: Server
) -> dict[str, str | int | bool]:
    payload_id = _identifier(provider, address, f"mail-{incoming.protocol.value}")
    return {
        "PayloadType": "com.apple.mail.managed",
        "PayloadVersion": 1,
        "PayloadIdentifier": _reverse(provider.domain, payload_id),
        "PayloadUUID": _text(payload_id),
        "PayloadDisplayName": address.text,
        "EmailAccountDescription": provider.name,
        "EmailAccountType": _ACCOUNT_TYPE[incoming.protocol],
        "EmailAddress": address.text,
        **_server("Incoming", incoming, address),
        **_server("Outgoing", outgoing, address),
        # The device asks for the password once, at installation; it is never part of a profile.
        "OutgoingPasswordSameAsIncomingPassword": True,
    }


def _dav_payloads(provider: Provider, address: MailAddress) -> list[dict[str, str | int | bool]]:
    return [
        _dav_payload(provider, address, server, name)
        for protocol, name in _DAV.items()
        for server in provider.offering(protocol)[:1]
    ]


def _dav_payload(
    provider: Provider, address: MailAddress, server: Server, name: str
) -> dict[str, str | int | bool]:
    payload_id = _identifier(provider, address, server.protocol.value)
    return {
        "PayloadType": f"com.apple.{server.protocol.value}.account",
        "PayloadVersion": 1,
        "PayloadIdentifier": _reverse(provider.domain, payload_id),
        "PayloadUUID": _text(payload_id),
        "PayloadDisplayName": address.text,
        f"{name}AccountDescription": provider.name,
        f"{name}HostName": server.host,
        f"{name}Port": server.port,
        f"{name}PrincipalURL": server.path or "/",
        f"{name}UseSSL": True,
        f"{name}Username": address.text,
    }


def _server(direction: str, server: Server, address: MailAddress) -> dict[str, str | int | bool]:
    prefix = f"{direction}MailServer"
    return {
        f"{prefix}Authentication": "EmailAuthPassword",
        f"{prefix}HostName": server.host,
        f"{prefix}PortNumber": server.port,
        f"{prefix}UseSSL": True,
        f"{prefix}Username": address.text,
    }


def _implicit_tls(provider: Provider, protocol: Protocol) -> Server:
    servers = provider.offering(protocol, SocketSecurity.SSL_TLS)
    if not servers:
        raise NoServer
    return servers[0]


def _identifier(provider: Provider, address: MailAddress, part: str) -> UUID:
    return uuid5(uuid5(NAMESPACE_DNS, provider.domain), f"{part}:{address.mailbox}")


def _text(identifier: UUID) -> str:
    return str(identifier).upper()


def _reverse(domain: str, identifier: UUID) -> str:
    return ".".join([*reversed(domain.split(".")), str(identifier)])
