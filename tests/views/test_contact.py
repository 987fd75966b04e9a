"""The way to a person: where it leads, and what the letter already says."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests.factories import make_code, make_entry, make_house

pytestmark = pytest.mark.django_db

REPORT = "<anna@example.org>: host mx said: 550 5.1.1 User unknown"
PASTED = {
    "report": REPORT,
    "delayed": "Action: delayed\nStatus: 4.4.1\nFinal-Recipient: rfc822; anna@example.org",
    "window": "Zeitüberschreitung der Verbindung mit dem Server mail.example.org.",
    "own words": "ich bekomme keine mails mehr",
    "fraud": "Ihr Postfach wird gesperrt. Bestätigen Sie Ihr Passwort: https://example.net/x",
    "unknown": "Einkaufen: Milch, Brot",
}


def letter_in(html: str) -> tuple[str, dict[str, list[str]]]:
    found = re.search(r'href="(mailto:[^"]+)"', html)
    assert found
    address = urlsplit(unescape(found[1]))
    return address.path, parse_qs(address.query)


def test_page_is_honest_while_nobody_has_said_how(client: Client) -> None:
    make_house()

    html = client.get("/kontakt/").text

    assert "mailto:" not in html
    assert 'href="https://www.example.org"' in html


def test_letter_names_the_page_that_did_not_help(client: Client) -> None:
    make_house(support_mail="hilfe@example.org")
    path = make_entry("a").get_absolute_url()

    to, letter = letter_in(client.get("/kontakt/", {"zu": path}).text)

    assert to == "hilfe@example.org"
    assert f"http://127.0.0.1:8000{path}" in letter["body"][0]


@pytest.mark.parametrize("asked", ["https://example.net/", "/gibt-es-nicht/", "//example.net/"])
def test_no_other_address_gets_into_the_letter(client: Client, asked: str) -> None:
    make_house(support_mail="hilfe@example.org")

    _, letter = letter_in(client.get("/kontakt/", {"zu": asked}).text)

    assert "example.net" not in letter["body"][0]
    assert "gibt-es-nicht" not in letter["body"][0]


def test_summary_of_a_result_goes_into_the_letter(client: Client) -> None:
    make_house(support_mail="hilfe@example.org")

    _, letter = letter_in(client.post("/fehleranalyse/", {"message": REPORT}).text)

    assert "5.1.1" in letter["body"][0]
    assert "anna@example.org" in letter["body"][0]


@pytest.mark.parametrize("pasted", PASTED.values(), ids=PASTED)
def test_every_result_ends_with_one_way_to_a_person(client: Client, pasted: str) -> None:
    html = client.post("/fehleranalyse/", {"message": pasted}).text

    assert html.count('class="contact-way"') == 1


@pytest.mark.parametrize(
    "path", ["/suche/?q=550", "/suche/?q=xqzw", "/fehlercode/599/", "/gibt-es-nicht/"]
)
def test_page_without_an_answer_ends_with_one_way_to_a_person(client: Client, path: str) -> None:
    make_code("550")

    assert client.get(path).text.count('class="contact-way"') == 1
