"""What the editor's toolbar offers as the target of a link."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from faq.admin.link_targets import KINDS
from faq.services.desk.lookup import Kind
from tests.factories import make_code, make_entry

pytestmark = pytest.mark.django_db

TARGETS = "admin:link-targets"


def found(client: Client, words: str) -> list[tuple[str, str]]:
    answer = client.get(reverse(TARGETS), {"q": words}).json()
    return [(target["title"], target["path"]) for target in answer["found"]]


def test_entries_and_codes_are_found_with_title_and_path(support_client: Client) -> None:
    make_entry(title="Warum ist mein Postfach voll?")
    make_code(title="Postfach nicht erreichbar")

    assert ("Warum ist mein Postfach voll?", "/faq/postfach-voll/") in found(
        support_client, "postfach voll"
    )
    assert found(support_client, "550") == [("550: Postfach nicht erreichbar", "/fehlercode/550/")]


def test_every_kind_of_find_has_a_name() -> None:
    assert set(KINDS) == set(Kind)


@pytest.mark.parametrize("words", ["", "   ", "gibtesnicht" * 100])
def test_nothing_is_found_for_nothing(support_client: Client, words: str) -> None:
    assert found(support_client, words) == []


@pytest.mark.parametrize("kind", ["nobody", "reader", "staff"])
def test_only_who_sees_entries_is_told(client_as: Callable[[str], Client], kind: str) -> None:
    assert client_as(kind).get(reverse(TARGETS), {"q": "x"}).status_code in (302, 403)
