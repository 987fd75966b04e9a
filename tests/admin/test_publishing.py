"""Role × action × path: nobody makes public what they may not, whatever the way."""

import re
from collections.abc import Callable
from functools import partial

import pytest
from django.conf import LazySettings
from django.contrib.messages import get_messages
from django.db.models import Model
from django.forms import model_to_dict
from django.test import Client
from django.urls import reverse

from faq.admin.working_copy import SAVED_NEW
from faq.models import Entry, Explanation, WorkingCopy
from faq.services.content.working_copies import copy_of
from tests.admin.forms import change_url, shown_values
from tests.admin.people import GROUPS, member
from tests.factories import (
    make_code,
    make_entry,
    make_house,
    make_mail_program,
    make_mail_server,
    make_page,
)

pytestmark = pytest.mark.django_db

OLD, NEW = "Der alte Satz.", "Der neue Satz."


def make_explanation() -> Explanation:
    return Explanation.objects.create(
        cause="mailbox-full", title="Voll", party="recipient", short_answer=OLD
    )


# Kind -> a public text of it, and the field that the test changes.
KINDS: dict[str, tuple[Callable[[], Model], str]] = {
    "entry": (lambda: make_entry(short_answer=OLD), "short_answer"),
    "errorcode": (lambda: make_code(short_answer=OLD), "short_answer"),
    "explanation": (make_explanation, "short_answer"),
    "mailprogram": (lambda: make_mail_program(steps=OLD), "steps"),
    "page": (lambda: make_page(body=OLD), "body"),
}


def save(client: Client, row: Model, **values: object) -> object:
    return client.post(change_url(row), {**shown_values(client, change_url(row)), **values})


def says(row: Model, field: str) -> str:
    row.refresh_from_db()
    return str(getattr(row, field)).strip()


def by_form(client: Client, row: Model, field: str) -> None:
    if client.get(change_url(row)).context.get("has_change_permission"):
        save(client, row, **{field: NEW})
    else:
        client.post(change_url(row), {field: NEW})


def by_restoring(client: Client, row: Model, field: str) -> None:
    """The first version said NEW, before the present one."""
    setattr(row, field, NEW)
    row.save()
    former = row.history.first()
    setattr(row, field, OLD)
    row.save()
    restored = f"{change_url(row).replace('/change/', '/history/')}{former.pk}/restore/"
    answer = client.post(restored)
    if answer.status_code == 302 and "/change/" in answer["Location"]:
        client.post(change_url(row), shown_values(client, answer["Location"]))


def by_approving(client: Client, row: Model, field: str) -> None:
    """A colleague has written it."""
    writer = member("Redaktion", "schreiber")
    save(writer, row, **{field: NEW})
    copy = copy_of(row)
    client.post(
        reverse("admin:copy", args=[copy.pk]), {"action": "approve", "version": copy.version}
    )


PATHS = {"form": by_form, "restore": by_restoring, "approve": by_approving}
PUBLISHERS = {"Freigabe", "Support"}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("group", ["", *GROUPS])
def test_only_those_with_the_right_change_what_readers_see(
    group: str, kind: str, path: str
) -> None:
    make, field = KINDS[kind]
    row, client = make(), member(group)

    PATHS[path](client, row, field)

    assert says(row, field) == (NEW if group in PUBLISHERS else OLD)


@pytest.mark.parametrize("path", ["form", "restore"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_an_editor_writes_waits(kind: str, path: str) -> None:
    make, field = KINDS[kind]
    row = make()

    PATHS[path](member("Redaktion"), row, field)

    assert copy_of(row).values[field].strip() == NEW


@pytest.mark.parametrize("group", ["", "Lesen", "Redaktion"])
@pytest.mark.parametrize(
    "values",
    [
        {"status": "withdrawn", "no_successor": "on"},
        {"status": "merged"},
        {"key": "anderer"},
        {"title": "Ein anderer Titel"},
    ],
    ids=["withdraw", "merge", "key", "title"],
)
def test_nothing_public_goes_by_a_form(group: str, values: dict[str, str]) -> None:
    row, client = make_entry(), member(group)
    before = Entry.objects.values("key", "status", "title").get()

    if group == "Redaktion":
        save(client, row, **values)
    else:
        client.post(change_url(row), values)

    assert Entry.objects.values("key", "status", "title").get() == before


@pytest.mark.parametrize("group", ["", "Lesen", "Redaktion"])
def test_no_way_past_the_forms(group: str) -> None:
    """Renaming, deleting by list, and the rows behind old links."""
    row, client = make_entry(), member(group)

    answers = [
        client.post(reverse("admin:faq_entry_rename", args=[row.pk]), {"key": "anders"}),
        client.post(
            reverse("admin:faq_entry_changelist"),
            {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"},
        ),
        client.post(reverse("admin:faq_entryalias_add"), {"key": "alt", "entry": row.pk}),
    ]

    assert Entry.objects.get().key == "postfach-voll"
    assert not row.aliases.exists()
    assert answers[0].status_code in (302, 403)


def test_draft_of_a_new_entry_is_written_freely_and_not_published() -> None:
    row, client = make_entry(status="draft"), member("Redaktion")

    save(client, row, short_answer=NEW)
    save(client, row, status="published")

    assert says(row, "short_answer") == NEW
    assert says(row, "status") == "draft"
    assert copy_of(row).values["status"] == "published"


@pytest.mark.parametrize(
    "make",
    [make_entry, make_code, partial(make_mail_program, "fairemail")],
    ids=["entry", "code", "program"],
)
def test_new_text_waits_and_is_created_on_approval(make: Callable[[], Model]) -> None:
    row = make()
    model, sent = type(row), model_to_dict(row)
    model.objects.all().delete()
    answer = member("Redaktion").post(
        reverse(f"admin:faq_{model._meta.model_name}_add"),
        {n: value for n, value in sent.items() if value is not None and value is not False},
    )
    copy = WorkingCopy.objects.get()

    assert not model.objects.exists()
    assert answer["Location"] == reverse("admin:copy", args=[copy.pk])
    assert [str(said) for said in get_messages(answer.wsgi_request)] == [SAVED_NEW]
    member("Freigabe").post(
        reverse("admin:copy", args=[copy.pk]), {"action": "approve", "version": copy.version}
    )
    assert model.objects.get().key == row.key
    assert not WorkingCopy.objects.exists()


def test_books_and_search_words_need_no_approval() -> None:
    row, client = make_entry(), member("Redaktion")

    save(client, row, search_words="voll")
    client.post(reverse("admin:faq_entry_move", args=[row.pk, "up"]))
    client.post(
        reverse("admin:faq_entry_changelist"),
        {"action": "mark_as_reviewed", "_selected_action": [row.pk]},
    )

    row.refresh_from_db()
    assert row.search_words.strip() == "voll"
    assert row.reviewed_on
    assert copy_of(row) is None


def test_who_may_publish_can_hold_back() -> None:
    row, client = make_entry(short_answer=OLD), member("Support")

    save(client, row, short_answer=NEW, hold_back="on")

    assert says(row, "short_answer") == OLD
    assert copy_of(row).values["short_answer"].strip() == NEW


def test_without_solo_publishing_nobody_publishes_their_own(settings: LazySettings) -> None:
    settings.SOLO_PUBLISHING = False
    row, anna, bert = make_entry(short_answer=OLD), member("Freigabe", "anna"), member("Freigabe")

    save(anna, row, short_answer=NEW)
    page = reverse("admin:copy", args=[copy_of(row).pk])
    refused = anna.post(page, {"action": "approve", "version": 1})

    assert refused.status_code == 403
    assert says(row, "short_answer") == OLD
    bert.post(page, {"action": "approve", "version": 1})
    assert says(row, "short_answer") == NEW


def test_nobody_approves_or_discards_what_they_have_not_read() -> None:
    row, writer, chief = make_entry(short_answer=OLD), member("Redaktion"), member("Freigabe")
    save(writer, row, short_answer="Das hat jemand gelesen.")
    copy = copy_of(row)
    page = reverse("admin:copy", args=[copy.pk])
    assert f'name="version" value="{copy.version}"' in chief.get(page).text
    save(writer, row, short_answer=NEW)

    for action in ("approve", "discard", "hand-back"):
        answer = chief.post(page, {"action": action, "version": copy.version}, follow=True)
        assert "inzwischen geändert" in answer.text

    assert says(row, "short_answer") == OLD
    assert copy_of(row).values["short_answer"].strip() == NEW


def test_what_was_typed_is_still_there_when_it_was_not_done() -> None:
    row, writer, chief = make_entry(short_answer=OLD), member("Redaktion"), member("Freigabe")
    save(writer, row, short_answer=NEW)
    copy = copy_of(row)
    page = reverse("admin:copy", args=[copy.pk])
    writer.post(page, {"action": "submit", "version": copy.version})
    version = copy_of(row).version

    note = {"action": "hand-back", "version": version - 1, "note": "Es fehlt „das Ende“."}
    moment = {"action": "approve", "version": version, "at": "2020-01-02T03:04"}

    assert 'value="Es fehlt „das Ende“."' in chief.post(page, note).text
    assert 'value="2020-01-02T03:04"' in chief.post(page, moment).text
    assert f'name="version" value="{version}"' in chief.post(page, note).text
    assert chief.post(page, note | {"version": version}).status_code == 302


def test_what_was_typed_is_still_there_when_no_end_was_planned() -> None:
    row, other = make_entry(), make_entry("andere")
    path = reverse("admin:withdrawal", args=["entry", row.pk])

    page = member("Redaktion").post(path, {"at": "2020-01-02T03:04", "successor": other.pk}).text

    assert 'value="2020-01-02T03:04"' in page
    assert f'<option value="{other.pk}" selected>' in page


def test_pages_of_the_room_are_for_those_who_may_read() -> None:
    row = make_entry()
    save(member("Redaktion"), row, short_answer=NEW)
    page = reverse("admin:copy", args=[copy_of(row).pk])

    assert member("Lesen").get(page).status_code == 200
    assert member("").get(page).status_code == 403
    assert Client().get(page).status_code == 302


def test_who_only_reads_gets_texts_and_nothing_to_press() -> None:
    entry = make_entry(body="**Wichtig:** {schreiben-sie-uns}.")
    reader = member("Lesen")

    page = reader.get(change_url(entry)).text

    assert "<strong>Wichtig:</strong>" in page
    assert "**Wichtig" not in page
    assert ">schreiben Sie uns</a>" in page
    assert "data-open-form" not in page  # nobody asks who else writes
    assert reverse("admin:faq_entry_rename", args=[entry.pk]) not in page
    assert "move-button" not in reader.get(reverse("admin:faq_entry_changelist")).text


@pytest.mark.parametrize("make", [make_entry, make_code, make_mail_server, make_house])
def test_who_only_reads_is_shown_nothing_that_only_a_form_asks(make: Callable[[], Model]) -> None:
    row = make()

    page = member("Lesen").get(change_url(row)).text

    assert re.findall(r">\s*None\s*<", page) == []
    for name in ("questions", "no_successor", "confirm_port", "mark_file", "hold_back"):
        assert f"field-{name}" not in page


def test_who_only_reads_is_told_which_version_it_is() -> None:
    entry = make_entry(short_answer=OLD)
    save(member("Redaktion"), entry, short_answer=NEW)

    page = member("Lesen").get(change_url(entry)).text

    assert "Sie sehen, was Leser sehen." in page
    assert OLD in page
    assert NEW not in page


def test_what_readers_do_not_see_is_no_change_for_them() -> None:
    entry = make_entry(short_answer=OLD)
    author = member("Redaktion")
    save(author, entry, short_answer=NEW, is_doubted="on")
    copy = copy_of(entry)
    assert copy

    compared = author.get(reverse("admin:copy", args=[copy.pk])).context["comparison"]

    assert [change.label for change in compared.changes] == ["Kurz gesagt"]
    assert [change.label for change in compared.unseen] == ["Bitte prüfen"]


def test_new_text_is_compared_with_an_empty_form() -> None:
    category = make_entry().category
    author = member("Redaktion")
    url = reverse("admin:faq_entry_add")
    values = {"title": "Neu?", "short_answer": NEW, "category": category.pk, "status": "published"}
    author.post(url, shown_values(author, url) | values)
    copy = WorkingCopy.objects.get()

    compared = author.get(reverse("admin:copy", args=[copy.pk])).context["comparison"]

    assert "Bitte prüfen" not in [change.label for change in compared.unseen]
    assert "Auf der Startseite" not in [change.label for change in compared.changes]
