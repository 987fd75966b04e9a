"""A text that is sent after the session's end comes back behind the log-in; nothing keeps it."""

import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from faq.admin.carried import MOST_CHARACTERS
from faq.models import Entry
from faq.web.sent_text import REOPEN
from tests.admin.forms import change_url, shown_values
from tests.factories import make_code, make_entry, make_page

pytestmark = pytest.mark.django_db

PASSWORD = "richtig-und-lang-genug"
TEXT = "Ein „Wort“ mit <b>Zeichen</b> & Umlauten: äöü.\n\nEs darf nicht verloren gehen."


@pytest.fixture
def anna(support: User) -> User:
    support.set_password(PASSWORD)
    support.save()
    return support


@pytest.fixture
def client(anna: User) -> Client:
    client = Client()
    client.force_login(anna)
    return client


def fields(response: HttpResponse) -> dict[str, Any]:
    """What the page's own form would send again."""
    context = response.context
    return {item.name: item.value for item in [*context["texts"], *context["others"]]}


def carried(response: HttpResponse) -> str:
    found = re.search(r'name="carried" value="([^"]+)"', response.text)
    assert found, response.text
    return found[1]


def log_in(client: Client, page: HttpResponse) -> HttpResponse:
    sent = {"username": "anna", "password": PASSWORD, "carried": carried(page)}
    return client.post(reverse("admin:login"), sent)


@pytest.mark.parametrize("make", [make_entry, make_code, make_page])
def test_text_is_offered_behind_the_log_in_and_saves(client: Client, make: Any) -> None:
    row = make()
    field = row.source_fields[-1]
    values = shown_values(client, change_url(row)) | {field: f"{getattr(row, field)}\n{TEXT}"}
    client.logout()

    page = client.post(change_url(row), values)
    offered = log_in(client, page)

    assert "Ihr Text ist noch nicht gespeichert" in page.text
    assert "Sie sind wieder angemeldet" in offered.text
    assert fields(offered)[field] == values[field]
    assert offered.context["path"] == change_url(row)
    assert client.post(offered.context["path"], fields(offered)).status_code == 302
    assert TEXT in getattr(type(row).objects.get(), field)


def test_new_text_can_be_opened_in_its_form(client: Client) -> None:
    url = reverse("admin:faq_entry_add")
    values = shown_values(client, url) | {
        "title": "Neu?", "body": TEXT, "category": make_entry().category_id,
    }  # fmt: skip
    client.logout()

    offered = log_in(client, client.post(url, values))
    form = client.post(url, fields(offered) | {REOPEN: "1"})

    assert form.context["adminform"].form["body"].value() == TEXT
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("admin:faq_entry_changelist", {"action": "mark_as_reviewed", "_selected_action": "1"}),
        ("admin:desk-message", {"message": TEXT}),
        ("admin:links", {"text": TEXT}),
    ],
)
def test_every_form_is_carried(client: Client, path: str, sent: dict[str, str]) -> None:
    client.logout()

    offered = log_in(client, client.post(reverse(path), sent))

    assert fields(offered) == sent
    assert offered.context["path"] == reverse(path)


def test_wrong_password_loses_nothing(client: Client) -> None:
    client.logout()
    page = client.post(reverse("admin:links"), {"text": TEXT})

    sent = {"username": "anna", "password": "falsch", "carried": carried(page)}
    again = client.post(reverse("admin:login"), sent)

    assert fields(log_in(client, again)) == {"text": TEXT}


def test_text_comes_past_the_second_factor(client: Client, settings: LazySettings) -> None:
    settings.STAFF_SECOND_FACTOR = True
    device = TOTPDevice.objects.create(user=User.objects.get(), confirmed=True)
    client.logout()
    page = client.post(reverse("admin:links"), {"text": TEXT})

    asked = log_in(client, page)
    wrong = client.post(reverse("admin:second-factor"), {"token": "1", "carried": carried(asked)})
    device.throttle_reset()
    token = f"{totp(device.bin_key):06d}"
    offered = client.post(
        reverse("admin:second-factor"), {"token": token, "carried": carried(wrong)}
    )

    assert asked.context["form"].errors == {}
    assert fields(offered) == {"text": TEXT}
    assert client.get(reverse("admin:index")).status_code == 200


def test_text_comes_past_the_first_set_up(client: Client, settings: LazySettings) -> None:
    settings.STAFF_SECOND_FACTOR = True
    page = client.post(reverse("admin:links"), {"text": TEXT})  # logged in, not yet verified

    device = TOTPDevice.objects.get()
    sent = {"token": f"{totp(device.bin_key):06d}", "carried": carried(page)}
    codes = client.post(reverse("admin:second-factor"), sent)
    offered = client.post(reverse("admin:carried"), {"carried": carried(codes)})

    assert fields(offered) == {"text": TEXT}


def test_password_is_never_carried(client: Client) -> None:
    client.logout()

    page = client.post(
        reverse("admin:password_change"), {"old_password": PASSWORD, "new_password1": "x"}
    )

    assert page.status_code == 302  # nothing is left that could be offered
    assert PASSWORD not in page.text


@pytest.mark.parametrize("word", ["", "x", "WyJ4Il0:1abcde:unterschrift"])
def test_forged_text_is_not_offered(client: Client, word: str) -> None:
    client.logout()

    sent = {"username": "anna", "password": PASSWORD, "carried": word}
    response = client.post(reverse("admin:login"), sent)

    assert response.status_code == 302


def test_text_stands_in_no_address_and_in_no_session(client: Client) -> None:
    client.logout()
    page = client.post(reverse("admin:links"), {"text": "kanarienvogel"})

    log_in(client, page)

    kept = [session.get_decoded() for session in Session.objects.all()]
    assert kept and "kanarienvogel" not in str(kept)
    assert "kanarienvogel" not in page.request["PATH_INFO"] + page.request["QUERY_STRING"]


def test_endless_text_is_not_echoed() -> None:
    sent = {"text": "x" * (MOST_CHARACTERS + 1)}

    assert Client().post(reverse("admin:links"), sent).status_code == 302
