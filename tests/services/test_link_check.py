"""Where links lead: in texts, in tickets, after any number of changes."""

import random
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from faq.models import Anchor, Entry, EntryAlias, Page
from faq.services.link_check import LinkState, destination
from faq.services.links import lost_sections, succeed
from tests.factories import make_category, make_code, make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> None:
    first, second = make_category("erste"), make_category("zweite")
    entry = make_entry("heute", category=first)
    make_entry("umgezogen", category=second)
    EntryAlias.objects.create(key="frueher", entry=entry)
    withdrawn = make_entry("ersetzt", category=first)
    withdrawn.status, withdrawn.successor = Entry.Status.WITHDRAWN, entry
    withdrawn.save()
    make_code("550")
    Page.objects.create(key="impressum", title="Impressum", body="Text.")


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("link", "state", "url"),
    [
        ("/faq/heute/", LinkState.LIVE, "/faq/heute/"),
        ("/faq/heute/schritte/", LinkState.LIVE, "/faq/heute/schritte/"),
        ("/faq/heute/#schritte", LinkState.LIVE, "/faq/heute/schritte/"),
        ("/faq/frueher/", LinkState.MOVED, "/faq/heute/"),
        ("/faq/frueher/schritte/", LinkState.MOVED, "/faq/heute/schritte/"),
        ("/faq/ersetzt/", LinkState.GONE, "/faq/heute/"),
        ("/faq/heute/nie/", LinkState.DEAD, ""),
        ("/faq/nie/", LinkState.DEAD, ""),
        ("/fehlercode/550/", LinkState.LIVE, "/fehlercode/550/"),
        ("/fehlercode/999/", LinkState.DEAD, ""),
        ("/erste/#heute", LinkState.LIVE, "/erste/"),
        ("/erste/#umgezogen", LinkState.MOVED, "/faq/umgezogen/"),
        ("/erste/#frueher", LinkState.MOVED, "/faq/heute/"),
        ("/impressum/", LinkState.LIVE, "/impressum/"),
        ("/suche/?q=voll", LinkState.LIVE, "/suche/"),
        ("/nirgends/", LinkState.DEAD, ""),
        ("/nirgends/tief/", LinkState.DEAD, ""),
        ("http://127.0.0.1:8000/faq/heute/", LinkState.LIVE, "/faq/heute/"),
        ("https://example.org/faq/heute/", LinkState.ELSEWHERE, "https://example.org/faq/heute/"),
        ("mailto:a@example.org", LinkState.ELSEWHERE, "mailto:a@example.org"),
    ],
)
def test_link_leads(link: str, state: LinkState, url: str) -> None:
    found = destination(link)

    assert (found.state, found.url) == (state, url)


def test_command_names_the_place_of_a_dead_link() -> None:
    make_entry("a", body="[x](/faq/nie/) [y](#nie) [z](/faq/a/)")

    with pytest.raises(CommandError, match=r"2 links lead nowhere(.|\n)*/faq/nie/(.|\n)*#nie"):
        call_command("check_links")


def test_command_is_content_with_living_links() -> None:
    make_entry("a", body="[x](/faq/a/) [y](https://example.org/)")
    output = StringIO()

    call_command("check_links", stdout=output)

    assert output.getvalue() == "2 links, none is dead; 1 other sites not asked.\n"


class Editors:
    """Staff who change the site at random, and every address that they issue."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.count = 0
        self.issued: set[str] = set()
        self.categories = [make_category(f"k-{number}") for number in range(3)]
        for _ in range(6):
            self.write()

    def step(self) -> None:
        actions = [self.write, self.edit, self.edit, self.edit, self.rename, self.move, self.merge]
        self.random.choice(actions)()

    def write(self) -> None:
        self.count += 1
        sections = "".join(f"{{#s-{self.count}-{n}}}\n## S\n\n" for n in range(3))
        entry = make_entry(
            f"e-{self.count}", body=sections, category=self.random.choice(self.categories)
        )
        self.issue(entry)

    def edit(self) -> None:
        """Drop one section for another entry's, or for the top of its own."""
        entry = self.pick()
        kept = [heading["anchor"] for heading in entry.headings][1:]
        lost = lost_sections(entry, kept)
        self.count += 1
        entry.body = "".join(f"{{#{name}}}\n## S\n\n" for name in [*kept, f"s-{self.count}"])
        entry.save()
        choices = [None, *Anchor.objects.live().filter(entry__status="published")]
        for anchor in lost:
            anchor.refresh_from_db()
            succeed(anchor, self.random.choice(choices))
        self.issue(entry)

    def rename(self) -> None:
        entry = self.pick()
        self.count += 1
        EntryAlias.objects.create(key=entry.key, entry=entry)
        entry.key = f"e-{self.count}"
        entry.save()
        self.issue(entry)

    def move(self) -> None:
        entry = self.pick()
        entry.category = self.random.choice(self.categories)
        entry.save()

    def merge(self) -> None:
        entry, into = self.pick(), self.pick()
        if entry != into and Entry.objects.published().count() > 3:
            entry.status, entry.successor = Entry.Status.WITHDRAWN, into
            entry.save()

    def pick(self) -> Entry:
        return self.random.choice(list(Entry.objects.published()))

    def issue(self, entry: Entry) -> None:
        self.issued.add(entry.get_absolute_url())
        self.issued |= {f"{entry.get_absolute_url()}{h['anchor']}/" for h in entry.headings}


def dead(client: Client, addresses: set[str]) -> Iterator[str]:
    """Addresses that neither answer in at most one hop nor name their successor."""
    for address in sorted(addresses):
        response = client.get(address)
        if response.status_code in {301, 302}:
            response = client.get(response["Location"].partition("#")[0])
        if response.status_code == 410 and "Das gilt jetzt stattdessen" in response.text:
            continue
        if response.status_code != 200:
            yield f"{address}: {response.status_code}"


@pytest.mark.parametrize("seed", range(3))
def test_no_address_ever_issued_dies(client: Client, seed: int) -> None:
    editors = Editors(seed)

    for _ in range(60):
        editors.step()

    assert len(editors.issued) > 60
    assert list(dead(client, editors.issued)) == []
