"""The mirror of the shipped content, served by nginx as docs/betrieb.md shows it."""

import gzip
import http.client
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import html5lib
import pytest
from django.conf import settings

from faq.web.security import policy_header
from tests.servers.nginx import Nginx
from tests.servers.site import ROOT, Site

pytestmark = pytest.mark.servers

SHOWN = re.compile(r"```nginx\nserver \{\n(?P<inside>.*?)\n\}\n```", re.DOTALL)
ADDRESSES = ("href", "src", "action", "content")
# What only the site itself can answer, and says so in docs/betrieb.md.
NOT_MIRRORED = ("/api/", "/admin/", "/feedback/", "/apple.mobileconfig", "/dns.txt",
                "/suche/vorschlaege", "/mail/", "/autodiscover/", "/.well-known/")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Served:
    """A mirror in a folder, and nginx in front of it."""

    folder: Path
    nginx: Nginx

    def ask(
        self, path: str, *, method: str = "GET", **headers: str
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.nginx.port, timeout=30)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, b"message=550" if method == "POST" else None, named)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()


@pytest.fixture(scope="module")
def mirror(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("mirror")
    for parent in (folder, *folder.parents[:2]):
        parent.chmod(0o755)  # nginx gives up the rights of root
    command = [sys.executable, "manage.py", "mirror", str(folder)]
    subprocess.run(command, cwd=ROOT, env=site.environment, check=True, stdout=subprocess.DEVNULL)
    found = SHOWN.search((ROOT / "docs" / "betrieb.md").read_text())
    assert found is not None
    inside = found["inside"].replace("listen 80;", "").replace("/srv/hilfe/spiegel", str(folder))
    with Nginx(inside) as nginx:
        yield Served(folder, nginx)


@pytest.fixture(scope="module")
def pages(mirror: Served) -> dict[str, tuple[set[str], set[str]]]:
    """The ids and the links of every mirrored page, by its address."""
    found = {}
    for path in mirror.folder.rglob("*.html"):
        address = f"/{path.relative_to(mirror.folder)}".removesuffix("index.html")
        tree = html5lib.parse(path.read_text(), namespaceHTMLElements=False)
        ids = {element.get("id") for element in tree.iter() if element.get("id")}
        links = {
            element.get(name)
            for element in tree.iter()
            for name in ADDRESSES
            if element.get(name) and (name != "content" or element.get("http-equiv"))
        }
        found[address] = (ids, links)
    return found


def own_links(site: Site, pages: dict[str, tuple[set[str], set[str]]]) -> set[tuple[str, str]]:
    """Path and fragment of every link of the mirror that stays on the site."""
    found = set()
    for address, (_, links) in pages.items():
        for link in links:
            target = urlsplit(urljoin(site.url + address, link.removeprefix("0; url=")))
            if f"{target.scheme}://{target.netloc}" == site.url:
                found.add((target.path, target.fragment))
    return {(path, part) for path, part in found if not path.startswith(NOT_MIRRORED)}


def test_page_is_the_one_of_the_site(mirror: Served, site: Site) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
    connection.request("GET", "/faq/pop3-imap/")

    assert mirror.ask("/faq/pop3-imap/")[2] == connection.getresponse().read()
    connection.close()


def test_compressed_copy_is_sent_to_who_can_read_it(mirror: Served) -> None:
    packed = mirror.ask("/fehlercodes/", Accept_Encoding="gzip")
    plain = mirror.ask("/fehlercodes/")

    assert packed[1]["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed[2]) == plain[2]


def test_answers_are_protected_as_by_the_site(mirror: Served) -> None:
    assert mirror.ask("/")[1]["Content-Security-Policy"] == policy_header(settings.SECURE_CSP)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/faq/pop3-imap.md", "text/plain; charset=utf-8"),
        ("/sitemap.xml", "text/xml; charset=utf-8"),
        ("/feed.atom", "application/atom+xml"),
    ],
)
def test_document_has_its_kind(mirror: Served, path: str, kind: str) -> None:
    status, headers, _ = mirror.ask(path)

    assert (status, headers["Content-Type"]) == (200, kind)


def test_unknown_address_gets_our_page(mirror: Served) -> None:
    status, _, body = mirror.ask("/gibt/es/nicht/")

    assert status == 404
    assert "Diese Seite gibt es nicht" in body.decode()


def test_search_lists_every_answer(mirror: Served) -> None:
    status, _, body = mirror.ask("/suche/?q=Postfach+voll")

    assert status == 200
    assert "Alle Antworten auf einen Blick" in body.decode()


@pytest.mark.parametrize("path", ["/fehleranalyse/", "/feedback/", "/einrichten/"])
def test_sent_form_gets_every_answer(mirror: Served, path: str) -> None:
    status, _, body = mirror.ask(path, method="POST")

    assert status == 503
    assert "Alle Antworten auf einen Blick" in body.decode()


def test_section_link_leads_on(pages: dict[str, tuple[set[str], set[str]]]) -> None:
    _, links = pages["/faq/pop3-imap/imap/"]

    assert "/faq/pop3-imap/#imap" in links


def test_every_link_resolves(
    mirror: Served, site: Site, pages: dict[str, tuple[set[str], set[str]]]
) -> None:
    links = own_links(site, pages)
    paths = {path for path, _ in links}

    dead = sorted(path for path in paths if mirror.ask(path)[0] != 200)

    assert len(pages) > 300
    assert len(paths) > 300
    assert dead == []


def test_every_fragment_is_in_its_page(
    site: Site, pages: dict[str, tuple[set[str], set[str]]]
) -> None:
    missing = {
        f"{path}#{fragment}"
        for path, fragment in own_links(site, pages)
        if fragment and path in pages and fragment not in pages[path][0]
    }

    assert missing == set()
