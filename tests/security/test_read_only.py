"""READ_ONLY: reading and logging in go on, nothing is written, and the answer says so."""

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.test import Client

from faq.models import ContentVersion, DeadLink, SearchCount
from faq.search.log import SEARCHES
from faq.services.links.dead_links import DEAD_LINKS

pytestmark = pytest.mark.django_db

TEXT = "Ein Wort, das nicht verloren gehen darf. " * 3


@pytest.fixture(autouse=True)
def read_only(settings: LazySettings) -> None:
    settings.READ_ONLY = True


@pytest.mark.parametrize("path", ["/", "/suche/?q=550", "/admin/login/"])
def test_reading_goes_on(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/fehleranalyse/", "/api/v1/fehleranalyse"])
def test_returned_message_is_explained(client: Client, path: str) -> None:
    kind = "application/x-www-form-urlencoded"

    response = client.post(path, "message=550+5.1.1+User+unknown", content_type=kind)

    assert response.status_code == 200
    assert "5.1.1" in response.content.decode()


def test_staff_can_read_old_tickets_at_the_desk(admin_client: Client) -> None:
    statuses = [
        admin_client.post(
            "/admin/links/", {"text": "https://hilfe.example.org/faq/a/"}
        ).status_code,
        admin_client.post("/admin/desk/nachricht/", {"text": "550 User unknown"}).status_code,
    ]

    assert statuses == [200, 200]


def test_not_even_counts_are_written(client: Client) -> None:
    client.get("/suche/?q=postfach")
    client.get("/faq/gibt-es-nicht/")
    SEARCHES.write()
    DEAD_LINKS.write()

    assert not SearchCount.objects.exists()
    assert not DeadLink.objects.exists()


def test_feedback_is_refused_with_a_sentence(client: Client) -> None:
    response = client.post("/feedback/", {"helpful": "yes"})

    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert "nur zum Lesen" in response.content.decode()


def test_staff_can_log_in(client: Client) -> None:
    User.objects.create_superuser("erika", "", "richtig-und-lang-genug")

    response = client.post(
        "/admin/login/", {"username": "erika", "password": "richtig-und-lang-genug"}
    )

    assert response.status_code == 302


def test_staff_can_read_and_write_nothing(admin_client: Client) -> None:
    version = ContentVersion.current()

    assert admin_client.get("/admin/faq/category/add/").status_code == 200
    response = admin_client.post("/admin/faq/category/add/", {"key": "neu", "title": "Neu"})

    assert response.status_code == 503
    assert ContentVersion.current() == version


def test_text_of_staff_comes_back_and_can_be_sent_later(
    admin_client: Client, settings: LazySettings
) -> None:
    sent = {"key": "neu", "title": "Neu", "body": TEXT, "position": "1", "symbol": "mail"}
    path = "/admin/faq/page/add/"

    response = admin_client.post(path, sent)

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "600"
    assert "nur zum Lesen" in response.text
    assert f">{TEXT}</textarea>" in response.text
    settings.READ_ONLY = False
    context = response.context
    again = {item.name: item.value for item in [*context["texts"], *context["others"]]}
    assert again == sent
    assert admin_client.post(response.context["path"], again).status_code != 503


def test_script_of_a_form_is_told_in_its_language(admin_client: Client) -> None:
    response = admin_client.post("/admin/markdownx/upload/", headers={"Accept": "*/*"})

    assert response.status_code == 503
    assert "Gespeichert wurde nichts" in response.json()["error"]
