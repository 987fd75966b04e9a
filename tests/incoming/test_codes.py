"""Codes as people write them."""

import pytest

from faq.incoming.codes import read, rewritten

WRITTEN = {
    "550": "550",
    "Fehler550": "550",
    "Fehlercode 550": "550",
    "code551": "551",
    "SMTP-Code: 421": "421",
    "55O": "550",
    "5OO": "500",
    "450er Fehler": "450",
    "5 5 0": "550",
    "Fehler 5 5 0": "550",
    "fünf fünf null": "550",
    "fuenf-fuenf-vier": "554",
    "five five zero": "550",
    "5 5 4 was soll ich jetzt tun": "554",
    "da steht immer vier fünf null in der mail": "450",
    "Fehler 5-1-1": "5.1.1",
    "5-7-26 was nun": "5.7.26",
    "fünfhundertfünfzig": "550",
    "vierhunderteinundzwanzig": "421",
    "fünfhundertdrei": "503",
    "550-Requested action not taken": "550",
    "Fehler 550 Mails kommen zurück": "550",
    "550 Mails kommen zurück": "550",
    "seit gestern 550 bei allen Mails": "550",
    "Mails an Kunden kommen mit 550 zurück": "550",
    "0X 800 CCC 0E": "0x800ccc0e",
    "0x8ooccc0e": "0x800ccc0e",
    "Ox800CCC0E": "0x800ccc0e",
    "0x800ccc": "0x800ccc",
    "5. 1. 1": "5.1.1",
    "5,1,1": "5.1.1",
    "#5.1.1": "5.1.1",
}


@pytest.mark.parametrize(("written", "known_as"), WRITTEN.items())
def test_code_is_read_however_it_is_written(written: str, known_as: str) -> None:
    assert [code.known_as for code in read(written)] == [known_as]


def test_reply_and_enhanced_code_of_one_answer_are_two_codes() -> None:
    assert [code.known_as for code in read("550-5.1.1 no such user")] == ["550", "5.1.1"]


@pytest.mark.parametrize(
    "text",
    [
        "Port 993",
        "mehr als fünfhundert Empfänger in einer einzigen Mail",
        "05231 5 5 0 12",
        "am 5.1.2026",
        "192.0.2.5",
        "4,5 MB",
        "1550 Euro",
        "zwei drei Tage",
        "meine Nummer ist null fünf zwei drei eins fünf fünf null",
        "ich warte schon 2-3-4 Tage auf die Rechnung von euch",
        "rufen Sie 0 5 2 3 1 5 5 0 an",
        "office365",
        "İ550",
        "",
        "newsletter an 500 leute",
        "mein postfach hat 550 mails",
        "ich muss in 450 Ordnern suchen",
        "rund 421 Empfänger",
        "500 MB Postfach",
        "für 550€ im Jahr",
    ],
)
def test_other_numbers_are_no_codes(text: str) -> None:
    assert read(text) == []


def test_offsets_are_those_of_the_text() -> None:
    (code,) = read("Was heißt 0X 800 CCC 0E bei Outlook?")

    assert "Was heißt 0X 800 CCC 0E bei Outlook?"[code.start : code.end] == "0X 800 CCC 0E"


def test_rewritten_text_has_the_codes_as_they_are_known() -> None:
    assert rewritten("Fehler55O, 5. 1. 1 und so") == "Fehler 550, 5.1.1 und so"
