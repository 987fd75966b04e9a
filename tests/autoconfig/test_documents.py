"""The documents read by parsers that had no part in writing them."""

import json
import plistlib
from typing import Any
from xml.dom import minidom

import pytest

from faq.autoconfig import (
    NoServer,
    Protocol,
    Provider,
    Server,
    SocketSecurity,
    autodiscover,
    mobileconfig,
    mozilla,
    parse_address,
    zone,
)
from faq.autoconfig.zone import Discovery

ADDRESS = parse_address("anna@firma.example")


def texts(parent: minidom.Document | minidom.Element, name: str) -> list[str]:
    return [
        "".join(node.data for node in element.childNodes)
        for element in parent.getElementsByTagName(name)
    ]


def bare(provider: Provider, *servers: Server) -> Provider:
    return Provider(
        provider.domain,
        provider.name,
        provider.short_name,
        provider.help_url,
        provider.help_title,
        servers,
    )


def test_mozilla_lists_the_best_servers_first(provider: Provider) -> None:
    document = minidom.parseString(mozilla.document(provider))

    assert texts(document, "port") == ["993", "143", "995", "110", "465", "587"]
    assert texts(document, "socketType") == ["SSL", "STARTTLS"] * 3
    assert set(texts(document, "username")) == {"%EMAILADDRESS%"}
    assert set(texts(document, "authentication")) == {"password-cleartext"}


def test_mozilla_root_has_neither_namespace_nor_doctype(provider: Provider) -> None:
    document = minidom.parseString(mozilla.document(provider))

    assert document.doctype is None
    assert dict(document.documentElement.attributes.items()) == {"version": "1.1"}


def test_mozilla_shortens_names_that_are_too_long(provider: Provider) -> None:
    long = Provider("host.example", "N" * 90, "S" * 90, "https://x.example/", "", provider.servers)

    document = minidom.parseString(mozilla.document(long))

    assert texts(document, "displayName") == ["N" * 60]
    assert texts(document, "displayShortName") == ["S" * 20]


def test_autodiscover_offers_the_best_server_of_each_type(provider: Provider) -> None:
    document = minidom.parseString(autodiscover.document(provider, ADDRESS))

    assert texts(document, "Type") == ["IMAP", "POP3", "SMTP"]
    assert texts(document, "Port") == ["993", "995", "465"]
    assert set(texts(document, "Encryption")) == {"SSL"}
    assert set(texts(document, "LoginName")) == {"anna@firma.example"}


def test_autodiscover_says_tls_only_for_starttls(provider: Provider) -> None:
    starttls = bare(
        provider, *(one for one in provider.servers if one.security is SocketSecurity.STARTTLS)
    )

    document = minidom.parseString(autodiscover.document(starttls, ADDRESS))

    assert texts(document, "Port") == ["143", "110", "587"]
    assert set(texts(document, "Encryption")) == {"TLS"}
    assert set(texts(document, "SSL")) == {"on"}


@pytest.mark.parametrize(
    ("protocol", "port"), [(Protocol.IMAP, 993), (Protocol.POP3, 995)], ids=["imap", "pop3"]
)
def test_profile_uses_implicit_tls_and_holds_no_password(
    provider: Provider, protocol: Protocol, port: int
) -> None:
    profile = plistlib.loads(mobileconfig.document(provider, ADDRESS, protocol))
    (account,) = profile["PayloadContent"]

    assert account["IncomingMailServerPortNumber"] == port
    assert account["OutgoingMailServerPortNumber"] == 465
    assert account["IncomingMailServerUseSSL"] is account["OutgoingMailServerUseSSL"] is True
    assert not {"IncomingPassword", "OutgoingPassword"} & set(account)


def identifiers(profile: bytes) -> set[str]:
    loaded: dict[str, Any] = plistlib.loads(profile)
    return {loaded["PayloadUUID"], loaded["PayloadContent"][0]["PayloadUUID"]}


def test_profile_of_another_mailbox_has_other_identifiers(provider: Provider) -> None:
    one = mobileconfig.document(provider, ADDRESS, Protocol.IMAP)
    other = mobileconfig.document(provider, parse_address("bert@firma.example"), Protocol.IMAP)

    assert len(identifiers(one) | identifiers(other)) == 4


def test_profile_of_the_same_mailbox_has_the_same_identifiers(provider: Provider) -> None:
    one = mobileconfig.document(provider, ADDRESS, Protocol.IMAP)
    again = mobileconfig.document(provider, parse_address("Anna@Firma.example"), Protocol.IMAP)

    assert identifiers(one) == identifiers(again)


@pytest.mark.parametrize("protocol", [None, "", "AutodiscoverV1", "autodiscoverv1", "ActiveSync"])
def test_json_names_its_outcome(protocol: str | None) -> None:
    expected = {
        None: (400, "ErrorCode", "MandatoryParameterMissing"),
        "": (400, "ErrorCode", "MandatoryParameterMissing"),
        "ActiveSync": (400, "ErrorCode", "InvalidProtocol"),
    }
    status, key, value = expected.get(protocol, (200, "Url", "https://auto.example/a.xml"))

    actual_status, body = autodiscover.json_redirect(protocol, "https://auto.example/a.xml")

    assert (actual_status, json.loads(body)[key]) == (status, value)


def test_zone_says_what_is_not_offered(provider: Provider, discovery: Discovery) -> None:
    small = bare(
        provider,
        Server(Protocol.IMAP, SocketSecurity.SSL_TLS, "imap.host.example", 993),
        Server(Protocol.SMTP, SocketSecurity.SSL_TLS, "smtp.host.example", 465),
    )

    values = {record.name: record.value for record in zone.records(small, discovery)}

    assert values["_imaps._tcp"] == "0 1 993 imap.host.example."
    assert values["_pop3._tcp"] == values["_submission._tcp"] == "0 0 0 ."


def test_nothing_to_fetch_from_is_no_settings(provider: Provider) -> None:
    sending_only = bare(provider, *provider.outgoing)

    with pytest.raises(NoServer):
        mozilla.document(sending_only)
    with pytest.raises(NoServer):
        autodiscover.document(sending_only, ADDRESS)
    with pytest.raises(NoServer):
        mobileconfig.document(sending_only, ADDRESS, Protocol.IMAP)


def test_profile_without_implicit_tls_is_refused(provider: Provider) -> None:
    starttls = bare(
        provider, *(one for one in provider.servers if one.security is SocketSecurity.STARTTLS)
    )

    with pytest.raises(NoServer):
        mobileconfig.document(starttls, ADDRESS, Protocol.IMAP)
