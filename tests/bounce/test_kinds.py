"""Is it told what was pasted, and is nobody blamed who cannot be meant?"""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faq.bounce import Cause, Kind, Party, Turn, Understanding, looks_pasted, understand

OWN = frozenset({"mail.host.example"})
TEXTS: list[dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("pasted.toml").read_text(encoding="utf-8")
)["text"]


def understood(text: str) -> Understanding:
    return understand(text, own_hosts=OWN)


@pytest.mark.parametrize("row", TEXTS, ids=lambda row: row["said"][:50])
def test_kind_and_party_are_among_those_a_reader_can_defend(row: dict[str, list[str]]) -> None:
    found = understood(str(row["said"]))

    assert found.kind in row["kinds"]
    assert found.fault in row["parties"]


def test_own_host_in_a_window_is_never_the_recipients() -> None:
    found = understood("Verbindung mit mail.host.example konnte nicht hergestellt werden.")

    assert found.kind is Kind.PROGRAM_WINDOW
    assert found.fault is not Party.RECIPIENT_HOST
    assert found.names_own_host


def test_own_host_that_answers_in_a_report_is_ours() -> None:
    said = "<a@example.org>: host mail.host.example[192.0.2.1] said: 451 4.3.0 Temporary failure"

    assert understood(said).fault is Party.HOST
    assert understood(said.replace("host.example", "example.org")).fault is Party.RECIPIENT_HOST


def test_own_host_that_only_reports_blames_the_other_side() -> None:
    said = (
        "This is the mail system at host mail.host.example.\n\n"
        "<a@example.org>: connect to mx.example.org[192.0.2.1]:25: Connection timed out"
    )

    assert understood(said).fault is Party.RECIPIENT_HOST


def test_reader_is_sent_back_to_ask_whose_mailbox_is_full() -> None:
    assert understood("Postfach voll").question == "whose-mailbox"
    assert understood("Mein Postfach ist voll").question is None
    assert understood("Mein Postfach ist voll").fault is Party.SENDER


def test_words_alone_never_say_that_a_mail_has_arrived() -> None:
    found = understood("Meine Mail kommt immer wieder zurück")

    assert (found.kind, found.fault, found.turn) == (Kind.OWN_WORDS, Party.UNKNOWN, Turn.UNKNOWN)


def test_what_nothing_speaks_for_is_not_called_harmless() -> None:
    found = understood("asdf test 123")

    assert (found.kind, found.fault, found.turn) == (
        Kind.NOT_A_FAILURE, Party.UNKNOWN, Turn.UNKNOWN,
    )  # fmt: skip
    assert found.notice is Cause.ORDINARY_MAIL


def test_report_without_a_reason_names_nobody() -> None:
    found = understood("This is the mail system at host mx.example.org.\n\nNot delivered.")

    assert (found.kind, found.fault, found.is_sure) == (Kind.SERVER_REPORT, Party.UNKNOWN, False)


@pytest.mark.parametrize(
    "text",
    [
        "Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:\n\na@example.org",
        "Die Nachricht an a@example.org hat den Empfänger nicht erreicht:"
        " 554 5.0.0 Transaction failed",
        "<a@example.org>: host mx.example.org[192.0.2.1] said: 554 Transaction failed",
    ],
)
def test_report_without_a_reason_is_unknown_whatever_frame_it_has(text: str) -> None:
    found = understood(text)

    assert (found.kind, found.fault, found.is_sure) == (Kind.SERVER_REPORT, Party.UNKNOWN, False)
    assert found.cause is Cause.UNKNOWN


def test_own_server_that_only_reports_does_not_answer() -> None:
    found = understood(
        "<a@example.exampel>: Host or domain name not found. Name service error for "
        "name=example.exampel type=AAAA: Host not found\n\n"
        "Reporting-MTA: dns; mail.host.example\nFinal-Recipient: rfc822; a@example.exampel\n"
        "Action: failed\nStatus: 5.4.4"
    )

    assert found.fault is Party.RECIPIENT_HOST


def test_sender_check_that_a_forwarding_broke_is_not_the_senders_fault() -> None:
    found = understood(
        "The following address(es) failed:\n\n  a@example.org\n    (generated from b@example.net)\n"
        "    host mx.example.org [192.0.2.1]\n"
        "    SMTP error from remote mail server after RCPT TO:\n"
        "    550 Reject due to SPF policy"
    )

    assert found.cause is Cause.FORWARDING_REFUSED
    assert (found.fault, found.turn) == (Party.RECIPIENT, Turn.RECIPIENT)


def test_addresses_of_two_domains_in_one_report_are_a_forwarding() -> None:
    said = (
        "Reporting-MTA: dns; mx.example.net\nOriginal-Recipient: rfc822;{}\n"
        "Final-Recipient: rfc822;b@example.org\nAction: failed\nStatus: 5.7.23\n"
        "Diagnostic-Code: smtp; 550 5.7.23 SPF validation failed"
    )

    assert understood(said.format("a@example.net")).cause is Cause.FORWARDING_REFUSED
    assert understood(said.format("a@EXAMPLE.org")).cause is Cause.SENDER_AUTHENTICATION_FAILED


def test_server_behind_a_forwarding_speaks_of_the_forwarder() -> None:
    said = (
        "<b@example.org>{}: host mx.example.org[192.0.2.1] said: 550 5.7.1 Your IP is on a "
        "blocklist (in reply to RCPT TO command)"
    )

    assert understood(said.format("")).is_sure
    assert not understood(said.format(" (expanded from <a@example.net>)")).is_sure


@given(st.one_of(st.text(), st.binary()))
@settings(max_examples=200)
def test_any_input_is_understood_somehow(source: str | bytes) -> None:
    found = understand(source, own_hosts=OWN)

    assert not (found.is_sure and found.fault is Party.UNKNOWN)


@given(st.lists(st.sampled_from([str(row["said"]) for row in TEXTS]), max_size=4).map("\n\n".join))
@settings(max_examples=100)
def test_texts_in_any_order_are_understood_somehow(source: str) -> None:
    assert understand(source, own_hosts=OWN).kind in Kind


@pytest.mark.parametrize(
    "text",
    [
        "<a@example.org>: host mx.example.org said: 550 5.1.1 User unknown",
        "Anmeldung auf Server mail.example.org mit Benutzername info@example.org fehlgeschlagen.",
        "This is the mail system at host mx.example.org. Your mail could not be delivered to one",
    ],
)
def test_pasted_message_is_seen_by_its_look(text: str) -> None:
    assert looks_pasted(text)


@pytest.mark.parametrize(
    "text",
    [
        "550",
        "0x800ccc0e",
        "postfach voll",
        "Wie richte ich Outlook ein, damit ich auf dem Handy und am Rechner dieselben Mails sehe?",
        "Ich bekomme seit gestern keine E-Mails mehr und weiß nicht, woran das liegt, bitte helfen",
    ],
)
def test_long_question_is_no_pasted_message(text: str) -> None:
    assert not looks_pasted(text)


@pytest.mark.parametrize(
    "text",
    [
        "abwesenheitsnotiz einrichten für betriebsurlaub",
        "Eingangsbestätigung ausschalten im Webmail",
        "automatic reply turn off in Outlook",
        "Meine Abwesenheitsnotiz geht nicht raus",
        "Ich bin ab 3. Mai im Urlaub und will, dass die Leute eine automatische Antwort kriegen",
        "Our auto-reply is still sent, although we are back since May 3",
    ],
)
def test_who_speaks_of_an_automatic_reply_has_not_received_one(text: str) -> None:
    known = understand(text)

    assert (known.kind, known.is_sure) == (Kind.OWN_WORDS, False)


@pytest.mark.parametrize(
    "text",
    [
        "Automatische Antwort: Angebot",
        "Abwesenheitsnotiz Bin wieder ab 3.4. da.",
        "I am currently away from my desk",
        "Dies ist eine automatische Antwort. Ich bin bis 3. Mai nicht im Büro.",
        "Sie erhalten eine automatische Antwort, weil ich bis Mai nicht arbeite.",
        "Wir haben Betriebsferien bis 3. Januar und sind danach wieder da",
    ],
)
def test_automatic_reply_is_no_failure(text: str) -> None:
    known = understand(text)

    assert (known.kind, known.fault) == (Kind.NOT_A_FAILURE, Party.NOBODY)
