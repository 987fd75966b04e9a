"""Calendar, contacts and filters in every document, read back by a second parser."""

import base64
import hashlib
import json
import plistlib
from dataclasses import replace
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
    pacc,
    parse_address,
    qrcode,
    zone,
)
from faq.autoconfig.zone import Discovery

TLS, STARTTLS = SocketSecurity.SSL_TLS, SocketSecurity.STARTTLS
DAV = "dav.host.example"
ADDRESS = parse_address("anna@kunde.example")
PACC = Discovery("autoconfig.host.example", "autodiscover.host.example", "pacc.host.example")


@pytest.fixture(scope="session")
def whole(provider: Provider) -> Provider:
    """The provider with everything a customer connects."""
    more = (
        Server(Protocol.SIEVE, STARTTLS, "mail.host.example", 4190),
        Server(Protocol.CALDAV, TLS, DAV, 443, path="/cal/"),
        Server(Protocol.CARDDAV, TLS, DAV, 443, path="/card/"),
    )
    return replace(provider, servers=provider.servers + more)


def test_autoconfig_adds_them_behind_what_today_s_programs_read(
    provider: Provider, whole: Provider
) -> None:
    plain, document = mozilla.document(provider), mozilla.document(whole)

    root = minidom.parseString(document).documentElement
    children = [node for node in root.childNodes if node.nodeType == node.ELEMENT_NODE]
    assert [node.tagName for node in children] == ["emailProvider", "addressbook", "calendar"]
    assert document.startswith(plain.removesuffix(b"</clientConfig>\n"))
    urls = [node.firstChild.data for node in root.getElementsByTagName("url")]
    assert urls == [f"https://{DAV}/card/", f"https://{DAV}/cal/"]


def test_autodiscover_says_mail_alone(provider: Provider, whole: Provider) -> None:
    assert autodiscover.document(whole, ADDRESS) == autodiscover.document(provider, ADDRESS)


def test_profile_sets_up_all_three_in_one_go(whole: Provider) -> None:
    profile = plistlib.loads(mobileconfig.document(whole, ADDRESS, Protocol.IMAP))

    mail, calendar, contacts = profile["PayloadContent"]
    assert calendar["PayloadType"] == "com.apple.caldav.account"
    assert contacts["PayloadType"] == "com.apple.carddav.account"
    assert (calendar["CalDAVHostName"], calendar["CalDAVPort"]) == (DAV, 443)
    assert calendar["CalDAVPrincipalURL"] == "/cal/"
    assert contacts["CardDAVUsername"] == "anna@kunde.example"
    assert len({mail["PayloadUUID"], calendar["PayloadUUID"], contacts["PayloadUUID"]}) == 3
    assert b"Password" not in plistlib.dumps(calendar)


def test_zone_names_them_as_their_standards_do(whole: Provider, discovery: Discovery) -> None:
    lines = zone.document(whole, discovery, "kunde.example").decode().splitlines()

    assert "_sieve._tcp.kunde.example. 3600 IN SRV 0 1 4190 mail.host.example." in lines
    assert "_caldavs._tcp.kunde.example. 3600 IN SRV 0 1 443 dav.host.example." in lines
    assert '_carddavs._tcp.kunde.example. 3600 IN TXT "path=/card/"' in lines


def test_pacc_holds_what_its_format_can_say(whole: Provider) -> None:
    document = json.loads(pacc.document(whole))

    assert document["protocols"] == {
        "imap": {"host": "mail.host.example"},
        "pop3": {"host": "mail.host.example"},
        "submit": {"host": "mail.host.example"},
        "caldav": {"url": f"https://{DAV}/cal/"},
        "carddav": {"url": f"https://{DAV}/card/"},
    }
    assert document["authentication"] == {"password": True}
    assert document["info"]["provider"]["shortName"] == "Beispiel"


def test_pacc_leaves_out_what_it_cannot_say(provider: Provider) -> None:
    odd = (
        Server(Protocol.IMAP, TLS, "mail.host.example", 1993),
        Server(Protocol.SMTP, STARTTLS, "mail.host.example", 587),
        Server(Protocol.CALDAV, TLS, DAV, 8443, path="/cal/"),
        Server(Protocol.CARDDAV, TLS, DAV, 443),
    )

    with pytest.raises(NoServer):
        pacc.document(replace(provider, servers=odd))


def test_digest_in_the_zone_is_that_of_the_document(whole: Provider) -> None:
    body = pacc.document(whole)
    digest = base64.b64encode(hashlib.sha256(body).digest()).decode()

    own = zone.document(whole, PACC, "host.example").decode()
    other = zone.document(whole, PACC, "kunde.example").decode()

    record = f'_ua-auto-config.host.example. 3600 IN TXT "v=UAAC1; a=sha256; d={digest}"'
    assert record in own.splitlines()
    assert "ua-auto-config.kunde.example. 3600 IN CNAME pacc.host.example." in other
    assert "_ua-auto-config.kunde.example. 3600 IN CNAME _ua-auto-config.host.example." in other


def test_digest_changes_with_the_settings(provider: Provider, whole: Provider) -> None:
    assert pacc.document(whole) == pacc.document(whole)
    one, other = (pacc.digest_record(pacc.document(each)) for each in (provider, whole))
    assert one != other


def test_qr_payload_follows_the_format_s_example(provider: Provider) -> None:
    address = qrcode.ADDRESS

    assert qrcode.payload(provider) == [
        1,
        [1, 1],
        [0, "mail.host.example", 993, 3, 1, address],
        [[[0, "mail.host.example", 465, 3, 1, address], [address, address]]],
    ]
