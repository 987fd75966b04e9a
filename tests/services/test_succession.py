"""Content goes one way only: what would kill links is refused, whoever writes."""

from collections.abc import Callable

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from faq.models import Anchor, Entry, EntryAlias
from faq.models.registry import render_stale
from faq.models.withdrawable import State
from faq.services.links.succession import SuccessionError, succeed
from tests.admin.forms import submitter
from tests.factories import make_code, make_entry, make_mail_program

pytestmark = pytest.mark.django_db


def end(entry: Entry, status: State, successor: Entry | None = None) -> None:
    entry.status, entry.successor = status, successor
    entry.save()


@pytest.mark.parametrize("first", [State.MERGED, State.WITHDRAWN])
@pytest.mark.parametrize("second", [State.MERGED, State.WITHDRAWN])
def test_two_entries_cannot_replace_each_other(first: State, second: State) -> None:
    one, other = make_entry("a"), make_entry("b")
    end(one, first, other)

    with pytest.raises(SuccessionError, match="Alte Links liefen im Kreis"):
        end(other, second, one)

    assert Entry.objects.get(key="b").is_published


def test_circle_of_three_is_refused() -> None:
    first, second, third = make_entry("a"), make_entry("b"), make_entry("c")
    end(first, State.MERGED, second)
    end(second, State.WITHDRAWN, third)

    with pytest.raises(SuccessionError, match="im Kreis"):
        end(third, State.MERGED, first)


def test_published_entry_that_once_was_replaced_may_replace_again() -> None:
    one, other = make_entry("a"), make_entry("b")
    end(one, State.MERGED, other)
    end(one, State.PUBLISHED, other)

    end(other, State.MERGED, one)

    assert Entry.objects.get(key="b").is_merged


@pytest.mark.parametrize("status", [State.MERGED, State.WITHDRAWN])
def test_draft_replaces_nothing(status: State) -> None:
    with pytest.raises(SuccessionError, match="veröffentlicht"):
        end(make_entry("a"), status, make_entry("b", status=State.DRAFT))


def test_merged_entry_needs_a_home() -> None:
    with pytest.raises(SuccessionError, match="Er muss veröffentlicht sein"):
        end(make_entry("a"), State.MERGED)


def test_home_of_merged_entries_is_not_withdrawn_without_successor(client: Client) -> None:
    one, home, other = make_entry("a"), make_entry("b"), make_entry("c")
    end(one, State.MERGED, home)

    with pytest.raises(SuccessionError, match="ist „Frage zu a“ aufgegangen"):
        end(home, State.WITHDRAWN)
    end(home, State.WITHDRAWN, other)

    assert client.get("/faq/a/")["Location"] == "/faq/c/"


def test_what_was_public_is_no_draft_again() -> None:
    with pytest.raises(SuccessionError, match="war schon öffentlich"):
        end(make_entry("a"), State.DRAFT)


@pytest.mark.parametrize("make", [make_code, make_mail_program])
def test_codes_and_programs_have_the_same_life(make: Callable[..., Model]) -> None:
    keys = ("550", "551", "552") if make is make_code else ("eins", "zwei", "drei")
    first, second, third = (make(key) for key in keys)
    for row, successor in ((first, second), (second, third)):
        row.is_withdrawn, row.successor = True, successor
        row.save()

    third.is_withdrawn, third.successor = True, first
    with pytest.raises(SuccessionError, match="im Kreis"):
        third.save()


@pytest.mark.parametrize("make", [make_code, make_mail_program])
def test_key_of_a_code_or_program_stays(make: Callable[..., Model]) -> None:
    row = make()
    row.key = "551" if make is make_code else "anders"

    with pytest.raises(SuccessionError, match="bleibt, wie er ist"):
        row.save()


def test_key_changed_in_the_shell_leads_on(client: Client) -> None:
    entry = make_entry("a")
    entry.key = "neu"
    entry.save()

    assert client.get("/faq/a/")["Location"] == "/faq/neu/"


def test_key_of_another_entry_is_not_taken_in_the_shell() -> None:
    EntryAlias.objects.create(key="frueher", entry=make_entry("a"))
    entry = make_entry("b")
    entry.key = "frueher"

    with pytest.raises(Exception, match="So hieß schon ein anderer"):
        entry.save()


def test_circle_of_former_days_does_not_stop_other_saves() -> None:
    one, other = make_entry("a"), make_entry("b")
    for row, successor in ((one, other), (other, one)):
        Entry.objects.filter(pk=row.pk).update(status=State.MERGED, successor=successor)
    Entry.objects.update(rendered_with="alt")

    assert len(render_stale()) == 2


def test_section_is_not_its_own_successor() -> None:
    make_entry("a")
    anchor = Anchor.objects.get()

    with pytest.raises(SuccessionError, match="sich selbst"):
        succeed(anchor, anchor)


def test_section_leads_to_one_that_can_be_read() -> None:
    make_entry("a")
    end(make_entry("b"), State.WITHDRAWN)

    with pytest.raises(SuccessionError, match="den es heute gibt"):
        succeed(Anchor.objects.get(entry__key="a"), Anchor.objects.get(entry__key="b"))


def test_section_that_comes_back_forgets_its_successor(client: Client) -> None:
    entry, _ = make_entry("a"), make_entry("b")
    body, entry.body = entry.body, "Weg."
    entry.save()
    succeed(Anchor.objects.get(entry=entry), Anchor.objects.get(entry__key="b"))
    for text in (body, "Wieder weg."):
        entry.body = text
        entry.save()

    assert client.get("/faq/a/schritte/")["Location"] == "/faq/a/"


def test_what_led_to_a_lost_section_leads_to_its_successor_for_good(client: Client) -> None:
    """Also when that section comes back later, with another text perhaps."""
    first, second, _ = (make_entry(key) for key in "abc")
    body = second.body
    sections = {anchor.entry.key: anchor for anchor in Anchor.objects.all()}
    for entry, successor in ((first, "b"), (second, "c")):
        entry.body = "Weg."
        entry.save()
        lost = Anchor.objects.get(entry=entry)
        succeed(lost, sections[successor])
    second.body = body
    second.save()

    assert client.get("/faq/a/schritte/")["Location"] == "/faq/c/#schritte"


def test_former_key_cannot_be_renamed() -> None:
    alias = EntryAlias.objects.create(key="alt", entry=make_entry("a"))
    alias.key = "anders"

    with pytest.raises(SuccessionError, match="bleibt, wie er ist"):
        alias.save()


@pytest.mark.parametrize("status", [State.DRAFT, State.WITHDRAWN])
def test_former_key_leads_to_what_readers_find(status: State) -> None:
    with pytest.raises(SuccessionError, match="den Leser finden"):
        EntryAlias.objects.create(key="alt", entry=make_entry("a", status=status))


def test_merging_back_is_refused_in_the_form(admin_client: Client, client: Client) -> None:
    submit = submitter(admin_client)
    one, other = make_entry("a", body=""), make_entry("b", body="")
    submit(one, status="merged", successor=other.pk)

    answer = submit(other, status="merged", successor=one.pk)

    assert "Alte Links liefen im Kreis" in answer.text
    assert client.get("/faq/a/")["Location"] == "/faq/b/"
    assert client.get("/faq/b/").status_code == 200


def test_key_of_a_former_key_is_no_field(admin_client: Client, client: Client) -> None:
    alias = EntryAlias.objects.create(key="alt", entry=make_entry("a"))
    page = reverse("admin:faq_entryalias_change", args=[alias.pk])

    admin_client.post(page, {"key": "anders", "entry": alias.entry_id})

    assert client.get("/faq/alt/")["Location"] == "/faq/a/"


def test_former_key_is_not_pointed_at_a_draft_in_the_form(
    admin_client: Client, client: Client
) -> None:
    alias = EntryAlias.objects.create(key="alt", entry=make_entry("a"))
    draft = make_entry("b", status=State.DRAFT)

    answer = admin_client.post(
        reverse("admin:faq_entryalias_change", args=[alias.pk]), {"entry": draft.pk}
    )

    assert "den Leser finden" in answer.text
    assert client.get("/faq/alt/")["Location"] == "/faq/a/"
