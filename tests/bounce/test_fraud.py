"""Is fraud told from honest letters by its signs, on texts that did not choose them?"""

import tomllib
from pathlib import Path

import pytest

from faq.bounce import Kind, Understanding, understand

OWN = frozenset({"mail.host.example", "webmail.host.example"})
LETTERS: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("letters.toml").read_text(encoding="utf-8")
)
CHOSEN_ON, MEASURED_ON = slice(0, None, 2), slice(1, None, 2)


def understood(text: str) -> Understanding:
    return understand(text, own_hosts=OWN)


def recognised(texts: list[str]) -> int:
    return sum(understood(text).kind is Kind.PHISHING for text in texts)


def test_fraud_is_recognised_also_where_the_signs_were_not_chosen() -> None:
    assert recognised(LETTERS["fraud"][CHOSEN_ON]) == 30
    assert recognised(LETTERS["fraud"][MEASURED_ON]) >= 27


@pytest.mark.parametrize("text", LETTERS["schemes"], ids=lambda text: text.strip()[:50])
def test_scheme_is_recognised_whatever_its_words(text: str) -> None:
    assert understood(text).kind is Kind.PHISHING


@pytest.mark.parametrize("text", LETTERS["genuine"], ids=lambda text: text.strip()[:50])
def test_honest_letter_is_not_called_fraud(text: str) -> None:
    assert understood(text).kind is not Kind.PHISHING


def test_long_text_needs_more_than_a_sign_here_and_there() -> None:
    letter = "Your mailbox is full. Click here to verify your password."
    pages = "\n".join(f"Chapter {number} explains a menu of the program." for number in range(60))

    assert understood(letter).kind is Kind.PHISHING
    assert understood(f"{pages}\n{letter}").kind is not Kind.PHISHING


@pytest.mark.parametrize(
    "link",
    [
        "https://webmail.host.example <http://other.example/x>",
        "https://webmail.host.example (https://other.example)",
        '<p>Guten Tag</p><a href="http://other.example/x">https://webmail.host.example</a>',
    ],
)
def test_link_that_shows_another_address_is_fraud(link: str) -> None:
    assert understood(link).kind is Kind.PHISHING


def test_link_that_opens_what_it_shows_is_none() -> None:
    same = "https://webmail.host.example <https://www.host.example/login>"

    assert understood(same).kind is not Kind.PHISHING


def test_sender_who_calls_himself_after_the_house_has_its_address() -> None:
    letter = "Von: Host Webmail <{}>\n\nIhr Postfach ist voll. Bitte bestätigen: https://a.example"

    assert understood(letter.format("team@host.elsewhere.example")).is_sure
    assert not understood(letter.format("team@host.example")).is_sure


def test_answer_of_a_server_is_no_fraud_whatever_it_says() -> None:
    said = "550 5.7.1 Your account is suspended. Click https://a.example/verify within 24 hours."

    assert understood(said).kind is Kind.SERVER_REPORT
