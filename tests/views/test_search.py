"""The page of results and the suggestions."""

import html
import re
from collections.abc import Callable
from urllib.parse import parse_qs

import pytest
from django.test import Client

from faq.models import Entry
from tests.factories import make_category, make_code, make_entry, make_mail_server

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def content() -> None:
    post, technik = make_category("post", title="Postfach"), make_category("technik")
    make_entry("voll", category=post, title="Was tun, wenn das Postfach <voll> ist?")
    make_entry("programm", category=technik, title="Wie richte ich mein Mailprogramm ein?",
               short_answer="Für das Postfach brauchen Sie den Server.",
               block=Entry.Block.MAIL_SERVERS)  # fmt: skip
    make_entry("geheim", category=post, title="Geheimes Postfach", status=Entry.Status.DRAFT)
    make_code("552", title="Der Platz reicht nicht: Postfach voll", is_listed=True)
    make_mail_server()


def page(client: Client, query: str, **more: str) -> str:
    response = client.get("/suche/", {"q": query, **more})
    assert response.status_code == 200
    return response.content.decode()


def test_answers_are_linked_and_marked_and_escaped(client: Client) -> None:
    text = page(client, "Postfach voll")

    assert 'href="/faq/voll/"' in text
    assert "<mark>Postfach</mark> &lt;<mark>voll</mark>&gt;" in text
    assert "Geheimes" not in text


def test_more_than_is_counted_is_no_number(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = page(client, "552 Postfach voll")
    monkeypatch.setattr("faq.search.service.MOST_HITS", 2)

    assert re.search(r">\d Antworten<", counted)
    assert ">Die 2 besten Antworten<" in page(client, "552 Postfach voll")


def test_typed_code_is_answered_on_the_page_itself(client: Client) -> None:
    text = page(client, "Fehler 552")

    assert 'class="answer-card"' in text
    assert "Die Adresse gibt es nicht." in text


def test_entry_that_surely_answers_says_its_short_answer_at_once(client: Client) -> None:
    text = page(client, "Wie richte ich mein Mailprogramm ein?")

    assert text.count('class="answer-card"') == 1
    assert "Für das Postfach brauchen Sie den Server." in text


def test_only_the_first_page_begins_with_an_answer(client: Client) -> None:
    for number in range(12):
        make_entry(f"mehr-{number}", title=f"Wie richte ich mein Mailprogramm {number} ein?")

    assert 'class="answer-card"' not in page(client, "Mailprogramm einrichten", seite="2")


def test_settings_stand_below_their_entry(client: Client) -> None:
    assert "mail.example.org" in page(client, "Mailprogramm einrichten")


def test_category_narrows_and_can_be_left_again(client: Client) -> None:
    text = page(client, "Wie richte ich mein Mailprogramm ein?", kategorie="technik")

    assert 'href="/faq/programm/"' in text
    assert 'href="/faq/voll/"' not in text
    assert 'href="?q=Wie%20richte%20ich%20mein%20Mailprogramm%20ein%3F"' in text


def test_nothing_found_says_so_and_leads_on(client: Client) -> None:
    text = page(client, "Gebrauchtwagen")

    assert "Nichts gefunden" in text
    assert 'href="/fehleranalyse/"' in text
    assert 'class="hits"' not in text


def test_misspelt_word_is_asked_back(client: Client) -> None:
    assert 'href="/suche/?q=Postfach"' in page(client, "Posfach ")


@pytest.mark.parametrize(
    ("message", "answer"),
    [
        ("The mail system: host mx.example.org said: 552 5.2.2 Mailbox full " * 4,
         "Das Postfach des Empfängers ist voll"),
        ("was soll das 550-5.1.1 The email account that you tried to reach does not exist.",
         "Dieses Postfach gibt es nicht"),
        ("Automatische Antwort: Angebot Ich bin bis 14. Juli nicht im Büro.",
         "Das sieht nach einer automatischen Antwort aus"),
        ("Ihr Postfach wird in 24 Stunden gesperrt. Bestätigen Sie jetzt Ihr Passwort:"
         " http://example.net/login", "Vorsicht, das sieht nach Betrug aus"),
    ],
)  # fmt: skip
def test_pasted_message_is_answered_first(client: Client, message: str, answer: str) -> None:
    text = page(client, message)

    title = re.search(r'<h2 class="verdict__title">(?:<svg.*?</svg>)?(.*?)</h2>', text, re.DOTALL)
    assert re.sub("<[^>]+>", "", title[1]).strip() == answer
    assert 'class="answer-card"' not in text
    assert 'href="/fehlercode/552/"' not in text.partition("Aus der Suche")[2]
    assert "Dazu haben wir keine sichere Antwort" not in text


@pytest.mark.parametrize(
    "words",
    [
        "550",
        "552 5.2.2",
        "scanner sendet nicht mehr, smtp fehler bei der authentifizierung seit gestern",
        "Die automatische Antwort geht immer noch raus, obwohl ich wieder da bin",
        "autoresponder geht immer noch raus obwohl urlaub vorbei",
    ],
)
def test_own_words_and_codes_are_left_to_the_search(client: Client, words: str) -> None:
    text = page(client, words)

    assert "verdict__title" not in text
    assert "Das sieht nach einer Fehlermeldung aus." not in text


def test_message_without_a_reason_is_offered_to_the_analysis(client: Client) -> None:
    text = page(client, "Mail delivery failed: returning message to sender, see the attached text")

    assert "Das sieht nach einer Fehlermeldung aus." in text
    assert "verdict__title" not in text
    assert "Nichts gefunden" not in text


def test_state_of_our_servers_is_not_kept_with_results(client: Client) -> None:
    text = page(client, "Es kann keine Verbindung mit dem Server hergestellt werden (0x800CCC0E)")

    assert "verdict__title" in text
    assert "own-server" not in text


def test_offer_takes_the_pasted_message_along(client: Client) -> None:
    message = "The mail system: <name@example.org> host mx said: 552 5.2.2 Mailbox full " * 3
    form = re.search(
        r'action="(/fehleranalyse/)#antwort".*?name="(message)" value="([^"]+)"',
        page(client, message),
        re.DOTALL,
    )

    answer = client.post(form[1], {form[2]: html.unescape(form[3])})

    assert "Das bedeutet Ihre Fehlermeldung" in answer.text
    assert "name@example.org" in answer.text
    assert "verdict__recipient" not in answer.text
    assert "Empfänger: name@" not in answer.text


def test_address_alone_is_asked_what_it_is_for(client: Client) -> None:
    text = page(client, " name@example.org ")

    assert "Das ist eine E-Mail-Adresse." in text
    assert "Nichts gefunden" not in text
    assert "Das ist eine E-Mail-Adresse." not in page(client, "E-Mail an name@example.org")


@pytest.mark.parametrize("path", ["/suche/", "/api/v1/search"])
def test_address_is_in_no_query_that_is_answered(client: Client, path: str) -> None:
    typed = {"q": "Weiterleitung von otto@firma.example einrichten", "kategorie": "postfach"}

    redirect = client.get(path, typed)
    answer = client.get(f"{path}{redirect['Location']}")

    assert redirect.status_code == 302
    assert parse_qs(redirect["Location"].removeprefix("?")) == {
        "q": ["Weiterleitung von name@example.org einrichten"],
        "kategorie": ["postfach"],
    }
    assert "public" not in redirect.get("Cache-Control", "")
    assert answer.status_code == 200
    assert "otto" not in answer.text


@pytest.mark.parametrize("number", ["0", "-1", "99", "x", "²", "1" * 30])
def test_senseless_page_number_is_a_normal_page(client: Client, number: str) -> None:
    assert "<h1>Suche</h1>" in page(client, "Postfach", seite=number)


@pytest.mark.parametrize("query", ["", "%00", "%3Cscript%3E", "%ED%A0%80%FF", "a" * 100_000])
def test_any_query_gives_valid_html(
    client: Client, html_errors: Callable[[str], list[str]], query: str
) -> None:
    assert html_errors(client.get(f"/suche/?q={query}").content.decode()) == []


@pytest.mark.parametrize(
    "query", ["Postfach voll", "552", "Gebrauchtwagen", "Posfach", "name@example.org"]
)
def test_results_are_valid_html_and_set_no_cookie(
    client: Client, html_errors: Callable[[str], list[str]], query: str
) -> None:
    response = client.get("/suche/", {"q": query})

    assert html_errors(response.content.decode()) == []
    assert not response.cookies


def test_suggestions_are_titles_with_their_addresses(client: Client) -> None:
    answers = client.get("/suche/vorschlaege", {"q": "postfach vo"}).json()["answers"]

    assert answers[0] == {
        "title": "Was tun, wenn das Postfach <voll> ist?",
        "url": "/faq/voll/",
        "place": "Postfach",
    }


@pytest.mark.parametrize("query", ["", "x", "Gebrauchtwagen"])
def test_no_answer_gives_no_suggestions(client: Client, query: str) -> None:
    assert client.get("/suche/vorschlaege", {"q": query}).json() == {"answers": []}
