"""Is a letter in which nothing failed told by how it is made, and is a plea for help none?"""

import time

import pytest

from faq.bounce import Cause, Kind, Party, Turn, Understanding, understand


def understood(text: str) -> Understanding:
    return understand(text, own_hosts=["mail.host.example"])


@pytest.mark.parametrize(
    "field",
    [
        "Auto-Submitted: auto-generated",
        "Precedence: bulk",
        "List-Unsubscribe: <https://example.org/u>",
    ],
)
def test_fields_that_only_machines_write_make_it_surely_a_letter(field: str) -> None:
    letter = f"From: a@example.org\nMessage-ID: <1@example.org>\n{field}\n\nDer Saal ist belegt."
    pasted = f"{field}\n\nDer Saal ist belegt."

    assert (understood(letter).kind, understood(letter).fault) == (
        Kind.NOT_A_FAILURE, Party.NOBODY,
    )  # fmt: skip
    assert understood(pasted).is_sure


def test_what_sounds_like_a_reason_in_a_letter_is_none() -> None:
    found = understood(
        "Vielen Dank für Ihre Bestellung!\n\nBestellnummer: 4504217\nIhr Postfach ist voll."
    )

    assert (found.cause, found.turn) == (Cause.LETTER, Turn.NOBODY)
    assert found.report.codes == ()


def test_letter_that_wants_money_at_once_is_not_surely_harmless() -> None:
    order = "Vielen Dank für Ihre Buchung! Buchungsnummer: 4504217. "

    assert understood(order).is_sure
    assert not understood(order + "Bitte überweisen Sie heute noch, sonst verfällt sie.").is_sure


@pytest.mark.parametrize(
    "text",
    [
        "Ich verschicke unseren Newsletter an 300 Kunden, nach der Hälfte ist Schluss.",
        "Ich schicke den Rundbrief des Vereins an alle Mitglieder und er bleibt im Postausgang.",
    ],
)
def test_who_tells_of_his_own_bulk_mail_has_pasted_no_letter(text: str) -> None:
    found = understood(text)

    assert (found.kind, found.is_sure) == (Kind.OWN_WORDS, False)


@pytest.mark.parametrize(
    "text",
    [
        "Themen der Woche: Was bedeutet 554, und wie prüft man SPF?\nIm Browser ansehen. Abmelden",
        "Post #9: error 550 explained, relaying denied or not\nYou are receiving this by choice.",
    ],
)
def test_letter_that_speaks_of_codes_and_reasons_is_surely_nothing(text: str) -> None:
    assert not understood(text).is_sure


def test_form_alone_makes_nothing_sure() -> None:
    scan = "Auftrag-Nr. 0412\nModus: Senden\nSeiten: 3\nGröße: 210 kB"

    assert not understood(scan).is_sure


def test_plea_for_help_with_greetings_is_no_letter() -> None:
    found = understood("Hallo liebes Team,\n\ndie Mails gehen nicht mehr raus.\n\nGruß\nTim")

    assert found.kind is Kind.OWN_WORDS


def test_notice_of_ones_own_mailbox_never_blames_a_recipient() -> None:
    found = understood(
        "Ihr Postfach a@example.org ist zu 92 % voll. Bitte leeren Sie den Papierkorb."
    )

    assert found.kind is Kind.PROGRAM_WINDOW
    assert found.fault is Party.SENDER


@pytest.mark.parametrize(
    "piece", ["5", "1 ", "1,00 EUR\n", "abc: def\n", "nicht senden, ", "iban "]
)
def test_work_grows_with_the_text_only(piece: str) -> None:
    started = time.process_time()
    understood(piece * (40_000 // len(piece)))

    assert time.process_time() - started < 1
