"""Staff who change the site at random, and what became of the addresses they handed out."""

import random
from collections.abc import Iterator

from django.test import Client

from faq.models import Anchor, Entry, EntryAlias
from faq.services.links import lost_sections, succeed
from tests.factories import make_category, make_entry


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
