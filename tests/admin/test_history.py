"""Former versions: what each changed, and bringing one back."""

import pytest
from django.test import Client
from django.urls import reverse

from faq.models import Entry
from faq.services.content.versions import restore, versions
from tests.factories import make_category, make_entry

pytestmark = pytest.mark.django_db


def history_url(entry: Entry) -> str:
    return reverse("admin:faq_entry_history", args=[entry.pk])


def test_version_says_what_it_changed() -> None:
    entry = make_entry(body="Eins zwei drei.")
    entry.body = "Eins vier drei."
    entry.save()

    latest, first = versions(entry)

    assert [change.label for change in latest.changes] == ["Text"]
    assert [(piece.kind, piece.text) for piece in latest.changes[0].pieces] == [
        ("same", "Eins "), ("removed", "zwei"), ("added", "vier"), ("same", " drei.\n"),
    ]  # fmt: skip
    assert first.is_first


def test_choice_and_category_are_shown_in_words() -> None:
    entry = make_entry()
    entry.status = Entry.Status.WITHDRAWN
    entry.category = make_category("anderes", title="Anderes")
    entry.save()

    changes = {change.label: change.pieces for change in versions(entry)[0].changes}

    assert [piece.text for piece in changes["Zustand"]] == ["Veröffentlicht", "Zurückgezogen", "\n"]
    assert "Anderes" in [piece.text for piece in changes["Kategorie"]]


def test_related_entries_are_part_of_the_history() -> None:
    entry = make_entry()
    entry.related.add(make_entry("andere"))

    latest = versions(entry)[0]

    assert [change.label for change in latest.changes] == ["Verwandte Einträge"]


def test_restoring_saves_the_old_text_as_a_new_version() -> None:
    entry = make_entry(body="Alt.")
    entry.body = "Neu."
    entry.save()
    oldest = entry.history.last()

    restore(entry, oldest.pk, "Wieder da")

    saved = Entry.objects.get()
    assert (saved.body, saved.version) == ("Alt.", 3)
    assert "Alt." in saved.body_html
    assert entry.history.count() == 3


def test_restoring_leaves_place_and_state() -> None:
    entry = make_entry(status=Entry.Status.DRAFT, position=1)
    entry.status, entry.position = Entry.Status.PUBLISHED, 7
    entry.save()

    restore(entry, entry.history.last().pk, "Wieder da")

    saved = Entry.objects.get()
    assert (saved.status, saved.position) == (Entry.Status.PUBLISHED, 7)


def test_restoring_brings_back_related_entries() -> None:
    entry, other = make_entry(), make_entry("andere")
    entry.related.add(other)
    with_related = entry.history.first()
    entry.related.clear()

    restore(Entry.objects.get(pk=entry.pk), with_related.pk, "Wieder da")

    assert list(entry.related.all()) == [other]


def test_history_page_offers_to_restore_all_but_the_current(support_client: Client) -> None:
    entry = make_entry(title="Alt?")
    entry.title = "Neu?"
    entry.save()

    page = support_client.get(history_url(entry)).text

    assert page.count("Diese Fassung wiederherstellen") == 1
    assert "<del>Alt?</del><ins>Neu?</ins>" in page


def test_version_is_restored_from_the_page(support_client: Client) -> None:
    entry = make_entry(title="Alt?")
    entry.title = "Neu?"
    entry.save()

    response = support_client.post(f"{history_url(entry)}{entry.history.last().pk}/restore/")

    assert response["Location"] == history_url(entry)
    assert Entry.objects.get().title == "Alt?"


def test_version_of_another_entry_is_not_found(support_client: Client) -> None:
    entry, other = make_entry(), make_entry("andere")

    response = support_client.post(f"{history_url(entry)}{other.history.last().pk}/restore/")

    assert response.status_code == 404


@pytest.mark.parametrize("method", ["get", "head", "put"])
def test_restoring_needs_a_post(support_client: Client, method: str) -> None:
    entry = make_entry()
    url = f"{history_url(entry)}{entry.history.last().pk}/restore/"

    assert getattr(support_client, method)(url).status_code == 405
