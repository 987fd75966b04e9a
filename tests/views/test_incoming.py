"""Text that comes in by forms, the API and the admin passes one gate; old rows break no page."""

import json
import unicodedata
from xml.etree import ElementTree

import pytest
from django.test import Client

from faq.forms import MailAddressForm, SearchForm
from faq.models import Entry
from tests.factories import make_entry

pytestmark = pytest.mark.django_db
REPORT = "<p>Das Postfach des Empf&auml;ngers ist &uuml;berf&uuml;llt.</p>"


@pytest.mark.parametrize("text", ["Rückläufer", "Passwort ändern", "überfüllt"])
def test_search_reads_decomposed_letters_as_composed_ones(text: str) -> None:
    form = SearchForm({"q": unicodedata.normalize("NFD", text)})

    assert form.text == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("sign", ["\v", "\f", "\x1b", "\u2028", "\ufeff", "\u202e"])
def test_what_nobody_sees_is_not_stored(sign: str) -> None:
    entry = make_entry(title=f"Titel{sign}Umbruch", body=f"Ein{sign}Text")
    entry.refresh_from_db()

    assert sign not in entry.title + entry.body


def test_feed_stays_well_formed_whatever_the_database_holds(client: Client) -> None:
    entry = make_entry(status=Entry.Status.PUBLISHED)
    Entry.objects.filter(pk=entry.pk).update(
        title="Titel\vUmbruch", short_html="<p>a\x01b\ufffe</p>"
    )

    response = client.get("/feed.atom")

    assert response.status_code == 200
    assert "Titel Umbruch" in ElementTree.fromstring(response.content).itertext()


def test_analysis_reads_pasted_html_as_its_text(client: Client) -> None:
    def answer(message: str) -> dict[str, object]:
        response = client.post(
            "/api/v1/fehleranalyse", json.dumps({"message": message}), "application/json"
        )
        return dict(response.json())

    plain = answer("Das Postfach des Empfängers ist überfüllt.")

    assert answer(REPORT)["failures"] == plain["failures"]
    assert answer(REPORT)["outcome"] == plain["outcome"]


@pytest.mark.parametrize(
    "text", ["max@ example.org", "max @example.org", " max@example.org. ", "max@\u200bexample.org"]
)
def test_blanks_around_the_at_are_no_part_of_an_address(text: str) -> None:
    form = MailAddressForm({"email": text})

    assert form.is_valid()
    assert form.cleaned_data["email"].text == "max@example.org"
