"""How long until a change of the services, saved by Support, is read everywhere.

    python -m benchmarks.freshness [runs]

Two sites over one SQLite database stand for two processes. Somebody of the group Support adds a
second IMAP host, a filter service, a calendar and contacts, recommends the new host before all
others and hides it again. After each save every page, document, line of a zone and answer of the
API and the search is asked until it says so on both. Printed: seconds from the click that saves,
the slower of both sites. Promised: two.
"""

import re
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from tests.servers.site import Site, prepared
from tests.servers.staff import Staff

PASSWORD = "ein sehr langes Passwort"
GIVE_UP_SECONDS = 10
SUPPORT = f"""
from django.contrib.auth.models import Group, User
user = User.objects.get(username="admin")
user.is_superuser = False
user.set_password({PASSWORD!r})
user.save()
user.groups.set(Group.objects.filter(name="Support"))
"""
POX = """<Autodiscover
 xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"><Request>
<EMailAddress>a@kunde.example</EMailAddress><AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a</AcceptableResponseSchema></Request></Autodiscover>"""
READER = Staff()
Ask = Callable[[Site], str]


def got(path: str) -> Ask:
    return lambda site: READER.ask(site, path).text


def posted(path: str, body: str, kind: str) -> Ask:
    return lambda site: READER.ask(site, path, body.encode(), kind).text


PLACES: dict[str, Ask] = {
    "Tabelle /einrichten/": got("/einrichten/"),
    "Eintrag": got("/faq/client-config/"),
    "Anleitung": got("/einrichten/thunderbird/"),
    "Autoconfig": got("/mail/config-v1.1.xml"),
    "Autodiscover": posted("/autodiscover/autodiscover.xml", POX, "text/xml"),
    "Profil": posted(
        "/apple.mobileconfig",
        "email=a%40kunde.example&protocol=imap",
        "application/x-www-form-urlencoded",
    ),
    "PACC": got("/.well-known/user-agent-configuration.json"),
    "Zone": got("/dns.txt?domain=kunde.example"),
    "API": got("/api/v1/settings"),
    "Suche": got("/suche/?q=imap+server"),
}

SECOND_HOST = "imap2.mm-com.de"
IN_TABLES = ("Tabelle /einrichten/", "Eintrag", "Anleitung", "Zone", "API", "Suche")
ON_THE_WEB = (*IN_TABLES, "Autoconfig", "Profil", "PACC")
# What Support adds, and the places that can say so: some formats know one host of a kind only.
ADDED: list[tuple[dict[str, str], tuple[str, ...]]] = [
    (
        {"protocol": "imap", "security": "ssl-tls", "host": SECOND_HOST},
        (*IN_TABLES, "Autoconfig"),
    ),
    (
        {"protocol": "managesieve", "security": "starttls", "host": "sieve.mm-com.de"},
        IN_TABLES,
    ),
    (
        {
            "protocol": "caldav",
            "security": "ssl-tls",
            "host": "kalender.mm-com.de",
            "path": "/kalender/",
        },
        ON_THE_WEB,
    ),
    (
        {
            "protocol": "carddav",
            "security": "ssl-tls",
            "host": "kontakte.mm-com.de",
            "path": "/kontakte/",
        },
        ON_THE_WEB,
    ),
]


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    measured: dict[str, list[float]] = defaultdict(list)
    for _ in range(runs):
        with tempfile.TemporaryDirectory(prefix="freshness-") as folder, ExitStack() as stack:
            data = prepared(Path(folder))
            environment = {"RATE_LIMITS": "0", "WORKERS": "1", "TRUSTED_PROXIES": "127.0.0.1"}
            sites = [stack.enter_context(Site(data, environment=environment)) for _ in range(2)]
            sites[0].manage("shell", "-c", SUPPORT)
            support = Staff()
            support.log_in(sites[0], PASSWORD)
            for place, seconds in walk(support, sites):
                measured[place].append(seconds)
    for place, waits in measured.items():
        line(place, waits)


def walk(support: Staff, sites: list[Site]) -> Iterator[tuple[str, float]]:
    """Each place that must tell of a change, and the seconds until it did."""
    for fields, places in ADDED:
        host = fields["host"]
        clicked = save(support, sites[0], "add/", fields)
        yield from seen(clicked, sites, places, partial(contains, host))
    listed = support.ask(sites[0], f"/admin/faq/mailserver/?q={SECOND_HOST}").text
    row = re.findall(r"/admin/faq/mailserver/(\d+/change/)", listed)[-1]
    clicked = save(support, sites[0], row, {"position": "0", "is_recommended": "on"})
    yield from seen(clicked, sites, PLACES, stands_first)
    clicked = save(support, sites[0], row, {"status": "hidden"})
    yield from seen(clicked, sites, PLACES, lambda text: SECOND_HOST not in text)


def contains(host: str, text: str) -> bool:
    return host in text


def stands_first(text: str) -> bool:
    """Whether the second IMAP host is the first that is named as one."""
    hosts = re.findall(r"[>\" ](imap2|mail)\.mm-com\.de[<\".,]", text)
    return hosts[:1] == ["imap2"]


def save(support: Staff, site: Site, form: str, changed: dict[str, str]) -> float:
    """Save a service as Support; when it was clicked. Ends the program when it was refused."""
    path = f"/admin/faq/mailserver/{form}"
    values = support.filled(site, path, changed)
    clicked = time.monotonic()
    answer = support.send(site, path, values)
    if answer.status != 302:
        sys.exit(f"{form} {changed}: {answer.status}")
    return clicked


def seen(
    clicked: float, sites: list[Site], places: Iterable[str], says: Callable[[str], bool]
) -> Iterator[tuple[str, float]]:
    waiting = [(place, site) for place in places for site in sites]
    seconds: dict[str, float] = {}
    while waiting:
        for place, site in waiting[:]:
            if says(PLACES[place](site)):
                waiting.remove((place, site))
                seconds[place] = time.monotonic() - clicked
        if time.monotonic() - clicked > GIVE_UP_SECONDS:
            sys.exit(f"Not after {GIVE_UP_SECONDS} s: {sorted({place for place, _ in waiting})}")
    yield from seconds.items()


def line(place: str, seconds: list[float]) -> None:
    print(f"{place:22} {statistics.median(seconds):.2f} s, worst {max(seconds):.2f}")


if __name__ == "__main__":
    main()
