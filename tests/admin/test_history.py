"""Former versions: what each changed, and bringing one back."""

import pytest
from django.test import Client
from django.urls import reverse

from faq.models import Entry
from faq.services.content.versions import versions
from tests.admin.forms import change_url, shown_values
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
    Entry.objects.get().related.add(make_entry("andere"))

    latest = versions(entry)[0]

    assert [change.label for change in latest.changes] == ["Verwandte Einträge"]


def test_one_save_is_one_change(support_client: Client) -> None:
    entry, one, two = make_entry(), make_entry("eins"), make_entry("zwei")
    form = change_url(entry)
    values = shown_values(support_client, form)
    support_client.post(form, values | {"title": "Neu?", "related": [one.pk, two.pk]})

    support_client.post(form, shown_values(support_client, form) | {"related": [two.pk]})

    latest, before, first = versions(entry)
    assert entry.history.count() == 3
    assert [change.label for change in latest.changes] == ["Verwandte Einträge"]
    assert [change.label for change in before.changes] == ["Frage", "Verwandte Einträge"]
    assert first.is_first


def test_list_that_is_stored_by_itself_is_a_change_of_its_own() -> None:
    entry, other = make_entry(), make_entry("andere")

    Entry.objects.get(pk=entry.pk).related.add(other)

    assert entry.history.count() == 2


def restored(client: Client, entry: Entry) -> str:
    """Where the button beside the oldest version leads."""
    url = f"{history_url(entry)}{entry.history.last().pk}/restore/"
    return str(client.post(url)["Location"])


def test_restoring_opens_the_form_and_changes_nothing(support_client: Client) -> None:
    entry = make_entry(body="Alt.", title="Alt?")
    entry.body, entry.title = "Neu.", "Neu?"
    entry.save()

    values = shown_values(support_client, restored(support_client, entry))

    assert (values["body"], values["title"], values["based_on"]) == ("Alt.", "Alt?", 2)
    assert Entry.objects.get().body == "Neu."
    assert entry.history.count() == 2


def test_restored_version_is_public_when_it_is_saved(
    support_client: Client, client: Client
) -> None:
    entry = make_entry(body="Alt.")
    entry.body = "Neu."
    entry.save()
    form = restored(support_client, entry)

    support_client.post(form, shown_values(support_client, form))

    assert "Alt." in client.get(entry.get_absolute_url()).text
    assert entry.history.count() == 3


def test_restoring_leaves_place_and_state(support_client: Client) -> None:
    entry = make_entry(status=Entry.Status.DRAFT, key="alt")
    entry.status, entry.key = Entry.Status.PUBLISHED, "neu"
    entry.save()

    values = shown_values(support_client, restored(support_client, entry))

    assert values["status"] == Entry.Status.PUBLISHED


def test_restoring_brings_back_related_entries(support_client: Client) -> None:
    entry, other = make_entry(), make_entry("andere")
    entry.related.add(other)
    with_related = entry.history.first()
    Entry.objects.get(pk=entry.pk).related.clear()

    page = support_client.post(f"{history_url(entry)}{with_related.pk}/restore/")["Location"]

    assert shown_values(support_client, page)["related"] == [other.pk]


def test_restored_version_without_a_section_is_asked_where_it_leads(
    support_client: Client, client: Client
) -> None:
    entry = make_entry(body="Noch kein Abschnitt.")
    entry.body = "{#drei}\n## Drei\n\nText."
    entry.save()
    form = restored(support_client, entry)

    answer = support_client.post(form, shown_values(support_client, form))

    assert "Wohin sollen alte Links führen?" in answer.text
    assert client.get("/faq/postfach-voll/drei/")["Location"] == "/faq/postfach-voll/#drei"


def test_faults_of_a_version_from_draft_time_are_found(support_client: Client) -> None:
    entry = make_entry(status=Entry.Status.DRAFT, body="::: kasten\nText.\n:::")
    entry.status, entry.body = Entry.Status.PUBLISHED, "Fertig."
    entry.save()
    form = restored(support_client, entry)

    answer = support_client.post(form, shown_values(support_client, form))

    assert "ist kein Kasten" in answer.text
    assert Entry.objects.get().body == "Fertig."


@pytest.mark.parametrize("version", ["0", "999999", "x", "9" * 30, "-1", "\0"])
def test_version_that_is_none_is_no_error(support_client: Client, version: str) -> None:
    page = support_client.get(change_url(make_entry()), {"fassung": version})

    assert page.status_code in (200, 404)


def test_history_page_offers_to_restore_all_but_the_current(support_client: Client) -> None:
    entry = make_entry(title="Alt?")
    entry.title = "Neu?"
    entry.save()

    page = support_client.get(history_url(entry)).text

    assert page.count("Diese Fassung wiederherstellen") == 1
    assert "<del>Alt?</del><ins>Neu?</ins>" in page


def test_version_of_another_entry_is_not_found(support_client: Client) -> None:
    entry, other = make_entry(), make_entry("andere")

    response = support_client.post(f"{history_url(entry)}{other.history.last().pk}/restore/")

    assert response.status_code == 404


@pytest.mark.parametrize("method", ["get", "head", "put"])
def test_restoring_needs_a_post(support_client: Client, method: str) -> None:
    entry = make_entry()
    url = f"{history_url(entry)}{entry.history.last().pk}/restore/"

    assert getattr(support_client, method)(url).status_code == 405
