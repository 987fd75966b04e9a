"""Two names, one site: under neither does anybody read a value of the other."""

import http.client
import re
from xml.etree import ElementTree

import pytest

from tests.brands.conftest import HOST, Reader

FOREIGN = {
    "": ("Nordpost", "nordpost", "kunde-nord"),
    HOST: ("MMcom", "mm-com.de", "127.0.0.1"),
}
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
DOCUMENTS = (
    "/sitemap.xml", "/feed.atom", "/stoerungen.atom", "/robots.txt", "/llms.txt",
    "/opensearch.xml", "/manifest.webmanifest", "/sw.js", "/marke.css", "/offline/",
    "/.well-known/security.txt", "/.well-known/autoconfig/mail/config-v1.1.xml",
    "/mail/config-v1.1.xml", "/.well-known/user-agent-configuration.json",
    "/dns.txt?domain=example.org", "/einrichten/dns/?domain=example.org", "/suche/?q=imap",
    "/suche/?q=webmail", "/suche/vorschlaege?q=webmail", "/kontakt/?zu=/faq/abwesenheit/",
    "/faq/abwesenheit.md", "/faq/client-config.md", "/api/v1/", "/api/v1/entries",
    "/api/v1/entries/client-config", "/api/v1/settings", "/api/v1/notices",
    "/api/v1/search?q=webmail", "/api/v1/openapi.json", "/gibt-es-nicht/",
)  # fmt: skip
Answers = dict[tuple[str, str], list[str]]


@pytest.fixture(scope="module")
def answers(reader: Reader) -> Answers:
    """Every page under both names, four times: cold and warm, in both processes.

    With each second page, the other name is first to fill the caches.
    """
    _, sitemap = reader.read("/sitemap.xml")
    found = [loc.text or "" for loc in ElementTree.fromstring(sitemap).iter(LOC)]
    paths = [re.sub("^http://[^/]+", "", address) for address in found]
    read: Answers = {}
    for number, path in enumerate((*paths, *DOCUMENTS)):
        for host in (("", HOST), (HOST, ""))[number % 2] * 4:
            status, text = reader.read(path, host)
            assert status in (200, 404), f"{path} {host}"
            read.setdefault((path, host), []).append(text)
    return read


def test_no_page_of_one_name_shows_the_other(answers: Answers) -> None:
    crossed = {
        (path, host, word)
        for (path, host), texts in answers.items()
        for word in FOREIGN[host]
        if any(word in text for text in texts)
    }

    assert crossed == set()


def test_pages_say_the_own_name(answers: Answers) -> None:
    """All of them but scripts, and lists that name neither."""
    without = {path for (path, host), texts in answers.items() if host and "ord" not in texts[0]}

    assert without <= {
        "/sw.js", "/marke.css", "/api/v1/notices", "/suche/vorschlaege?q=webmail"
    }  # fmt: skip


def test_pages_are_the_same_each_time(answers: Answers) -> None:
    different = [asked for asked, texts in answers.items() if len(set(texts)) > 1]

    assert different == []


@pytest.mark.parametrize("host", ["", HOST])
def test_answers_to_what_was_sent_are_of_the_own_name(reader: Reader, host: str) -> None:
    texts = [
        reader.read("/fehleranalyse/", host, {"message": "550 5.1.1 User unknown"})[1],
        reader.read("/fehleranalyse/", host, {"message": "0x800CCC0E"})[1],
        reader.read("/apple.mobileconfig", host, {"email": "ida@example.org"})[1],
        reader.read("/apple.mobileconfig", host, {"email": "x", "protocol": "imap"})[1],
    ]

    assert [word for word in FOREIGN[host] if any(word in text for text in texts)] == []


def test_strange_host_is_refused_as_ever(reader: Reader) -> None:
    assert reader.read("/", "boese.example")[0] == 400
    assert reader.read("/", "help.nordpost.example")[0] == 400  # not in the operator's list


def test_header_of_a_stranger_chooses_nothing(reader: Reader) -> None:
    """The brand comes from the host that was allowed, not from what a reader puts beside it."""
    connection = http.client.HTTPConnection("127.0.0.1", reader.site.port, timeout=60)
    names = ("X-Forwarded-Host", "X-Host", "Forwarded", "X-Original-Host")
    connection.request("GET", "/", headers=dict.fromkeys(names, HOST))

    text = connection.getresponse().read().decode()
    connection.close()

    assert "MMcom" in text
    assert "ordpost" not in text
