"""Tokens in texts follow their values, everywhere and at once; a gap keeps a text from readers."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from faq.models import Entry, House
from faq.models.placeholders import ALL_TOKENS, Audience, fill, validate_tokens, values
from tests.factories import make_entry, make_house, make_mail_servers, make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return make_house(name="Haus & Hof*")


def test_address_becomes_a_link_and_a_target_stays_one(house: House) -> None:
    assert fill("Öffnen Sie {webmail}.") == "Öffnen Sie <https://webmail.example.org>."
    assert fill("[Webmail]({webmail})") == "[Webmail](https://webmail.example.org)"


def test_value_is_text_and_no_markup(house: House) -> None:
    entry = make_entry(body="Willkommen bei {name}", status=Entry.Status.PUBLISHED)

    assert "Willkommen bei Haus &amp; Hof*" in entry.body_html


def test_words_that_lead_to_a_person_follow_the_reader(house: House) -> None:
    assert fill("{Schreiben-Sie-uns}.") == "[Schreiben Sie uns](/kontakt/)."
    assert fill("{schreiben-sie-uns}", Audience.LETTER) == "antworten Sie auf diese E-Mail"


@pytest.mark.parametrize("field", ["short_answer", "body"])
def test_changed_value_stands_in_every_text_at_once(
    house: House, client: Client, field: str
) -> None:
    make_mail_servers("alt.example.org")
    entry = make_entry(**{field: "Server {imap-server}, {webmail}"}, status=Entry.Status.PUBLISHED)
    page = make_page("impressum", body="{name}: {webmail}")
    version = entry.version

    house.webmail_url = "https://neu.example.org"
    house.save()

    for row in (entry, page):
        row.refresh_from_db()
        assert "https://neu.example.org" in client.get(row.get_absolute_url()).content.decode()
    assert entry.version == version  # nobody has edited it


def test_text_with_a_gap_is_not_public(house: House, client: Client) -> None:
    known = make_entry("a", body="Postfach: {postfach-groesse}", status=Entry.Status.PUBLISHED)
    open_question = make_entry("b", body="Bis ‹Frist›.", status=Entry.Status.PUBLISHED)

    assert client.get(known.get_absolute_url()).status_code in (404, 410)
    assert client.get(open_question.get_absolute_url()).status_code in (404, 410)

    house.mailbox_size = "10 GB"
    house.save()

    assert "Postfach: 10 GB" in client.get(known.get_absolute_url()).content.decode()
    assert client.get(open_question.get_absolute_url()).status_code in (404, 410)


def test_gaps_are_named(house: House) -> None:
    assert values().gaps("{notfall}, {name}, {notfall} und ‹die Frist›") == [
        "{notfall}", "‹die Frist›",
    ]  # fmt: skip


@pytest.mark.parametrize("token", ALL_TOKENS)
def test_every_token_may_be_written(token: str) -> None:
    validate_tokens(f"{{{token}}}")


@pytest.mark.parametrize("token", ["{imapserver}", "{Webmail}", "{titel}"])
def test_any_other_is_refused(token: str) -> None:
    with pytest.raises(ValidationError, match="Unbekannter Platzhalter"):
        make_entry().__class__(body=token, key="x").clean()
