"""The former addresses of an entry, as an export carries them to another database.

In a record they stand under `addresses`: former keys, the other categories in which the entry was
public, and its sections that are gone, each with the section that took its place.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from faq.incoming import clean_line
from faq.models import Anchor, Category, Entry, EntryAlias
from faq.models.withdrawable import State

FIELD = "addresses"


@dataclass(frozen=True, slots=True)
class Section:
    """A section that is gone; `successor` is `entry#section` or empty."""

    name: str
    title: str
    successor: str


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where an entry was found before, by name."""

    keys: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()


def read_addresses(values: Mapping[str, object]) -> Addresses:
    """Read the addresses of a record; without any, all is empty.

    Raises ValueError, in German, where they have another form than `written_addresses` gives.
    """
    given = values.get(FIELD) or {}
    if not isinstance(given, dict):
        raise ValueError("Hierher gehören „keys“, „categories“ und „sections“, je eine Liste.")
    lists = {name: given.get(name, []) for name in ("keys", "categories", "sections")}
    for name, found in lists.items():
        if not isinstance(found, list):
            raise ValueError(f"{name}: Das ist keine Liste. Beginnen Sie jede Zeile mit „- “.")
    try:
        return Addresses(
            keys=tuple(map(str, lists["keys"])),
            categories=tuple(map(str, lists["categories"])),
            sections=tuple(_section(**item) for item in lists["sections"]),
        )
    except TypeError:
        raise ValueError(
            "sections: Jeder Abschnitt hat „name“, „title“ und „successor“ und sonst nichts."
        ) from None


def _section(*, name: object, title: object, successor: object) -> Section:
    return Section(str(name), clean_line(str(title)), str(successor))


def written_addresses(entry: Entry) -> dict[str, object]:
    """The former addresses of an entry as a record gives them; empty without any."""
    public = entry.history.filter(status=Entry.Status.PUBLISHED)
    former = Category.objects.filter(pk__in=public.values("category_id"))
    gone = entry.anchors.filter(is_live=False).select_related("successor__entry")
    found = {
        "keys": sorted(entry.aliases.values_list("key", flat=True)),
        "categories": sorted(former.exclude(pk=entry.category_id).values_list("key", flat=True)),
        "sections": [
            {"name": row.name, "title": row.title, "successor": str(row.successor or "")}
            for row in gone.order_by("name")
        ],
    }
    return {name: values for name, values in found.items() if values}


def publish_where_it_was(entry: Entry, addresses: Addresses) -> None:
    """Publish a new entry in each category that has addresses of it: its history is asked later.

    What it was not in its last category before, it is now, so that it can be merged or withdrawn.
    """
    if entry.state is State.DRAFT:
        return
    category, entry.status = entry.category, State.PUBLISHED
    for key in addresses.categories:
        entry.category = Category.objects.get(key=key)
        entry.save()
    entry.category = category


def remember(entry: Entry, addresses: Addresses) -> None:
    """Let the former keys and sections of a new entry lead to it; names of others stay theirs."""
    taken = Entry.objects.filter(key__in=addresses.keys).values_list("key", flat=True)
    for key in set(addresses.keys).difference(taken):
        EntryAlias.objects.get_or_create(key=key, defaults={"entry": entry})
    for section in addresses.sections:
        values = {"title": section.title, "is_live": False}
        entry.anchors.get_or_create(name=section.name, defaults=values)


def succeed_sections(entry: Entry, addresses: Addresses) -> None:
    """Let the sections that are gone lead where they led, once all entries are there."""
    for section in addresses.sections:
        key, _, name = section.successor.partition("#")
        successor = Anchor.objects.filter(entry__key=key, name=name).first()
        gone = entry.anchors.filter(name=section.name, is_live=False)
        gone.update(successor=successor)
