"""Who did what, and what can be brought back."""

import csv
import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from faq.models import SignIn
from faq.models.registry import FIXTURES
from faq.services.content.versions import versions
from tests.admin.forms import change_url, shown_values
from tests.admin.people import member
from tests.factories import make_entry

pytestmark = pytest.mark.django_db

HISTORY = "/admin/verlauf/"


def shown(client: Client, query: str = "") -> list:
    return [event for event, _ in client.get(f"{HISTORY}?{query}").context["events"]]


def test_list_says_who_did_what() -> None:
    chief = member("Freigabe", "anna")
    entry = make_entry(title="Vorher")
    url = change_url(entry)
    sent = {**shown_values(chief, url), "title": "Nachher", "change_reason": "Menü heißt anders"}
    chief.post(url, sent)

    last = shown(chief)[0]

    assert (last.who, last.what, last.title) == ("anna", "Eintrag geändert", "Nachher")
    assert last.note == "Menü heißt anders"


def test_sign_ins_are_on_it_and_typed_names_are_not() -> None:
    chief = member("Freigabe", "anna")
    User.objects.create_user("bert", password="richtig", is_staff=True)
    for name, password in (("bert", "falsch"), ("bert", "richtig"), ("mein-passwort", "x")):
        Client().post("/admin/login/", {"username": name, "password": password})

    found = [(event.who, event.what) for event in shown(chief, "art=anmeldung")]

    assert found[:2] == [("bert", "Angemeldet"), ("bert", "Anmeldung gescheitert")]
    assert SignIn.objects.filter(kind="failed").count() == 1


def test_filters_and_pages() -> None:
    chief, other = member("Freigabe", "anna"), User.objects.create_user("bert")
    entry = make_entry()
    for number in range(60):
        entry.title, entry._history_user = f"Titel {number}", other
        entry.save()

    first = chief.get(f"{HISTORY}?art=entry&wer={other.pk}")
    titles = [event.title for event, _ in first.context["events"]]
    second = [event.title for event in shown(chief, first.context["older"])]

    assert titles + second == [f"Titel {number}" for number in range(59, -1, -1)]
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert shown(chief, f"seit={tomorrow}") == []
    assert len(shown(chief, "art=quatsch&wer=x&seit=morgen&vor=nie")) == 50


def test_a_page_costs_a_query_for_each_kind_however_long_it_is() -> None:
    chief, entry = member("Freigabe"), make_entry()
    chief.get(HISTORY)

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            chief.get(HISTORY)
        return len(found)

    before = cost()
    for number in range(60):
        entry.title = f"Titel {number}"
        entry.save()

    assert cost() <= before + 1
    assert before <= len(FIXTURES) + 8


def test_versions_of_a_text_cost_few_queries() -> None:
    entry, other = make_entry(), make_entry("andere")
    for number in range(51):
        entry.body = f"Text {number}"
        entry.save()
        entry.related.set([other] if number % 2 else [])

    with CaptureQueriesContext(connection) as found:
        versions(entry)

    assert len(found) <= 5


def test_csv_has_everything_and_computes_nothing() -> None:
    chief = member("Freigabe")
    make_entry(title='=HYPERLINK("http://example.org")')

    answer = chief.get(f"{HISTORY}?csv=1&art=entry")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))

    assert rows[0] == ["Zeitpunkt", "Wer", "Was", "Titel", "Notiz"]
    assert rows[1][2:4] == ["Eintrag angelegt", '\'=HYPERLINK("http://example.org")']


def test_only_who_publishes_sees_what_colleagues_did() -> None:
    assert [member(group).get(HISTORY).status_code for group in ("Lesen", "Redaktion")] == [403] * 2
    assert member("Support").get(HISTORY).status_code == 200
