"""docs/nginx.conf in a real nginx, in front of two sites with the settings of production."""

import gzip
import http.client
import re
import ssl
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import brotli
import pytest

from tests.mailcheck.authority import Authority
from tests.servers.nginx import Proxy
from tests.servers.site import Site
from tests.waiting import wait_until

pytestmark = pytest.mark.servers

HOST = "hilfe.example.org"
TOKEN = "for-operators"


@dataclass(frozen=True, slots=True)
class Front:
    """The proxy, the sites behind it, and how a reader trusts its certificate."""

    proxy: Proxy
    sites: tuple[Site, Site]
    trust: ssl.SSLContext

    def ask(
        self, path: str, *, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Status, headers and body of an answer over TLS."""
        connection = http.client.HTTPSConnection(
            "127.0.0.1", self.proxy.tls_port, timeout=30, context=self.trust
        )
        return answered(connection, method, path, body, headers)

    def ask_without_tls(
        self, path: str, host: str = HOST
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.proxy.port, timeout=30)
        return answered(connection, "GET", path, None, {"Host": host})


def answered(
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    body: bytes | None,
    headers: dict[str, str],
) -> tuple[int, http.client.HTTPMessage, bytes]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request(method, path, body, {"Host": HOST, **named})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


@pytest.fixture(scope="module")
def front(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    issued = (authority := Authority(tmp_path_factory.mktemp("tls"))).issue(HOST)
    trust = ssl.create_default_context(cafile=str(authority.ca_file))
    trust.check_hostname = False  # the certificate names the host, the reader asks loopback
    environment = site.environment | {
        "SITE_URL": f"https://{HOST}",
        "SECRET_KEY": "for-production-0123456789-abcdefghijklmnopqrstuvwxyz",
        "ALLOWED_HOSTS": "127.0.0.1",
        "TRUSTED_PROXIES": "127.0.0.1",
        "METRICS_TOKEN": TOKEN,
        "RATE_LIMITS": "1",
        "WORKERS": "1",
    }
    with ExitStack() as stack:
        one, other = (
            stack.enter_context(Site(site.folder, environment=environment)) for _ in range(2)
        )
        proxy = Proxy((one.port, other.port), issued.certificate, issued.key)
        yield Front(stack.enter_context(proxy), (one, other), trust)


@pytest.fixture
def without_sites(front: Front) -> Iterator[Front]:
    """The same after both sites have gone, with one page that was read before."""
    front.ask("/faq/pop3-imap/")
    for site in front.sites:
        site.stop()
    yield front
    for site in front.sites:
        site.start()


def test_reader_gets_the_page_with_its_protection(front: Front) -> None:
    status, headers, body = front.ask("/faq/pop3-imap/")

    assert status == 200
    assert b"</html>" in body
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "max-age=31536000" in headers["Strict-Transport-Security"]
    assert headers.get_all("Set-Cookie") is None


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_copies_are_kept_for_each_encoding(front: Front, encoding: str) -> None:
    first = front.ask("/fehlercodes/", Accept_Encoding=encoding)
    plain = front.ask("/fehlercodes/")
    second = front.ask("/fehlercodes/", Accept_Encoding=encoding)

    assert first[1]["Content-Encoding"] == second[1]["Content-Encoding"] == encoding
    assert plain[1]["Content-Encoding"] is None
    assert first[2] == second[2] != plain[2]


def test_page_in_the_browser_is_confirmed_without_sending_it(front: Front) -> None:
    etag = front.ask("/mailverwaltung/")[1]["ETag"]

    status, _, body = front.ask("/mailverwaltung/", If_None_Match=etag)

    assert (status, body) == (304, b"")


RENAME = "from faq.models import Entry; e = Entry.objects.get(key='{}'); e.title = '{}'; e.save()"


@pytest.mark.parametrize(
    ("key", "seconds_unread"), [("pop3-imap", 0), ("client-config", 0), ("webmail-admin", 8)]
)
def test_first_reader_after_a_save_gets_the_new_page(
    front: Front, key: str, seconds_unread: int
) -> None:
    """Also of a page that nobody asked for since long before the save."""
    path, title = f"/faq/{key}/", f"Neuer Titel {time.time()}"
    for encoding in ("br", "gzip", "identity"):
        assert front.ask(path, Accept_Encoding=encoding)[0] == 200
    time.sleep(seconds_unread)
    front.sites[0].manage("shell", "-v0", "-c", RENAME.format(key, title))
    time.sleep(2)

    assert title in front.ask(path, Accept_Encoding="identity")[2].decode()
    assert title in gzip.decompress(front.ask(path, Accept_Encoding="gzip")[2]).decode()
    assert title in brotli.decompress(front.ask(path, Accept_Encoding="br")[2]).decode()


def test_page_that_has_not_changed_is_confirmed_to_the_proxy(front: Front) -> None:
    """Freshness costs an answer without a body, not a page; each site first has to make its own."""
    etag = front.ask("/fehlercodes/")[1]["ETag"]
    before = answers_of(front, "hit")

    def is_confirmed() -> bool:
        assert front.ask("/fehlercodes/")[1]["ETag"] == etag
        return answers_of(front, "hit") > before

    wait_until(is_confirmed, 30)


def answers_of(front: Front, kind: str) -> int:
    """How often both sites have answered in this way, as they tell this machine themselves."""
    total = 0
    for site in front.sites:
        as_operator = {"Authorization": f"Bearer {TOKEN}", "X-Forwarded-Proto": "https"}
        request = urllib.request.Request(f"{site.url}/metrics", headers=as_operator)
        with urllib.request.urlopen(request) as answer:
            found = re.search(rf'kind="{kind}"\}} (\d+)', answer.read().decode())
        total += int(found[1]) if found else 0
    return total


def test_without_tls_readers_are_led_to_it(front: Front) -> None:
    status, headers, _ = front.ask_without_tls("/suche/?q=spam")

    assert (status, headers["Location"]) == (301, f"https://{HOST}/suche/?q=spam")


@pytest.mark.parametrize(
    "path", ["/mail/config-v1.1.xml", "/.well-known/autoconfig/mail/config-v1.1.xml"]
)
def test_mail_programs_get_their_settings_without_tls(front: Front, path: str) -> None:
    status, headers, body = front.ask_without_tls(
        f"{path}?emailaddress=anna@mm-com.de", host="autoconfig.mm-com.de"
    )

    assert status == 200
    assert "xml" in headers["Content-Type"]
    assert b"<clientConfig" in body


def test_what_a_reader_searched_is_not_kept(front: Front) -> None:
    assert front.ask("/suche/?q=geheimwort")[0] == 200

    copies = b"".join(path.read_bytes() for path in front.proxy.copies.rglob("*") if path.is_file())
    assert b"geheimwort" not in copies


def test_log_in_is_never_kept_and_its_cookie_needs_tls(front: Front) -> None:
    one, other = (front.ask("/admin/login/")[1]["Set-Cookie"] for _ in range(2))

    assert one != other
    assert "Secure" in one


def test_numbers_for_operators_are_not_public(front: Front) -> None:
    assert front.ask("/metrics")[0] == 403


def test_forged_address_does_not_escape_the_limits(front: Front) -> None:
    kind = "application/x-www-form-urlencoded"
    statuses = {
        front.ask(
            "/feedback/", method="POST", body=b"entry=no", Content_Type=kind,
            X_Forwarded_For=f"192.0.2.{number}",
        )[0]
        for number in range(30)
    }  # fmt: skip

    assert 429 in statuses


def test_one_site_gone_is_not_noticed(front: Front) -> None:
    front.sites[0].stop()
    try:
        statuses = [front.ask(f"/fehlercode/{code}/")[0] for code in (421, 450, 452, 550, 552)]
    finally:
        front.sites[0].start()

    assert statuses == [200] * 5


def test_page_read_before_outlives_both_sites(without_sites: Front) -> None:
    assert without_sites.ask("/faq/pop3-imap/")[0] == 200
    assert without_sites.ask("/fehlercode/5.7.25/")[0] == 502


def test_log_names_no_reader(without_sites: Front) -> None:
    without_sites.ask("/suche/?q=geheimwort")

    assert "geheimwort" not in without_sites.proxy.log
