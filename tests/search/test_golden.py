"""What customers type, and the answer of the site's own content that must come first."""

import pytest

from faq.search import search, suggest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_content")]

GOLDEN = {
    "pop3-imap": [
        "POP3 oder IMAP", "was ist der unterschied zwischen pop und imap", "imap oder pop",
        "emails auf mehreren computern", "mails nach dem abrufen auf dem server lassen",
    ],
    "client-config": [
        "smtp server port", "Adresse und Port des Mailservers", "995",
        "posteingangserver", "mail.mm-com.de",
        "welche verschlüsselung", "server settings",
    ],
    "program-thunderbird": ["thunderbird einrichten"],
    "program-iphone": ["iPhone einrichten"],
    "tool-einrichten": ["Mailprogramm einrichten"],
    "tool-dns": ["DNS-Einträge"],
    "webmail-admin": ["Webmail Login", "admin center", "mails im internet lesen", "web mail"],
    "abwesenheit": [
        "Urlaubsnotiz", "out of office", "Abwesenheitsassistent", "vacation", "abwesenheit ein",
        "Autoresponder ausschalten", "abwesenheitsnachicht",
    ],
    "thunderbird-nur-posteingang": [
        "thunderbird ordner fehlen", "nur posteingang", "unterordner werden nicht angezeigt",
    ],
    "outlook-0x800ccc0e": ["0x800ccc0e", "0X800CCC0E Outlook", "outlook 0x800ccc"],
    "fehlercodes": ["Mailer-Daemon", "mail kommt zurück", "undelivered mail returned to sender"],
    "code-550": ["550", "Fehler 550", "550 5.1.1 user unknown", "5.1.1"],
    "code-552": ["552", "Postfach des Empfängers voll", "552 mailbox full", "5.2.2"],
    "code-554": ["554 5.7.1 blocked using zen.example.org", "smtp error 554"],
    "code-503": ["503", "bad sequence of commands"],
    "code-421": ["421 4.3.2 Service not available"],
    "code-555-smtputf8": ["555 SMTPUTF8", "555 unsupported option smtputf8"],
}  # fmt: skip
QUERIES = [(query, key) for key, queries in GOLDEN.items() for query in queries]
ELSEWHERE = ["Pizzaservice", "Gartenmöbel", "Wetterbericht Hamburg", "qwertzuiop", "Lottozahlen"]


@pytest.mark.parametrize(("query", "key"), QUERIES)
def test_answer_comes_first(query: str, key: str) -> None:
    assert search(query).shown[0].key == key


@pytest.mark.parametrize("query", ELSEWHERE)
def test_query_about_something_else_is_not_answered_surely(query: str) -> None:
    assert not search(query).is_sure


@pytest.mark.parametrize(("query", "key"), QUERIES)
def test_suggestions_are_the_first_answers(query: str, key: str) -> None:
    assert suggest(query)[0].url == search(query).shown[0].url
