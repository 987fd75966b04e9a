"""The published mail servers: as documents for programs, as values for people."""

import re
from operator import attrgetter

from django.conf import settings
from django.urls import reverse

from faq.autoconfig import (
    Authentication,
    AutoconfigError,
    MailAddress,
    NoServer,
    Protocol,
    Provider,
    Server,
    SocketSecurity,
    autodiscover,
    mobileconfig,
    mozilla,
    pacc,
    qrcode,
    zone,
)
from faq.models import (
    MailProgram,
    MailServer,
    for_customer,
    shown_house,
    shown_mail_servers,
    shown_programs,
    site_url,
)
from faq.models.brandhosts import DISCOVERY
from faq.models.placeholders import READER_TOKEN, server_values
from faq.services.setup.profile_signing import signed

EXAMPLE_ADDRESS = "name@ihre-domain.de"
EXAMPLE_DOMAIN = "ihre-domain.de"

# What programs can be told; a page on the web is for people.
_SPOKEN = frozenset(protocol.value for protocol in Protocol)
_WORD = re.compile(r"[\w-]+")


def provider() -> Provider:
    """The mail host with every published server."""
    house = shown_house()
    return Provider(
        domain=house.mail_domain or settings.MAIL_PROVIDER_DOMAIN,
        name=house.name,
        short_name=house.name,
        help_url=f"{site_url()}{reverse('faq:mail-setup')}",
        help_title="Mailprogramm einrichten",
        servers=tuple(
            _server(row)
            for row in sorted(shown_mail_servers(), key=attrgetter("rank"))
            if row.protocol in _SPOKEN
        ),
    )


def autoconfig_document() -> bytes:
    """The Mozilla Autoconfig document. Raises NoServer."""
    return mozilla.document(provider())


def autodiscover_answer(body: bytes) -> bytes:
    """The answer to an Autodiscover request, which may be the name of its fault."""
    try:
        address = autodiscover.read_request(body)
        with for_customer(address.domain):
            return autodiscover.document(provider(), address)
    except AutoconfigError as error:
        return autodiscover.error_document(error)


def autodiscover_redirect(protocol: str | None) -> tuple[int, bytes]:
    """Status and JSON body that name the Autodiscover address, which no request can influence."""
    host = _discovery().autodiscover_host
    return autodiscover.json_redirect(protocol, f"https://{host}/autodiscover/autodiscover.xml")


def apple_profile(email: MailAddress, protocol: Protocol) -> bytes:
    """The configuration profile of a mailbox, signed if a certificate is configured.

    Raises NoServer.
    """
    return signed(mobileconfig.document(provider(), email, protocol))


def pacc_document() -> bytes:
    """The PACC configuration. Raises NoServer."""
    return pacc.document(provider())


def qr_payload() -> qrcode.Payload | None:
    """What a QR code for Thunderbird holds beside the address; None where it cannot be made."""
    try:
        return qrcode.payload(provider())
    except NoServer:
        return None


def zone_records() -> tuple[zone.Record, ...]:
    """The DNS records of any domain whose mail is with the host."""
    return zone.records(provider(), _discovery())


def zone_document(domain: str) -> bytes:
    """The same as lines of a zone file; `domain` as the DNS has it."""
    return zone.document(provider(), _discovery(), domain)


def setup_values() -> dict[str, str]:
    """The value of each token in a mail program's steps; what is not offered is empty."""
    return server_values(shown_mail_servers()) | {READER_TOKEN: EXAMPLE_ADDRESS}


def programs_named_in(text: str) -> list[MailProgram]:
    """The mail programs whose name or one of whose search words stands in `text`."""
    words = f" {' '.join(_WORD.findall(text.casefold()))} "
    return [
        program
        for program in shown_programs()
        if any(
            f" {name.strip().casefold()} " in words
            for name in (program.name, *program.search_words.splitlines())
        )
    ]


def _server(row: MailServer) -> Server:
    return Server(
        Protocol(row.protocol),
        SocketSecurity(row.security),
        row.host,
        row.port,
        Authentication(row.authentication),
        row.path,
    )


def _discovery() -> zone.Discovery:
    """The hosts of programs' questions: a brand with a domain of its own has its own."""
    if domain := shown_house().mail_domain:
        return zone.Discovery(*(f"{name}.{domain}" for name in DISCOVERY))
    return zone.Discovery(settings.AUTOCONFIG_HOST, settings.AUTODISCOVER_HOST, settings.PACC_HOST)
