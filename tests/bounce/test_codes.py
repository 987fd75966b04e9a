"""Is a number taken for a code exactly where it is one?"""

import pytest

from faq.bounce.reply_codes import find


def found(text: str) -> list[tuple[str | None, str | None]]:
    return [(mention.reply, mention.enhanced) for mention in find(text.lower())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("said: 550 5.1.1 user unknown", ("550", "5.1.1")),
        ("said: 550-5.1.1 user unknown", ("550", "5.1.1")),
        ("said: 550 #5.1.0 address rejected", ("550", "5.1.0")),
        ("said: 550 (5.7.1) refused", ("550", "5.7.1")),
        ("said: 550\n    5.1.1 user unknown", ("550", "5.1.1")),
        ("smtp;550 user unknown", ("550", None)),
        ("SMTP; 550 5.1.1 user unknown", ("550", "5.1.1")),
        ("diagnostic-code: x-unix; 5.1.1 unknown", (None, "5.1.1")),
        ("#5.5.0 smtp;550 unknown", ("550", "5.5.0")),
        ("SMTP Error Code 550", ("550", None)),
        ("Fehlercode: 550", ("550", None)),
        ("<<< 422 quota exceeded", ("422", None)),
        ("host mx [192.0.2.1]: 571 no ptr record", ("571", None)),
        ("550: 5.2.2 mailbox full", ("550", "5.2.2")),
        ("ERROR_CODE :550", ("550", None)),
        ("status=5.1.1", (None, "5.1.1")),
        ("Status : 5.0.0", (None, "5.0.0")),
        ("550 sorry, no mailbox here", ("550", None)),
        ("(#5.1.1)", (None, "5.1.1")),
    ],
)
def test_code_is_found_as_it_is_written(text: str, expected: tuple[str | None, str | None]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Port 465",
        "Version 5.1.2",
        "Exim 4.5.1",
        "fml 4.0.3 release",
        "(8.13.1/8.13.1)",
        "192.0.2.550",
        "5.4.71.22",
        "Anhang 554 KB",
        "10550 Berlin",
        "Tel. 0482 / 510-573",
        "+49 551 555-0",
        "Kundennummer 431 573",
        "Rechnung Nr. 431/2025",
        "am 4.5.25 um 14:31",
        "id=550",
        "http://example.org/err/550",
        "mx550.example.org",
        "a550@example.org",
        "E-Mail vom 5.1.24 14:31",
        "Antwort bis 5.1.26 wird erbeten",
        "[506]",
        "0550",
        "05.01.01",
        "OFR_506",
        "550 Euro",
        "450 Nachrichten",
        "4F550B1",
        "550 Bytes",
    ],
)
def test_other_numbers_are_no_codes(text: str) -> None:
    assert found(f"Meldung: x {text} y") == []


def test_repeated_code_of_a_long_reply_is_found_each_time() -> None:
    assert found("said: 550-5.7.1 spam 550-5.7.1 bad 550 5.7.1 end") == [("550", "5.7.1")] * 3


def test_nested_answers_are_both_found() -> None:
    assert found("500 5.0.0 <552 5.2.2 mailbox full>") == [("500", "5.0.0"), ("552", "5.2.2")]
