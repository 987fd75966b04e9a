"""The copy editor's hints as a form gets them, and what is mended when it is saved."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from faq.models import Entry, GlossaryTerm
from tests.admin.forms import Submit, change_url, shown_values
from tests.factories import make_code, make_entry, make_page

pytestmark = pytest.mark.django_db

HINTS = "admin:hints"


def hints(client: Client, path: str, **texts: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.post(reverse(HINTS), {"_path": path, **texts}).json()[
        "hints"
    ]
    return found


def words(client: Client, path: str, **texts: str) -> str:
    return "\n".join(hint["words"] for hint in hints(client, path, **texts))


@pytest.mark.parametrize("make", [make_entry, make_code, make_page])
def test_each_text_of_a_form_gets_its_hints(
    support_client: Client, make: Callable[..., Any]
) -> None:
    row = make()
    field = row.source_fields[-1]

    [hint] = hints(support_client, change_url(row), **{field: "Gut.\r\n\r\nIhr Account ist neu."})

    assert hint["field"] == field
    assert hint["words"] == "Zeile 3: Wir schreiben nicht „Account“. Besser: Konto"


def test_places_count_as_a_browser_does(support_client: Client) -> None:
    text = "Ein 🙂 und noch .\r\nEnde"

    [hint] = hints(support_client, change_url(make_entry()), body=text)

    in_browser = text.replace("\r\n", "\n").encode("utf-16-le")
    assert in_browser[hint["start"] * 2 : hint["end"] * 2].decode("utf-16-le") == " "
    assert hint["replacement"] == "."


@pytest.mark.parametrize(
    ("link", "is_dead"),
    [
        ("/faq/postfach-voll/", False),
        ("/faq/postfach-voll/schritte/", False),
        ("/faq/gibt-es-nicht/", True),
        ("/faq/postfach-voll/gibt-es-nicht/", True),
        ("faq/postfach-voll/", True),
        ("#weg", False),
        ("#gibt-es-nicht", True),
        ("http://[", True),
        ("https://example.org/", False),
        ("mailto:a@example.org", False),
        ("{link}", False),
    ],
)
def test_link_to_nowhere_is_said(support_client: Client, link: str, is_dead: bool) -> None:
    path = change_url(make_entry())

    found = words(
        support_client, path, body=f"[Der Weg dahin]({link})\n\n{{#weg}}\n## Weg\n\nText."
    )

    assert ("führt nirgends hin" in found) == is_dead


def test_short_answer_is_read_as_one(support_client: Client) -> None:
    found = words(support_client, change_url(make_entry()), short_answer="Dafür gibt es zwei Wege.")

    assert "hängt in der Luft" in found


def test_glossary_explains_abbreviations(support_client: Client) -> None:
    path = change_url(make_entry())
    assert "„SRV“ ist nicht erklärt" in words(support_client, path, body="Der SRV fehlt.")

    GlossaryTerm.objects.create(key="srv", term="SRV", explanation="Ein Eintrag im DNS.")

    assert words(support_client, path, body="Der SRV fehlt.") == ""


def test_search_words_are_asked_for(support_client: Client) -> None:
    sent = {"title": "Postfach voll?", "search_words": ""}

    [hint] = hints(support_client, change_url(make_entry()), **sent)

    assert hint["field"] == "search_words"


@pytest.mark.parametrize(("kind", "status"), [("nobody", 204), ("reader", 403), ("staff", 403)])
def test_only_who_may_save_the_form_is_told(
    client_as: Callable[[str], Client], kind: str, status: int
) -> None:
    """After the session's end without an error, which would stand in the browser's console."""
    sent = {"_path": change_url(make_entry()), "body": "Der SRV fehlt."}

    answer = client_as(kind).post(reverse(HINTS), sent)

    assert answer.status_code == status
    assert "SRV" not in answer.text


def test_straight_quotes_are_mended_with_a_word(support_client: Client) -> None:
    entry = make_entry()
    values = shown_values(support_client, change_url(entry))
    sent = values | {"body": f'{entry.body}\nKlicken Sie auf "Neu" und `"x"`.'}

    page = support_client.post(change_url(entry), sent, follow=True).text

    assert Entry.objects.get().body.endswith('Klicken Sie auf „Neu“ und `"x"`.')
    assert "Gerade Anführungszeichen sind jetzt deutsche" in page


def test_quotes_of_a_text_that_nobody_touched_stay(submit: Submit) -> None:
    entry = make_entry(body='{#a}\n## A\n\nEin "Wort".\n')

    submit(entry, title="Neu")

    assert Entry.objects.get().body == entry.body


def test_hints_hinder_no_save(submit: Submit) -> None:
    entry = make_entry()

    response = submit(entry, body=f"{entry.body}\n[hier](/faq/gibt-es-nicht/) Ihr Account .")

    assert response.status_code == 302


def test_hints_come_without_scripts_too(support_client: Client) -> None:
    entry = make_entry()
    values = shown_values(support_client, change_url(entry)) | {"body": "Ihr Account."}

    checked = support_client.post(change_url(entry), values | {"_reopen": "check"}).text
    preview = support_client.post(
        reverse("admin:faq_entry_preview_changed", args=[entry.pk]), values
    ).text

    sentence = "Zeile 1: Wir schreiben nicht „Account“. Besser: Konto"
    assert sentence in checked and sentence in preview
    assert Entry.objects.get().body == entry.body
