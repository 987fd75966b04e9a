"""Who else is writing there, and what was typed and never saved."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from faq.models import Entry, OpenForm
from faq.models.openforms import KEPT
from faq.services.content.presence import PRESENT
from tests.admin.forms import change_url, shown_values
from tests.factories import make_code, make_entry, make_page

pytestmark = pytest.mark.django_db

OPEN = "admin:open-form"
TEXT = "Getippt und nicht gespeichert."


@pytest.fixture
def bert(support: User) -> Client:
    """A colleague of Anna's in the same group."""
    user = User.objects.create_user("bert", first_name="Bert", is_staff=True)
    user.groups.set(Group.objects.filter(name="Support"))
    client = Client()
    client.force_login(user)
    return client


def alive(client: Client, path: str, **typed: Any) -> dict[str, Any]:
    answer: dict[str, Any] = client.post(reverse(OPEN), {"_path": path, **typed}).json()
    return answer


@pytest.mark.parametrize("make", [make_entry, make_code, make_page])
def test_colleague_is_named_with_the_minutes(
    support_client: Client, bert: Client, make: Callable[[], Any]
) -> None:
    path = change_url(make())
    now = timezone.now()
    for minute in range(4):
        with time_machine.travel(now + timedelta(minutes=minute), tick=False):
            told = alive(bert, path)
            seen = alive(support_client, path)
            page = support_client.get(path).text

    assert seen["others"] == "Bert bearbeitet das seit 3 Minuten."
    assert "Bert bearbeitet das seit 3 Minuten." in page
    assert told["others"] == "Anna bearbeitet das seit 3 Minuten."


def test_who_has_gone_is_not_named(support_client: Client, bert: Client) -> None:
    path = change_url(make_entry())
    alive(bert, path)
    bert.post(reverse(OPEN), {"_path": path, "_gone": "1"})

    assert alive(support_client, path)["others"] == ""


def test_who_gives_no_sign_of_life_is_not_named(support_client: Client, bert: Client) -> None:
    path = change_url(make_entry())
    alive(bert, path)

    with time_machine.travel(timezone.now() + PRESENT + timedelta(seconds=1)):
        assert alive(support_client, path)["others"] == ""


def test_who_writes_elsewhere_is_not_named(support_client: Client, bert: Client) -> None:
    alive(bert, change_url(make_entry("andere")))

    assert alive(support_client, change_url(make_entry()))["others"] == ""


@pytest.mark.parametrize("make", [make_entry, make_code, make_page])
def test_typed_text_is_offered_and_opened(support_client: Client, make: Callable[[], Any]) -> None:
    row = make()
    path, field = change_url(row), row.source_fields[-1]
    told = alive(support_client, path, **shown_values(support_client, path) | {field: TEXT})

    offered = support_client.get(path)
    opened = support_client.post(path, {"_reopen": "typed"})

    assert told["kept_at"]
    assert "Text wieder öffnen" in offered.text
    assert opened.context["adminform"].form[field].value() == TEXT
    assert getattr(type(row).objects.get(), field) == getattr(row, field)


def test_typed_text_of_a_new_entry_is_kept_too(support_client: Client) -> None:
    path = reverse("admin:faq_entry_add")
    alive(support_client, path, body=TEXT)

    opened = support_client.post(path, {"_reopen": "typed"})

    assert opened.context["adminform"].form["body"].value() == TEXT
    assert not Entry.objects.exists()


def test_saved_text_is_offered_no_more(support_client: Client) -> None:
    entry = make_entry()
    path = change_url(entry)
    values = shown_values(support_client, path) | {"title": "Neu"}
    alive(support_client, path, **values)

    support_client.post(path, values)

    assert "Text wieder öffnen" not in support_client.get(path).text
    assert not OpenForm.objects.exists()


def test_refused_text_stays_offered(support_client: Client) -> None:
    path = change_url(make_entry())
    values = shown_values(support_client, path) | {"title": ""}
    alive(support_client, path, **values)

    support_client.post(path, values)

    assert "Text wieder öffnen" in support_client.get(path).text


def test_typed_text_is_discarded_on_demand(support_client: Client) -> None:
    path = change_url(make_entry())
    alive(support_client, path, body=TEXT)

    assert support_client.post(path, {"_discard": "1"}).status_code == 302
    assert not OpenForm.objects.exists()


def test_typed_text_is_shown_to_nobody_else(support_client: Client, bert: Client) -> None:
    path = change_url(make_entry())
    alive(support_client, path, body=TEXT)

    assert "Text wieder öffnen" not in bert.get(path).text
    stolen = OpenForm.objects.get()
    OpenForm.objects.create(
        user=User.objects.get(username="bert"), form=stolen.form, opened_at=stolen.opened_at,
        seen_at=stolen.seen_at, typed=stolen.typed, typed_at=stolen.typed_at,
    )  # fmt: skip
    assert TEXT not in bert.post(path, {"_reopen": "typed"}).text


def test_typed_text_is_deleted_after_a_month(support: User, support_client: Client) -> None:
    path = change_url(make_entry())
    alive(support_client, path, body=TEXT)

    with time_machine.travel(timezone.now() + KEPT + timedelta(minutes=1)):
        support_client.force_login(support)
        assert "Text wieder öffnen" not in support_client.get(path).text
        alive(support_client, change_url(make_entry("andere")))

    assert not OpenForm.objects.exclude(typed="").exists()


def test_password_is_never_kept(support_client: Client) -> None:
    path = change_url(make_entry())
    alive(support_client, path, body=TEXT, password="geheim-7391")

    opened = support_client.post(path, {"_reopen": "typed"})

    assert "geheim-7391" not in opened.text


def test_end_of_the_session_is_told_not_refused(client: Client) -> None:
    """A refusal would stand as an error in the browser's console."""
    answer = client.post(reverse(OPEN), {"_path": change_url(make_entry()), "body": TEXT})

    assert (answer.status_code, answer.json()["seconds_left"]) == (200, 0)
    assert not OpenForm.objects.exists()


@pytest.mark.parametrize("kind", ["reader", "staff"])
def test_only_who_may_save_a_form_is_noted(client_as: Callable[[str], Client], kind: str) -> None:
    sent = {"_path": change_url(make_entry()), "body": TEXT}

    assert client_as(kind).post(reverse(OPEN), sent).status_code == 403
    assert not OpenForm.objects.exists()


@pytest.mark.parametrize(
    "path",
    ["", "/", "/admin/", "/admin/faq/entry/", "/faq/x/", "/admin/auth/user/add/", "x" * 9999],
)
def test_only_forms_of_content_are_noted(support_client: Client, path: str) -> None:
    assert support_client.post(reverse(OPEN), {"_path": path}).status_code == 403


def test_open_window_alone_keeps_no_session(support: User) -> None:
    support.set_password("richtig-und-lang")
    support.save()
    client, path = Client(), change_url(make_entry())
    client.post(reverse("admin:login"), {"username": "anna", "password": "richtig-und-lang"})

    def end_after(**headers: str) -> Any:
        client.post(reverse(OPEN), {"_path": path}, headers=headers)
        return client.session.get_expiry_date()

    begun = end_after()
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert end_after(**{"X-Unattended": "1"}) == begun
        assert end_after() > begun + timedelta(minutes=50)
