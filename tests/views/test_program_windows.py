"""The pages of program windows, for readers, editors and machines."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client

from faq.bounce import Kind
from faq.models import MailServer, ProgramWindow
from faq.search import search
from faq.services.bounce.explained import explain
from faq.services.bounce.reports import bounce_document
from faq.services.content.fixtures import read_fixtures
from faq.services.desk.lookup import suggest
from faq.services.links.destination import LinkState, destination

pytestmark = pytest.mark.django_db

SAID = "Anmeldung auf Server mail.example.org mit Benutzername info@example.org fehlgeschlagen."


def make_window(key: str = "anmeldung", **values: object) -> ProgramWindow:
    window = ProgramWindow(
        **{
            "key": key,
            "title": "Die Anmeldung scheitert",
            "codes": "0x800CCC92",
            "wordings": "Anmeldung auf Server * mit Benutzername * fehlgeschlagen",
            "direction": "login",
            "party": "sender",
            "short_answer": "Das Passwort stimmt nicht.",
            "steps": "1. Tragen Sie den Port {imap-port} ein.",
            **values,
        }
    )
    window.full_clean()
    window.save()
    return window


def test_machines_are_told_the_values_too() -> None:
    MailServer.objects.create(protocol="imap", security="ssl-tls", host="m.example.org", port=993)
    make_window()

    told = bounce_document(SAID)["explanation"]["text"]

    assert told == "Das Passwort stimmt nicht.\n1. Tragen Sie den Port 993 ein."


def test_page_shows_the_answer_with_the_servers_values(client: Client) -> None:
    MailServer.objects.create(protocol="imap", security="ssl-tls", host="m.example.org", port=993)
    window = make_window()

    page = client.get(window.get_absolute_url()).content.decode()

    assert "Die Anmeldung scheitert" in page
    assert "993" in page
    assert "{imap-port}" not in page


def test_page_is_correct_html(client: Client, html_errors) -> None:  # type: ignore[no-untyped-def]
    assert html_errors(client.get(make_window().get_absolute_url()).content.decode()) == []


def test_withdrawn_window_says_what_replaces_it(client: Client) -> None:
    new = make_window("neu", title="Der neue Weg")
    old = make_window("alt", is_withdrawn=True, successor=new)

    response = client.get(old.get_absolute_url())

    assert response.status_code == 410
    assert "Der neue Weg" in response.content.decode()


def test_unknown_window_is_not_found(client: Client) -> None:
    assert client.get("/meldung/nirgends/").status_code == 404


@pytest.mark.parametrize("text", [SAID, "Fehler 0x800ccc92 beim Senden"])
def test_pasted_window_gets_its_answer(client: Client, text: str) -> None:
    window = make_window()

    found = explain(text)
    page = client.post("/fehleranalyse/", {"message": text}).content.decode()

    assert (found.kind, found.windows, found.keys[0]) == (
        Kind.PROGRAM_WINDOW, (window,), "anmeldung",
    )  # fmt: skip
    assert "Das Passwort stimmt nicht." in page


def test_desk_answers_a_pasted_window_with_the_servers_values() -> None:
    MailServer.objects.create(protocol="imap", security="ssl-tls", host="m.example.org", port=993)
    window = make_window()

    answer = suggest(f"Guten Tag,\n\n{SAID}").answer

    assert answer is not None
    assert answer.url.endswith(window.get_absolute_url())
    assert "Port 993" in answer.text


def test_withdrawn_window_explains_nothing() -> None:
    make_window(is_withdrawn=True)

    assert explain(SAID).windows == ()


def test_link_to_a_window_is_checked() -> None:
    make_window()

    assert destination("/meldung/anmeldung/").state is LinkState.LIVE
    assert destination("/meldung/nirgends/").state is LinkState.DEAD


def test_windows_are_in_the_sitemap(client: Client) -> None:
    make_window()

    assert "/meldung/anmeldung/" in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize(
    "values",
    [
        {"codes": "", "wordings": ""},
        {"codes": "", "wordings": "Ein *"},
        {"steps": "1. Der Port ist {imap-prot}."},
    ],
)
def test_window_that_cannot_be_told_or_shown_is_refused(values: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        make_window(**values)


def test_search_finds_a_window_by_everything_that_stands_in_it() -> None:
    window = make_window(search_words="Passwort falsch")

    for word in ("0x800CCC92", "fehlgeschlagen", "Passwort falsch", "Das Passwort stimmt nicht"):
        assert [hit.key for hit in search(word).shown] == [f"meldung-{window.key}"]


def test_program_windows_are_shipped() -> None:
    records = read_fixtures(Path(settings.FIXTURE_DIRS[0]))
    keys = [record.name for record in records if record.model is ProgramWindow]

    assert len(keys) > 50
