"""A double click is one save, and a colleague who only moves a row collides with nobody."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from faq.models import Entry, SavedForm
from faq.models.savedforms import REMEMBERED
from faq.services.content.ordering import move_entry
from faq.services.content.review import mark_reviewed
from tests.admin.forms import change_url, shown_values
from tests.factories import make_category, make_code, make_entry, make_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("make", [make_entry, make_code, make_page, make_category])
def test_same_form_twice_is_one_save(support_client: Client, make: Any) -> None:
    row = make()
    values = shown_values(support_client, change_url(row)) | {"title": "Neu"}

    answers = [support_client.post(change_url(row), values) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    saved = type(row).objects.get()
    assert (saved.title, saved.version, saved.history.count()) == ("Neu", 2, 2)


def test_somebody_else_is_asked_for_their_right(
    support_client: Client, client_as: Callable[[str], Client]
) -> None:
    entry = make_entry()
    values = shown_values(support_client, change_url(entry)) | {"title": "Neu"}
    support_client.post(change_url(entry), values)

    assert client_as("staff").post(change_url(entry), values).status_code == 403


def test_new_entry_sent_twice_is_one_entry(support_client: Client) -> None:
    url = reverse("admin:faq_entry_add")
    values = shown_values(support_client, url) | {
        "title": "Neu?", "short_answer": "So.", "category": make_category().pk,
    }  # fmt: skip

    answers = [support_client.post(url, values).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Entry.objects.count() == 1


def test_form_with_a_fault_can_be_sent_again(support_client: Client) -> None:
    entry = make_entry()
    values = shown_values(support_client, change_url(entry)) | {"title": ""}

    answers = [support_client.post(change_url(entry), values).status_code for _ in range(2)]

    assert answers == [200, 200]
    assert not SavedForm.objects.exists()


def test_same_text_later_is_another_save(support: User, support_client: Client) -> None:
    """Who saves, lets a colleague save and goes back meets the colleague's text."""
    entry = make_entry()
    values = shown_values(support_client, change_url(entry)) | {"title": "Von Anna"}
    support_client.post(change_url(entry), values)
    saved = Entry.objects.get()
    saved.title = "Von Bert"
    saved.save()

    with time_machine.travel(saved.updated_at + REMEMBERED * 2):
        support_client.force_login(support)
        response = support_client.post(change_url(entry), values)

    assert response.status_code == 409
    assert Entry.objects.get().title == "Von Bert"


def test_moved_entry_still_takes_a_text_begun_before(support_client: Client) -> None:
    entry, other = make_entry(position=1), make_entry("andere", position=2)
    values = shown_values(support_client, change_url(entry)) | {"title": "Neu"}
    move_entry(other, -1)

    response = support_client.post(change_url(entry), values)

    saved = Entry.objects.get(pk=entry.pk)
    assert response.status_code == 302
    assert (saved.title, saved.position) == ("Neu", 2)


def test_reviewed_entry_takes_a_text_begun_before_and_keeps_its_date(
    support_client: Client,
) -> None:
    entry = make_entry(reviewed_on=date(2026, 1, 2))
    values = shown_values(support_client, change_url(entry)) | {"title": "Neu"}
    mark_reviewed(Entry.objects.all(), date(2026, 11, 30))

    response = support_client.post(change_url(entry), values)

    saved = Entry.objects.get()
    assert response.status_code == 302
    assert (saved.title, saved.reviewed_on) == ("Neu", date(2026, 11, 30))


def test_date_that_both_have_changed_is_a_conflict(support_client: Client) -> None:
    entry = make_entry(reviewed_on=None)
    values = shown_values(support_client, change_url(entry)) | {"reviewed_on": "24.12.2026"}
    mark_reviewed(Entry.objects.all(), date(2026, 11, 30))

    response = support_client.post(change_url(entry), values)

    assert response.status_code == 409


def test_same_words_of_two_editors_do_not_collide(support_client: Client) -> None:
    entry = make_entry()
    values = shown_values(support_client, change_url(entry)) | {"title": "Neu", "search_words": "x"}
    saved = Entry.objects.get()
    saved.title = "Neu"
    saved.save()

    assert support_client.post(change_url(entry), values).status_code == 302
    assert Entry.objects.get().search_words == "x"


def test_other_words_of_a_colleague_do(support_client: Client) -> None:
    entry = make_entry()
    values = shown_values(support_client, change_url(entry)) | {"search_words": "x"}
    saved = Entry.objects.get()
    saved.title = "Neu"
    saved.save()

    assert support_client.post(change_url(entry), values).status_code == 409
    assert Entry.objects.get().title == "Neu"
