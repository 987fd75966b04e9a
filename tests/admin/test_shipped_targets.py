"""What the toolbar offers of the shipped content: entries, sections, codes, pages, settings."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", ["imap", "thunderbird einrichten", "postfach", "550", "fehler"])
def test_whatever_the_shipped_content_offers_is_named(
    site_content: None, support_client: Client, words: str
) -> None:
    targets = support_client.get(reverse("admin:link-targets"), {"q": words}).json()["found"]

    assert targets
    assert all(target["title"] and target["path"].startswith("/") for target in targets)
