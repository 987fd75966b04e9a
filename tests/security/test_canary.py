"""What a reader types or sends is on no disk of the server afterwards: log, copies, database."""

import http.client
from urllib.parse import quote, urlencode

import pytest

from tests.servers.site import Site

CANARY = "kanarienvogel-7391"
ADDRESS = f"{CANARY}@example.org"
KINDS = {"form": "application/x-www-form-urlencoded", "text": "text/plain; charset=utf-8"}
MESSAGE = f"550 5.1.1 <{ADDRESS}>: User unknown"


def ask(site: Site, method: str, path: str, body: str | None = None, kind: str = "form") -> int:
    headers = {"User-Agent": CANARY, "Referer": f"https://{CANARY}.example.org/"}
    if body is not None:
        headers["Content-Type"] = KINDS[kind]
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
    try:
        connection.request(method, path, body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.servers
def test_nothing_a_reader_sends_stays_on_the_server(site: Site) -> None:
    typed = quote(ADDRESS)
    statuses = [
        ask(site, "GET", f"/suche/?q={typed}"),
        ask(site, "GET", f"/suche/vorschlaege?q={typed}"),
        ask(site, "GET", f"/api/v1/search?q={typed}"),
        ask(site, "GET", f"/einrichten/?adresse={typed}"),
        ask(site, "GET", f"/einrichten/dns/?domain={CANARY}.example"),
        ask(site, "GET", f"/mail/config-v1.1.xml?emailaddress={typed}"),
        ask(site, "GET", f"/{typed}/"),
        ask(site, "GET", f"/fehlercode/{typed}/"),
        ask(site, "POST", "/fehleranalyse/", urlencode({"message": MESSAGE})),
        ask(site, "POST", "/api/v1/fehleranalyse", MESSAGE, "text"),
        ask(site, "POST", "/feedback/", urlencode({"entry": ADDRESS, "helpful": "yes"})),
    ]

    files = [path for path in site.folder.rglob("*") if path.is_file()]
    kept = [path for path in files if CANARY.encode() in path.read_bytes()]

    assert statuses[:3] == [302, 200, 302]
    assert statuses.count(200) > 5
    assert site.folder / "server.log" in files
    assert kept == []
