"""Do page, API, desk and command say the same about whatever is pasted?"""

import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import Client

from faq.bounce import Cause, Kind
from faq.bounce.code_table import _ENHANCED, _REPLY
from faq.models import MailServer
from faq.services.bounce.explained import explain
from faq.services.bounce.explanations import shipped_explanations
from faq.services.bounce.reports import bounce_document
from tests.factories import make_code, make_entry

pytestmark = pytest.mark.django_db

PAGE = "/fehleranalyse/"
API = "/api/v1/fehleranalyse"
TURN_WORDS = {
    "reader": "Sie können handeln",
    "support": "Wir müssen handeln",
    "recipient": "Der Empfänger muss handeln",
    "wait": "Jetzt hilft nur abwarten",
    "nobody": "Niemand muss etwas tun",
    "unknown": "Noch unklar, wer handeln kann",
}
WINDOW = "Zeitüberschreitung der Verbindung mit dem Server mail.example.org."
FRAUD = "Ihr Postfach wird gesperrt. Bitte bestätigen Sie Ihr Passwort: https://example.net/x"

FORWARDED = (
    "<b@example.org> (expanded from <a@example.net>): host mx.example.org said: "
    "550 5.7.23 SPF validation failed"
)


def reports() -> list[str]:
    """One answer of a server for each code on record, and one for each cause."""
    replies = [f"<a@example.org>: host mx.example.org said: {code} refused" for code in _REPLY]
    enhanced = [
        f"Final-Recipient: rfc822; a@example.org\nAction: failed\nStatus: {digit}.{detail}\n"
        for detail in _ENHANCED if detail.count(".") == 1 for digit in "45"
    ]  # fmt: skip
    return [*replies, *enhanced]


def test_result_and_document_say_the_same_of_every_code_and_cause() -> None:
    differences = [text for text in reports() if not says_the_same(text)]

    assert differences == []


def says_the_same(text: str) -> bool:
    """Whether what the page shows of a text is what machines are told."""
    shown = render_to_string("components/bounce_result.html", {"found": explain(text)})
    document = bounce_document(text)
    answers = shown.split('<div class="bounce-answer">')[1:]
    return len(answers) == len(document["failures"]) and all(
        failure["explanation"]["title"] in plain(answer)
        and TURN_WORDS[failure["turn"]] in plain(answer)
        and f"verdict--{failure['party']}" in answer
        for failure, answer in zip(document["failures"], answers, strict=True)
    )


@pytest.mark.parametrize(
    "text", [WINDOW, FRAUD, FORWARDED, "Guten Tag", "said: 550 5.1.1 User unknown"]
)
def test_page_and_api_say_the_same(client: Client, text: str) -> None:
    page = client.post(PAGE, {"message": text}).content.decode()
    document = client.post(API, {"message": text}, content_type="application/json").json()

    verdict = page.split('<div class="bounce-result">')[1].split("</article>")[0]
    assert document["explanation"]["title"] in plain(verdict)
    assert TURN_WORDS[document["turn"]] in plain(verdict)
    assert f"verdict--{document['party']}" in verdict


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).replace("\u00ad", "")


@pytest.mark.parametrize("cause", Cause)
def test_every_cause_has_a_shipped_text(cause: Cause) -> None:
    text = shipped_explanations()[cause]

    assert text.title
    assert text.short_html


def test_code_that_says_something_else_is_named_without_its_meaning(client: Client) -> None:
    make_code("5.1.1", enhanced_code="5.1.1", reply_code="", title="Aus dem Code")

    page = client.post(PAGE, {"message": "said: 550 5.1.1 mailbox is full"}).content.decode()

    assert "/fehlercode/5.1.1/" in page
    assert "Aus dem Code" not in page


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # A letter that speaks of a code, one that only looks like one, a report behind a forwarder.
        ("Post #9: error 550 explained\nYou are receiving this by choice.", "Nicht ganz sicher"),
        ("Auftrag-Nr. 0412\nSeiten: 3\nGröße: 210 kB\nModus: Senden", "Wohl keine Fehlermeldung"),
        (FORWARDED.replace("SPF validation failed", "sender rejected"), "Nicht ganz sicher"),
    ],
)
def test_page_doubts_what_machines_are_told_is_not_sure(
    client: Client, text: str, said: str
) -> None:
    page = client.post(PAGE, {"message": text}).content.decode()

    assert not explain(text).known.is_sure
    assert said in page
    assert TURN_WORDS["nobody"] not in page


def test_no_report_of_known_cause_is_said_surely_that_is_not_sure() -> None:
    differing = []
    for text in reports():
        found = explain(text)
        first = found.answers[0]
        if first.failure.cause is not Cause.UNKNOWN and not found.known.is_sure:
            differing += [] if first.is_unsure else [text]

    assert differing == []


GOES_ON = re.compile(r"läuft noch|von selbst|versucht es (?:\w+ ){0,4}weiter|nicht neu senden")


def test_nothing_goes_on_that_has_come_back() -> None:
    """A report with "Action: failed" ends the attempts, whatever its code says (RFC 3464)."""
    make_code("4.2.2", title="Das Postfach ist voll, die Zustellung läuft noch")
    told = {
        text: answer.advice.title
        for text in reports()
        if "Status: 4." in text
        for answer in explain(text).answers
        if GOES_ON.search(f"{answer.advice.title} {answer.advice.plain_text}")
    }

    assert told == {}


def test_code_of_a_report_that_goes_on_keeps_its_own_text() -> None:
    make_code("4.2.2", title="Das Postfach ist voll, die Zustellung läuft noch")
    report = (
        "Final-Recipient: rfc822; a@example.org\nAction: {}\nStatus: 4.2.2\n"
        "Diagnostic-Code: smtp; 452 4.2.2 Mailbox full\n"
    )

    assert "läuft noch" in explain(report.format("delayed")).title
    assert explain(report.format("failed")).title == "Das Postfach des Empfängers ist voll"


def test_two_readings_are_both_shown(client: Client) -> None:
    page = client.post(PAGE, {"message": "said: 550 5.1.1 listed in a blocklist"}).content.decode()

    assert "lässt zwei Gründe zu" in page


def test_unknown_cause_is_neither_lasting_nor_anybodys(client: Client) -> None:
    report = "This is the mail system at host mx.example.org.\n\nYour mail could not be delivered."

    page = client.post(PAGE, {"message": report}).content.decode()

    assert "Dauerhaft" not in page
    assert "angehängten Bericht" in page
    assert "Noch unklar" in page


def test_window_shows_the_settings_and_who_speaks(client: Client) -> None:
    MailServer.objects.create(
        protocol="imap", security="ssl-tls", host="mail.example.org", port=993
    )

    page = client.post(PAGE, {"message": WINDOW}).content.decode()

    assert "Meldung Ihres Mailprogramms" in page
    assert "Server des Empfängers" not in page
    assert "993" in page


def test_fraud_gets_a_warning_and_no_explanation_of_a_failure(client: Client) -> None:
    found = explain(FRAUD)

    assert found.kind is Kind.PHISHING
    assert not found.answers
    page = client.post(PAGE, {"message": FRAUD}).content.decode()
    assert "Vorsicht" in page
    assert "verdict--warning" in page
    assert "verdict--warning" not in client.post(PAGE, {"message": WINDOW}).content.decode()


def test_forwarding_that_fails_a_check_has_its_own_text(client: Client) -> None:
    make_code("5.7.23", enhanced_code="5.7.23", reply_code="", title="Aus dem Code")

    document = client.post(API, {"message": FORWARDED}, content_type="application/json").json()
    page = client.post(PAGE, {"message": FORWARDED}).content.decode()

    assert (document["party"], document["turn"], document["place"]) == (
        "recipient", "recipient", "forwarder",
    )  # fmt: skip
    assert document["failures"][0]["cause"] == "forwarding-refused"
    assert "SRS" in page
    assert "Aus dem Code" not in page


def test_search_repeats_nothing_that_the_question_back_links() -> None:
    make_entry("keine-mails-empfangen", title="Es kommt nichts mehr an")
    make_entry("anderes", title="Es kommt nichts mehr an, zweiter Fall")

    found = explain("kommt nichts mehr an")

    assert found.asked_back is not None
    asked = {way.url for way in found.asked_back.ways}
    assert asked
    assert found.hits
    assert not asked & {hit.url for hit in found.hits}


def test_command_prints_what_the_page_shows(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    rows = [{"id": "a", "text": WINDOW}, {"id": "b", "text": "said: 550 5.1.1 User unknown"}]
    path.write_text("\n".join(map(json.dumps, rows)) + "\n\n", encoding="utf-8")
    out = StringIO()

    call_command("explain", "--json", str(path), stdout=out)

    first, second = map(json.loads, out.getvalue().splitlines())
    assert (first["id"], first["kind"], first["party"]) == ("a", "program-window", "sender")
    assert second["codes"] == ["550", "5.1.1"]
    assert second["answers"][0] == "cause-mailbox-unknown"
    assert second.keys() == {
        "id", "kind", "party", "turn", "sure", "answers", "codes", "temporary", "cause",
    }  # fmt: skip


def test_shipped_texts_ask_no_database(django_assert_num_queries: Any) -> None:
    shipped_explanations.cache_clear()

    with django_assert_num_queries(0):
        texts = shipped_explanations()

    assert texts
    assert not [text for text in texts.values() if "{" in text.plain_text]
