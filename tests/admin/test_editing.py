"""Editing entries: what is saved, what is refused, and that no edit is lost."""

import html
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from faq.models import Entry, ErrorCode, Page
from faq.models.seeded import EditConflict, SeededModel
from tests.admin.forms import Submit, change_url, shown_values
from tests.factories import make_category, make_code, make_entry, make_mail_server

pytestmark = pytest.mark.django_db


def make_page() -> Page:
    return Page.objects.create(key="impressum", title="Impressum", body="Text.")


def test_changed_entry_is_public_at_once(submit: Submit, client: Client) -> None:
    entry = make_entry()

    response = submit(entry, title="Was tun, wenn das Postfach voll ist?")

    assert response.status_code == 302
    assert "Was tun, wenn das Postfach voll ist?" in client.get("/faq/postfach-voll/").text


def test_unchanged_form_changes_no_text(submit: Submit) -> None:
    entry = make_entry(body="{#a}\n## A\n\nText\n", search_words="eins\nzwei\n")

    submit(entry, body=entry.body.replace("\n", "\r\n"), search_words="eins\r\nzwei")

    saved = Entry.objects.get()
    assert (saved.body, saved.search_words) == (entry.body, entry.search_words)


def test_new_entry_takes_its_key_from_the_question_and_the_last_place(
    support_client: Client,
) -> None:
    other = make_entry(position=4)
    url = reverse("admin:faq_entry_add")
    values = shown_values(support_client, url)

    sent = {"title": "Größe & Ports?", "short_answer": "So.", "category": other.category_id}
    support_client.post(url, values | sent)

    entry = Entry.objects.get(title="Größe & Ports?")
    assert (entry.key, entry.position, entry.status) == ("groesse-und-ports", 5, "draft")


def test_key_of_an_existing_entry_cannot_be_changed(submit: Submit) -> None:
    entry = make_entry()

    submit(entry, key="anders")

    assert Entry.objects.get().key == "postfach-voll"


def test_headings_keep_their_anchor_when_reworded(submit: Submit) -> None:
    entry = make_entry(body="## Erster Schritt\n\nText")
    submit(entry)
    pinned = Entry.objects.get()

    submit(pinned, body=pinned.body.replace("Erster Schritt", "So fangen Sie an"))

    saved = Entry.objects.get()
    assert [heading["anchor"] for heading in saved.headings] == ["erster-schritt"]
    assert [heading["title"] for heading in saved.headings] == ["So fangen Sie an"]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("![Bildbeschreibung](bild:meldung-mmcom.svg)", "noch keine Beschreibung"),
        ("![](bild:meldung-mmcom.svg)", "noch keine Beschreibung"),
        ("![Alt](bild:gibt-es-nicht.svg)", "„bild:gibt-es-nicht.svg“ gibt es nicht"),
        ("::: tipp\nText\n:::", "„::: tipp“ ist kein Kasten"),
        ("{#a}\n## A\n\n{#a}\n## B", "Zeile 5: Der Anker „a“ kommt zweimal vor"),
        ("x" * 100_001, "zu lang"),
    ],
)
def test_faulty_text_is_not_published(submit: Submit, body: str, sentence: str) -> None:
    entry = make_entry()

    response = submit(entry, body=body)

    assert response.status_code == 200
    assert sentence in response.text
    assert Entry.objects.get().body == entry.body


def test_unfinished_text_is_kept_as_draft(submit: Submit) -> None:
    entry = make_entry(status=Entry.Status.DRAFT)

    response = submit(entry, body="![Bildbeschreibung](bild:meldung-mmcom.svg)")

    assert response.status_code == 302


def test_published_entry_cannot_become_a_draft_again(submit: Submit) -> None:
    entry = make_entry()

    response = submit(entry, status="draft")

    assert "Zurückgezogen" in response.context["adminform"].form.errors["status"][0]
    assert Entry.objects.get().is_published


@pytest.mark.parametrize(
    "make", [make_entry, make_code, make_page, make_category, make_mail_server]
)
def test_second_writer_of_the_same_version_is_refused(make: type[SeededModel]) -> None:
    first = make()
    second = type(first).objects.get()
    first.save()

    with pytest.raises(EditConflict):
        second.save()


@pytest.mark.parametrize("make", [make_entry, make_code, make_page])
def test_second_editor_sees_both_texts_and_loses_none(
    make: type[SeededModel], support_client: Client
) -> None:
    row = make()
    shown = shown_values(support_client, change_url(row))
    first = shown | {"title": "Von Anna"}
    second = first | {"title": "Von Bert"}
    support_client.post(change_url(row), first)

    response = support_client.post(change_url(row), second)

    assert response.status_code == 409
    assert "<del>Anna</del><ins>Bert</ins>" in response.text
    assert type(row).objects.get().title == "Von Anna"
    again = second | {"based_on": response.context["object"].version}
    assert support_client.post(change_url(row), again).status_code == 302
    assert type(row).objects.get().title == "Von Bert"


def test_form_without_its_version_is_a_conflict(submit: Submit) -> None:
    entry = make_entry()

    response = submit(entry, title="Anders", based_on="")

    assert response.status_code == 409


def test_conflict_page_carries_every_other_field_along(support_client: Client) -> None:
    entry, other = make_entry(), make_entry("andere")
    shown = shown_values(support_client, change_url(entry)) | {"related": [other.pk]}
    support_client.post(change_url(entry), shown | {"title": "Von Anna"})

    response = support_client.post(change_url(entry), shown | {"title": "Von Bert"})

    assert ("status", "published") in response.context["hidden"]
    assert ("category", str(entry.category_id)) in response.context["hidden"]


def test_support_may_not_delete_an_entry(support_client: Client) -> None:
    entry = make_entry()

    response = support_client.post(
        reverse("admin:faq_entry_delete", args=[entry.pk]), {"post": "yes"}
    )

    assert response.status_code == 403
    assert Entry.objects.exists()


@pytest.mark.parametrize(("status", "answer"), [("published", 403), ("draft", 302)])
def test_only_what_was_never_public_can_be_deleted_at_all(
    admin_client: Client, status: str, answer: int
) -> None:
    entry = make_entry(status=status)

    response = admin_client.post(
        reverse("admin:faq_entry_delete", args=[entry.pk]), {"post": "yes"}
    )

    assert response.status_code == answer


@pytest.mark.parametrize(
    ("direction", "order"),
    [("up", ["b", "a", "c"]), ("down", ["a", "c", "b"])],
)
def test_entry_moves_within_its_category(
    support_client: Client, direction: str, order: list[str]
) -> None:
    category = make_category()
    entries = {key: make_entry(key, category=category, position=0) for key in "abc"}

    support_client.post(reverse("admin:faq_entry_move", args=[entries["b"].pk, direction]))

    assert list(Entry.objects.values_list("key", flat=True)) == order


@pytest.mark.parametrize(("key", "direction"), [("a", "up"), ("c", "down")])
def test_entry_at_the_edge_stays(support_client: Client, key: str, direction: str) -> None:
    category = make_category()
    entries = {name: make_entry(name, category=category, position=0) for name in "abc"}

    support_client.post(reverse("admin:faq_entry_move", args=[entries[key].pk, direction]))

    assert list(Entry.objects.values_list("key", flat=True)) == ["a", "b", "c"]


def test_reviewed_entries_carry_the_day(support_client: Client) -> None:
    entry = make_entry(reviewed_on=None)

    support_client.post(
        reverse("admin:faq_entry_changelist"),
        {"action": "mark_as_reviewed", "_selected_action": [entry.pk]},
    )

    assert Entry.objects.get().reviewed_on is not None


def test_list_asks_the_database_no_more_for_more_entries(
    support_client: Client, django_assert_max_num_queries: object
) -> None:
    category = make_category()
    for number in range(12):
        make_entry(f"e-{number}", category=category)

    with django_assert_max_num_queries(12):
        support_client.get(reverse("admin:faq_entry_changelist"))


def test_permalink_and_public_page_are_on_the_form(support_client: Client) -> None:
    entry = make_entry()

    page = support_client.get(change_url(entry)).text

    assert 'data-copy="http://127.0.0.1:8000/faq/postfach-voll/"' in page
    assert "Auf der Website ansehen" in page


def test_draft_has_no_public_page_to_look_at(support_client: Client) -> None:
    entry = make_entry(status=Entry.Status.DRAFT)

    assert "viewsitelink" not in support_client.get(change_url(entry)).text


def test_author_of_a_change_is_known(submit: Submit, support: User) -> None:
    entry = make_entry()

    submit(entry, title="Anders", change_reason="Menü heißt anders")

    latest = entry.history.first()
    assert (latest.history_user, latest.history_change_reason) == (support, "Menü heißt anders")


def test_code_record_saves(submit: Submit) -> None:
    code = make_code()

    response = submit(code, title="Neu")

    assert response.status_code == 302
    assert ErrorCode.objects.get().title == "Neu"


def test_each_fault_is_listed_above_the_form_and_leads_to_its_field(support_client: Client) -> None:
    entry = make_entry()
    url = change_url(entry)
    sent = shown_values(support_client, url) | {"title": "", "status": "withdrawn"}

    page = support_client.post(url, sent).text

    assert "<title>Fehler: " in page
    assert "2 Angaben fehlen oder stimmen nicht" in page
    for target, label in (("id_title", "Frage"), ("id_successor", "Ersetzt durch")):
        assert f'<a href="#{target}">{label}</a>' in page
        assert f'id="{target}"' in page
    assert "unten aufgeführten" not in page


def test_fault_of_a_row_below_the_form_leads_there(support_client: Client) -> None:
    make_mail_server()
    url = reverse("admin:faq_servicenotice_add")
    rows = {"updates-TOTAL_FORMS": 1, "updates-INITIAL_FORMS": 0, "updates-0-at": "bald"}

    page = support_client.post(url, {"title": "IMAP hakt", "starts_at": "morgen", **rows}).text

    for target in ("id_starts_at", "id_updates-0-at"):
        assert f'href="#{target}"' in page
        assert f'id="{target}"' in page


def test_list_is_called_what_it_holds_and_has_its_filters_above_it(support_client: Client) -> None:
    make_entry()

    page = support_client.get(reverse("admin:faq_entry_changelist")).text

    assert "<h1>Einträge</h1>" in page
    assert "zur Änderung auswählen" not in page
    assert page.index("<summary>Filter</summary>") < page.index('id="result_list"')
    assert page.count("<summary>Filter</summary>") == 1


def test_list_is_sorted_without_the_heads_of_its_columns(support_client: Client) -> None:
    make_entry("a", title="Alpha")
    make_entry("b", title="Beta")
    url = reverse("admin:faq_entry_changelist")
    sort = re.compile(r'<details class="list-sort">.*?</details>', re.DOTALL)
    page = support_client.get(url).text

    by_title = re.search(r'href="([^"]+)">Frage</a>', sort.search(page)[0])[1]
    once = support_client.get(url + html.unescape(by_title)).text
    back = re.search(r'href="([^"]+)" aria-current="true">Frage, aufsteigend</a>', once)[1]
    twice = support_client.get(url + html.unescape(back)).text

    assert once.index("Alpha") < once.index("Beta")
    assert twice.index("Beta") < twice.index("Alpha")
    assert "Frage, absteigend" in sort.search(twice)[0]


@pytest.mark.parametrize("name", ["entry", "errorcode", "mailserver", "servicenotice", "house"])
def test_links_above_a_form_lead_to_its_parts(admin_client: Client, name: str) -> None:
    page = admin_client.get(reverse(f"admin:faq_{name}_add")).text
    parts = re.search(r'<nav class="form-parts".*?</nav>', page, re.DOTALL)[0]
    targets = re.findall(r'href="#([^"]+)"', parts)

    assert len(targets) > 1
    for target in targets:
        assert page.count(f'id="{target}"') == 1


def test_form_of_one_part_has_no_links_to_parts(admin_client: Client) -> None:
    assert "form-parts" not in admin_client.get(reverse("admin:auth_group_add")).text


def test_what_is_added_beside_the_house_is_a_brand(admin_client: Client) -> None:
    assert "<h1>Marke hinzufügen</h1>" in admin_client.get(reverse("admin:faq_house_add")).text


def test_each_value_of_a_list_has_the_name_of_its_column(support_client: Client) -> None:
    make_entry()

    page = support_client.get(reverse("admin:faq_entry_changelist")).text

    for label in ("Frage", "Kategorie", "Reihenfolge", "Zustand", "Geprüft"):
        assert page.count(f'data-label="{label}"') == 1


def test_one_button_saves_and_the_others_are_folded(support_client: Client) -> None:
    page = support_client.get(change_url(make_entry())).text

    for row in page.split('<div class="submit-row">')[1:]:
        shown, _, folded = row.partition('<details class="submit-more">')
        assert shown.count('value="Speichern') == 1
        assert folded.partition("</details>")[0].count('value="Speichern') == 2


@pytest.mark.parametrize(
    "name", ["index", "texts", "second-factor", "faq_entry_changelist", "faq_entry_add"]
)
def test_room_has_one_name_on_every_page(support_client: Client, name: str) -> None:
    page = support_client.get(reverse(f"admin:{name}")).text

    assert page.count('MMcom <span class="wordmark__product">Redaktion</span>') == 1
    assert "– MMcom Redaktion</title>" in page
