"""A real Thunderbird finds mail and calendar by what the site publishes, on loopback alone."""

import base64
import http.client
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from faq.models import MailServer
from tests.mailcheck.authority import Authority
from tests.servers.dav import DavHost
from tests.servers.site import Site
from tests.servers.thunderbird import Marionette, Thunderbird

ADDRESS = "ida@kunde.example"
DAV = "dav.host.example"
NAMES = ("autoconfig.kunde.example", "kunde.example", DAV)
USER, PASSWORD = "nobody", "never-used"
TLS, STARTTLS = 3, 2  # as Thunderbird counts
FIND_MAIL = """
const [address, done] = arguments;
const { FetchConfig } = ChromeUtils.importESModule(
  "resource:///modules/accountcreation/FetchConfig.sys.mjs");
const way = ({ type, hostname, port, socketType, username }) =>
  [type, hostname, port, socketType, username];
const domain = address.split("@")[1];
const asked = FetchConfig.fromISP.length > 3  // an older Thunderbird calls back
  ? new Promise((found, failed) => FetchConfig.fromISP(domain, address, found, failed))
  : FetchConfig.fromISP(domain, address, new AbortController().signal);
asked.then(
  found => done([way(found.incoming), ...found.incomingAlternatives.map(way), way(found.outgoing)]),
  error => done(String(error)));
"""
FIND_CALENDAR = """
const [authority, user, password, location, done] = arguments;
Cc["@mozilla.org/security/x509certdb;1"].getService(Ci.nsIX509CertDB)
  .addCertFromBase64(authority, "CT,,");
const { cal } = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");
cal.provider.detection.detect(user, password, location, false, [], {}).then(
  found => done([...found.values()].flat().map(calendar => [calendar.type, calendar.uri.spec])),
  error => done(String(error)));
"""


@pytest.fixture(scope="module")
def thunderbird(
    tmp_path_factory: pytest.TempPathFactory, fill: Callable[..., Path]
) -> Iterator[Marionette]:
    folder = tmp_path_factory.mktemp("thunderbird")
    fill(folder)
    with Site(folder) as site, Thunderbird(NAMES, site.port) as program:
        client = program.remote()
        yield client
        client.close()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def dav(authority: Authority) -> Iterator[DavHost]:
    issued = authority.issue(DAV)
    with DavHost(issued.certificate, issued.key) as host:
        make_calendar(host, authority)
        yield host


def make_calendar(dav: DavHost, authority: Authority) -> None:
    trust = ssl.create_default_context(cafile=str(authority.ca_file))
    trust.check_hostname = False
    connection = http.client.HTTPSConnection("127.0.0.1", dav.port, context=trust)
    login = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    headers = {"Authorization": f"Basic {login}"}
    connection.request("MKCALENDAR", f"/{USER}/termine/", headers=headers)
    assert connection.getresponse().status == 201
    connection.close()


def test_mail_is_found_at_a_customers_domain(thunderbird: Marionette) -> None:
    found = thunderbird.run(FIND_MAIL, ADDRESS)

    assert found == [
        ["imap", "mail.mm-com.de", 993, TLS, "%EMAILADDRESS%"],
        ["imap", "mail.mm-com.de", 143, STARTTLS, "%EMAILADDRESS%"],
        ["pop3", "mail.mm-com.de", 995, TLS, "%EMAILADDRESS%"],
        ["pop3", "mail.mm-com.de", 110, STARTTLS, "%EMAILADDRESS%"],
        ["smtp", "mail.mm-com.de", 465, TLS, "%EMAILADDRESS%"],
    ]


def test_calendar_is_found_at_the_address_that_the_site_names(
    thunderbird: Marionette, dav: DavHost, authority: Authority
) -> None:
    service = MailServer(
        protocol="caldav", security="ssl-tls", host=DAV, port=dav.port, path=f"/{USER}/"
    )
    der = ssl.PEM_cert_to_DER_cert(authority.ca_file.read_text())
    trusted = base64.b64encode(der).decode()

    found = thunderbird.run(FIND_CALENDAR, trusted, USER, PASSWORD, service.url)

    assert ["caldav", f"{service.url}termine/"] in found
