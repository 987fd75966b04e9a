"""Where addresses of entries, sections and codes lead."""

from itertools import pairwise

import pytest
from pytest_django import DjangoAssertNumQueries

from faq.models import Anchor, Entry, EntryAlias
from faq.services.links.destination import code_destination, entry_destination
from faq.services.links.memory import DATABASE
from tests.factories import make_code, make_entry

pytestmark = pytest.mark.django_db


def reword(entry: Entry, body: str) -> None:
    entry.body = body
    entry.save()


def section_url(key: str, anchor: str) -> str:
    return entry_destination(key, anchor).location


def test_current_key_finds_its_entry() -> None:
    assert DATABASE.entry("pop3-imap") is None
    entry = make_entry("pop3-imap")

    assert DATABASE.entry("pop3-imap") == entry


def test_former_key_finds_the_entry_of_today() -> None:
    entry = make_entry("pop3-imap")
    EntryAlias.objects.create(key="imap", entry=entry)

    assert DATABASE.entry("imap") == entry


def test_draft_is_not_found() -> None:
    make_entry("neu", status=Entry.Status.DRAFT)

    assert DATABASE.entry("neu") is None


def test_section_leads_to_its_heading() -> None:
    make_entry("a")

    assert section_url("a", "schritte") == "/faq/a/#schritte"


def test_section_that_never_was_leads_nowhere() -> None:
    make_entry("a")

    assert section_url("a", "nie") == ""


def test_removed_section_leads_to_the_top_of_its_entry() -> None:
    entry = make_entry("a")
    reword(entry, "Kein Abschnitt mehr.")

    assert section_url("a", "schritte") == "/faq/a/"


def test_removed_section_leads_to_its_successor() -> None:
    entry, other = make_entry("a"), make_entry("b")
    reword(entry, "Kein Abschnitt mehr.")
    gone = Anchor.objects.get(entry=entry)
    gone.successor = Anchor.objects.get(entry=other)
    gone.save()

    assert section_url("a", "schritte") == "/faq/b/#schritte"


def test_section_that_comes_back_is_live_again() -> None:
    entry = make_entry("a")
    body = entry.body
    reword(entry, "Kein Abschnitt mehr.")
    reword(entry, body)

    assert section_url("a", "schritte") == "/faq/a/#schritte"


def replace(*entries: Entry) -> None:
    """Withdraw each entry for the next one."""
    for entry, successor in pairwise(entries):
        entry.status, entry.successor = Entry.Status.WITHDRAWN, successor
        entry.save()


def test_long_chain_ends_at_the_first_text_that_can_be_read() -> None:
    first, *between, last = [make_entry(f"e-{number}") for number in range(20)]
    replace(first, *between, last)
    last.successor = make_entry("ohne-belang")  # of a time when it was withdrawn itself
    last.save()

    assert DATABASE.living_successor(Entry.objects.get(pk=first.pk)) == last


def test_chain_is_followed_in_two_queries_however_long(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    first, *others = [make_entry(f"e-{number}") for number in range(20)]
    replace(first, *others)
    known = Entry.objects.select_related("successor").get(pk=first.pk)

    with django_assert_max_num_queries(2):
        DATABASE.living_successor(known)


def test_circle_of_former_days_leads_nowhere() -> None:
    first, second, third = [make_entry(f"e-{number}") for number in range(3)]
    for entry, successor in ((first, second), (second, third), (third, first)):
        Entry.objects.filter(pk=entry.pk).update(status="merged", successor=successor)
    Anchor.objects.update(is_live=False)
    again = Entry.objects.get(pk=first.pk)

    assert DATABASE.living_successor(again) is None
    assert section_url("e-0", "schritte") == ""


def test_section_is_found_from_the_entry_that_took_its_own_up() -> None:
    old = make_entry("alt", body="{#frueher}\n## Früher\n\nText.\n")
    between, today = make_entry("dazwischen"), make_entry("heute")
    for entry, successor in ((old, between), (between, today)):
        entry.status, entry.successor = Entry.Status.MERGED, successor
        entry.save()

    assert section_url("heute", "frueher") == "/faq/heute/"


@pytest.mark.parametrize("typed", ["5.1.1", "#5.1.1", "(5.1.1)", " 5.1.1:"])
def test_code_is_found_as_people_type_it(typed: str) -> None:
    record = make_code("5.1.1")

    assert code_destination(typed).row == record


def test_hex_code_leads_to_its_entry() -> None:
    entry = make_entry("outlook-0x800ccc0e")

    assert code_destination("0x800CCC0E").row == entry


def test_unknown_code_is_not_found() -> None:
    assert code_destination("599").row is None
