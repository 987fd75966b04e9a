"""The desk as the server gives it: what it finds, and what it keeps to itself."""

import logging
from collections.abc import Callable

import pytest
from django.test import Client

from faq.models import AnswerFrame, EntryAlias, Explanation
from tests.factories import make_code, make_entry, make_mail_server

DESK = "/admin/desk/"
MESSAGE = "/admin/desk/nachricht/"
RETURNED = (
    "This is the mail system at host mail.example.org.\n\n"
    "<erika@example.com>: host mx.example.com[192.0.2.1] said: 550 5.1.1 <erika@example.com>:\n"
    "    Recipient address rejected: User unknown (in reply to RCPT TO command)\n"
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def frame() -> AnswerFrame:
    text = "Guten Tag,\n\n{antwort}\n\nMehr: {link}\n"
    return AnswerFrame.objects.create(key="kurz", name="Kurz", text=text)


def test_search_finds_entry_and_section(support_client: Client) -> None:
    make_entry("postfach-voll", title="Mein Postfach ist voll", body="## Postfach leeren\n\nSo.")

    found = support_client.get(DESK, {"q": "postfach"}).context["found"]

    assert [(hit.kind, hit.path) for hit in found] == [
        ("entry", "/faq/postfach-voll/"),
        ("section", "/faq/postfach-voll/postfach-leeren/"),
    ]


def test_search_finds_code(support_client: Client) -> None:
    make_code("550")

    [hit, *_] = support_client.get(DESK, {"q": "550"}).context["found"]

    assert (hit.kind, hit.path, hit.code) == ("code", "/fehlercode/550/", "550")


def test_search_finds_settings_where_they_are_the_answer(support_client: Client) -> None:
    make_mail_server()
    make_entry("einrichten", title="Mailprogramm einrichten", block="mail-servers")

    found = support_client.get(DESK, {"q": "mailprogramm einrichten"}).context["found"]

    assert ("settings", "/einrichten/") in [(hit.kind, hit.path) for hit in found]


@pytest.mark.parametrize(
    "link",
    ["http://127.0.0.1:8000/faq/alt/", "http://127.0.0.1:8000/faq/neu/schritte/"],
)
def test_old_link_finds_what_it_leads_to(support_client: Client, link: str) -> None:
    EntryAlias.objects.create(key="alt", entry=make_entry("neu"))

    [hit] = support_client.get(DESK, {"q": f" {link} "}).context["found"]

    assert hit.path.startswith("/faq/neu/")


def test_answer_is_shown_in_every_form(support_client: Client, frame: AnswerFrame) -> None:
    make_entry("a", short_answer="Die **kurze** Antwort.")

    page = support_client.get(DESK, {"antwort": "/faq/a/"})

    answer, [letter] = page.context["answer"], page.context["letters"]
    assert answer.url == "http://127.0.0.1:8000/faq/a/"
    assert letter.text == ("Guten Tag,\n\nDie kurze Antwort.\n\nMehr: http://127.0.0.1:8000/faq/a/")
    assert "<strong>kurze</strong>" in letter.html
    assert [section.path for section in page.context["sections"]] == ["/faq/a/schritte/"]


@pytest.mark.parametrize(
    "path",
    ["/faq/nirgends/", "/admin/", "https://example.org/", "//[", "faq/a/", "/faq/entwurf/"],
)
def test_address_without_an_answer_is_explained(support_client: Client, path: str) -> None:
    make_entry("entwurf", status="draft")

    page = support_client.get(DESK, {"antwort": path})

    assert page.status_code == 200
    assert page.context["is_unknown"]


def test_customers_message_finds_what_it_asks(support_client: Client) -> None:
    make_entry("ordner", title="Mir fehlen Ordner in Thunderbird")
    make_entry("abwesenheit", title="Wie schalte ich eine Abwesenheitsnachricht ein?")
    text = "Hallo,\nin Thunderbird fehlen alle Ordner.\n\nViele Grüße\nErika\n> Abwesenheit?"

    [first, *others] = support_client.post(MESSAGE, {"text": text}).context["found"]

    assert first.path == "/faq/ordner/"
    assert "/faq/abwesenheit/" not in [hit.path for hit in others]


def test_returned_message_is_explained(support_client: Client, frame: AnswerFrame) -> None:
    Explanation.objects.create(
        cause="mailbox-unknown", title="Die Adresse gibt es nicht", short_answer="Prüfen.", steps=""
    )

    page = support_client.post(MESSAGE, {"text": RETURNED})

    assert page.context["answer"].title == "Die Adresse gibt es nicht"
    assert page.context["letters"][0].text.endswith("/fehleranalyse/")


def test_complaint_in_own_words_is_searched_not_analysed(support_client: Client) -> None:
    make_entry("voll", title="Mein Postfach ist voll")

    page = support_client.post(MESSAGE, {"text": "Mein Postfach ist voll, was tun?"})

    assert page.context["answer"] is None
    assert [hit.path for hit in page.context["found"]] == ["/faq/voll/"]


def test_code_that_says_more_than_its_cause_explains(support_client: Client) -> None:
    make_code("5.1.1", title="Unbekanntes Postfach")

    page = support_client.post(MESSAGE, {"text": RETURNED})

    assert page.context["answer"].title == "5.1.1: Unbekanntes Postfach"
    assert [hit.path for hit in page.context["found"]] == ["/fehlercode/5.1.1/"]


@pytest.mark.parametrize("text", ["", "   ", "x" * 200_001])
def test_message_that_cannot_be_used_is_explained(support_client: Client, text: str) -> None:
    page = support_client.post(MESSAGE, {"text": text})

    assert page.status_code == 200
    assert page.context["message_form"].errors


@pytest.mark.parametrize("text", ["\0", "?", ">" * 5000, "<script>", RETURNED * 50])
def test_any_message_is_answered(support_client: Client, text: str) -> None:
    assert support_client.post(MESSAGE, {"text": text}).status_code == 200


def test_message_leaves_no_trace(support_client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    page = support_client.post(MESSAGE, {"text": RETURNED})

    assert "erika" not in caplog.text.lower()
    assert "no-store" in page["Cache-Control"]
    assert "erika" not in str(page.client.session.items()).lower()


@pytest.mark.parametrize("query", ["", "?q=imap", "?antwort=/faq/a/"])
def test_pages_are_never_kept_and_allow_nothing_inline(support_client: Client, query: str) -> None:
    page = support_client.get(DESK + query)

    assert "no-store" in page["Cache-Control"]
    assert "unsafe" not in page["Content-Security-Policy"]


@pytest.mark.parametrize("query", ["", "?q=a", "?antwort=/faq/a/", "?antwort=/faq/b/"])
def test_html_is_valid(
    support_client: Client,
    frame: AnswerFrame,
    html_errors: Callable[[str], list[str]],
    query: str,
) -> None:
    make_entry("a")

    assert html_errors(support_client.get(DESK + query).content.decode()) == []


def test_message_must_come_by_post(support_client: Client) -> None:
    assert support_client.get(MESSAGE, {"text": "Hallo"}).status_code == 405


def test_foreign_page_cannot_send_a_message(support_client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = support_client.cookies

    assert strict.post(MESSAGE, {"text": "Hallo"}).status_code == 403
