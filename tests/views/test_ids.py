"""Headings of texts and the page around them never have the same id."""

from collections.abc import Callable

import pytest
from django.test import Client

from faq.models import Explanation
from tests.factories import (
    make_category,
    make_code,
    make_entry,
    make_mail_program,
    make_mail_servers,
    make_page,
)

pytestmark = pytest.mark.django_db

TITLES = (
    "Suche", "Inhalt", "Wege", "Fuß Themen", "Auf dieser Seite", "Passt dazu", "QR Text",
    "Weiter zu", "Server und Ports", "Mailserver", "Temporär", "Dauerhaft", "Tabelle 4xx",
    "Code Filter", "Code 550", "IMAP SSL/TLS", "Schritte", "Genau", "Beispiel", "Weiter",
    "Angaben", "Adresse", "Hilfe", "Profil", "Vorher", "Suche Vorschläge", "Suche groß",
)  # fmt: skip
TEXT = "\n\n".join(f"## {title}\n\nText." for title in TITLES)


@pytest.fixture
def pages() -> list[str]:
    make_mail_servers()
    category = make_category("post")
    make_code("550", is_listed=True, steps=TEXT, details=TEXT)
    other = make_entry("andere", category=category)
    for key, block in (("ohne", ""), ("server", "mail-servers"), ("codes", "error-codes")):
        entry = make_entry(key, category=category, body=TEXT, block=block)
        entry.related.add(other)
    make_mail_program("thunderbird", notice=TEXT, steps=TEXT, afterwards=TEXT)
    make_page("impressum", body=TEXT)
    Explanation.objects.create(cause="x", title="X", party="sender", steps=TEXT, details=TEXT)
    return [
        "/faq/ohne/", "/faq/server/", "/faq/codes/", "/post/", "/fehlercode/550/",
        "/einrichten/thunderbird/", "/impressum/",
    ]  # fmt: skip


def test_every_id_of_a_page_is_there_once(
    client: Client, pages: list[str], html_errors: Callable[[str], list[str]]
) -> None:
    for page in pages:
        errors = html_errors(client.get(page).text)

        assert [error for error in errors if "id " in error or "points to no id" in error] == []


def test_permanent_link_leads_to_the_heading(client: Client, pages: list[str]) -> None:
    assert client.get("/faq/ohne/suche/")["Location"] == "/faq/ohne/#suche"
    assert '<h2 id="suche">' in client.get("/faq/ohne/").text


def test_written_anchor_stays_though_a_row_has_it(client: Client) -> None:
    make_entry("a", body="{#code-550}\n## Code 550\n\nText.")

    assert client.get("/faq/a/code-550/")["Location"] == "/faq/a/#code-550"
