"""Somebody's address in a question is no word of it."""

import pytest

from faq.search import search

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_content")]

QUESTIONS = [
    "{} bekommt keine mails",
    "mails an {} kommen nicht an",
    "{} postfach voll",
    "spam von absender {} meine eigene adresse",
    "outlook fragt immer nach passwort {}",
]


@pytest.mark.parametrize("address", ["name@example.org", "otto@firma.example", "o.to@web.example"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_question_is_answered_as_without_the_address(question: str, address: str) -> None:
    asked, bare = search(question.format(address)), search(question.format(""))

    assert [hit.key for hit in asked.shown] == [hit.key for hit in bare.shown]
    assert asked.is_sure == bare.is_sure


def test_address_alone_is_still_looked_for() -> None:
    assert search("name@example.org").shown


def test_correction_keeps_the_address_that_was_typed() -> None:
    assert search("otto@firma.example pasword vergesen ").correction.startswith(
        "otto@firma.example"
    )
