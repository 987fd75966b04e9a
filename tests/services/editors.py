"""Staff who change the site at random, and what becomes of every address that they hand out.

Each text carries a mark of its own, and the staff note which mark takes the place of one that goes:
so it is known for every address which text it must lead to, however often that was replaced.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import count
from urllib.parse import urldefrag

from django.http import HttpResponse
from django.test import Client

from faq.models import Category, Entry, ErrorCode
from faq.services.links.succession import lost_sections, rename, succeed
from tests.factories import make_category, make_code, make_entry

MOST_ENTRIES = 40
# What people write, and what a file of an entry must not take for its own: heads, ends, quotes.
ENDS = (
    "",
    "Ohne Ende",
    "Zwei Leerzeichen am Ende  \nund weiter\n\n\n",
    "\n---\n\nkey: falsch\n\n---\n\nDanach.\n",
    "```yaml\n---\nkey: falsch\n---\n```\n",
    "    eingerückt: ja\n",
    '| a | b |\n|---|---|\n| 1 | "2" |\n',
    "„So“, 'so', \"so\", \\ & <br> \u00a0 \u2013 💡\n",
    "::: hinweis\n- null\n- 0o17\n:::\n",
)
TITLES = ("", ": ja", " # nein", ' "so"', " 'so'", " – null", " - [x] !&*%@`", " 💡", "\\")

Get = Callable[[str], HttpResponse]  # an address, and what is shown there


@dataclass
class Written:
    """An entry as its editors know it: the mark of the whole, and that of each section."""

    row: Entry
    mark: str
    sections: dict[str, str] = field(default_factory=dict)
    former_keys: list[str] = field(default_factory=list)
    end: str = ""

    @property
    def body(self) -> str:
        texts = (f"{{#{name}}}\n## S\n\n{mark}\n\n" for name, mark in self.sections.items())
        return "".join(texts) + self.end


class Editors:
    """`issued` maps every address handed out to the mark of the text that it was handed out for."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.numbers = count(1)
        self.issued: dict[str, str] = {}
        self.replaced: dict[str, str] = {}
        self.categories = [make_category(f"k-{number}") for number in range(4)]
        self.written: list[Written] = []
        self.codes = [self.record_code(f"55{number}") for number in range(8)]
        for _ in range(8):
            self.write()

    def step(self) -> None:
        """Do one thing that changes addresses or texts."""
        self.random.choice(
            [
                self.write,
                self.edit,
                self.edit,
                self.rename,
                self.rename_back,
                self.move,
                self.empty_category,
                self.merge,
                self.withdraw,
                self.replace_code,
            ]
        )()

    def mark(self) -> str:
        return f"m{next(self.numbers):06}."

    def expected(self, mark: str) -> str:
        """The mark of the text that stands today for the one with this mark."""
        while mark in self.replaced:
            mark = self.replaced[mark]
        return mark

    # -- what editors do

    def write(self) -> None:
        if len(self.written) >= MOST_ENTRIES:
            return self.withdraw()
        entry = Written(Entry(), self.mark(), end=self.random.choice(ENDS))
        entry.sections = {self.anchor(): self.mark() for _ in range(3)}
        entry.row = make_entry(
            f"e-{entry.mark[1:7]}",
            title=f"Frage {entry.mark}{self.random.choice(TITLES)}",
            short_answer=f"Kurz.\n\n{self.random.choice(ENDS)}",
            body=entry.body,
            category=self.random.choice(self.categories),
        )
        self.written.append(entry)
        return self.issue(entry)

    def edit(self) -> None:
        """Add a section, and drop the first for another one or for the top of its entry."""
        entry = self.pick()
        name, *_ = entry.sections
        gone = entry.sections.pop(name)
        entry.sections[self.anchor()] = self.mark()
        lost = lost_sections(entry.row, entry.sections)
        entry.end = self.random.choice(ENDS)
        entry.row.body = entry.body
        entry.row.save()
        self.succeed_all(lost, {name: gone}, entry)
        self.issue(entry)

    def rename(self) -> None:
        entry = self.pick()
        entry.former_keys.append(entry.row.key)
        rename(entry.row, f"e-{self.mark()[1:7]}")
        self.issue(entry)

    def rename_back(self) -> None:
        entry = self.pick()
        if entry.former_keys:
            former = entry.former_keys.pop(0)
            entry.former_keys.append(entry.row.key)
            rename(entry.row, former)

    def move(self) -> None:
        self.move_to(self.pick(), self.random.choice(self.categories))

    def empty_category(self) -> None:
        """Now and then a whole category goes to another."""
        if self.random.random() < 0.9:
            return
        emptied, home = self.random.sample(self.categories, 2)
        for entry in [entry for entry in self.written if entry.row.category == emptied]:
            self.move_to(entry, home)

    def move_to(self, entry: Written, category: Category) -> None:
        entry.row.category = category
        entry.row.save()
        self.issue(entry)

    def merge(self) -> None:
        if pair := self.leave(Entry.Status.MERGED):
            entry, home = pair
            lost = list(entry.row.anchors.filter(name__in=entry.sections))
            self.succeed_all(lost, entry.sections, home)

    def withdraw(self) -> None:
        if pair := self.leave(Entry.Status.WITHDRAWN):
            entry, _ = pair
            self.replaced |= dict.fromkeys(entry.sections.values(), entry.mark)

    def leave(self, status: Entry.Status) -> tuple[Written, Written] | None:
        if len(self.written) <= 4:
            return None
        entry, home = self.random.sample(self.written, 2)
        self.written.remove(entry)
        entry.row.status, entry.row.successor = status, home.row
        entry.row.save()
        self.replaced[entry.mark] = home.mark
        return entry, home

    def succeed_all(self, lost: list, marks: dict[str, str], home: Written) -> None:
        """Choose a section, or the top of `home`, for each that is lost."""
        for anchor in lost:
            anchor.refresh_from_db()
            other = self.pick()
            name = self.random.choice([None, *other.sections])
            succeed(anchor, other.row.anchors.get(name=name) if name else None)
            self.replaced[marks[anchor.name]] = other.sections[name] if name else home.mark

    def record_code(self, key: str) -> tuple[ErrorCode, str]:
        mark = self.mark()
        code = make_code(key, title=f"Code {mark}")
        self.issued[code.get_absolute_url()] = mark
        self.issued[f"/fehlercodes/#{code.anchor}"] = mark
        return code, mark

    def replace_code(self) -> None:
        """A code goes for another; there are too few of them to lose one at every step."""
        number = next(self.numbers)
        code, mark = self.codes.pop(self.random.randrange(len(self.codes)))
        new, new_mark = self.record_code(f"5.{number // 1000}.{number % 1000}")
        code.is_withdrawn, code.successor = True, new
        code.save()
        self.replaced[mark] = new_mark
        self.codes.append((new, new_mark))

    def anchor(self) -> str:
        return f"s-{next(self.numbers)}"

    def pick(self) -> Written:
        return self.random.choice(self.written)

    def issue(self, entry: Written) -> None:
        """Hand out every address of an entry: its own, its place in the category, its sections."""
        key, category = entry.row.key, entry.row.category.key
        self.issued[f"/faq/{key}/"] = entry.mark
        self.issued[f"/{category}/#{key}"] = entry.mark
        for name, mark in entry.sections.items():
            self.issued[f"/faq/{key}/{name}/"] = mark
            self.issued[f"/faq/{key}/#{name}"] = mark
            self.issued[f"/{category}/#{key}--{name}"] = mark


def crawl(client: Client) -> Get:
    """What a browser shows at an address; while nothing changes, each page is asked for once."""
    return partial(followed, cache(client.get))


def dead(follow: Get, editors: Editors) -> Iterator[str]:
    """Addresses that lead, in at most one hop, neither to their text nor to word of it."""
    for address, mark in sorted(editors.issued.items()):
        answer = follow(address)
        if answer.status_code not in (200, 410) or editors.expected(mark) not in answer.text:
            yield f"{address}: {answer.status_code}, expected {editors.expected(mark)}"


def followed(get: Get, address: str) -> HttpResponse:
    """What a browser shows at an address; for an absent fragment, what our script does."""
    path, fragment = urldefrag(address)
    answer = hop(get, path)
    asked_at = re.search(r'data-fragments-at="([^"]+)"', answer.text)
    is_here = re.search(f'id="{re.escape(fragment)}"(?! data-elsewhere)', answer.text)
    if fragment and not is_here and asked_at:
        there = hop(get, path_of(asked_at[1], fragment))
        return there if there.status_code in (200, 410) else answer
    return answer


def hop(get: Get, path: str) -> HttpResponse:
    """The answer at a path, after one redirect at the most."""
    answer = get(path)
    if answer.status_code in (301, 302):
        answer = get(urldefrag(answer["Location"]).url)
    return answer


def path_of(place: str, fragment: str) -> str:
    """As static/js/fragment.js has it."""
    if fragment.startswith("code-"):
        return f"/fehlercode/{fragment.removeprefix('code-')}/"
    return f"{place}{fragment.replace('--', '/')}/"
