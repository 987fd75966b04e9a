"""Is it told which way mail went that does not get through, whatever the words?"""

import pytest

from faq.bounce import Direction, Kind, Question, understand
from faq.bounce.flow import Flow, flow
from faq.bounce.topics import Topic


@pytest.mark.parametrize(
    ("said", "way"),
    [
        ("kann seit dem neuen router keine mails senden, empfangen geht", Flow.OUT),
        ("bei uns gehen keine mails raus", Flow.OUT),
        ("we cannot send anything", Flow.OUT),
        ("ich kann an example.org nicht senden", Flow.TO_THEM),
        ("mein kunde bekommt meine mails nicht", Flow.TO_THEM),
        ("die rechnung kommt beim kunden nicht an", Flow.TO_THEM),
        ("my mails to them don't arrive", Flow.TO_THEM),
        ("mir kann niemand schreiben", Flow.TO_ME),
        ("eine kundin kann mir nicht schreiben", Flow.TO_ME),
        ("customers can't write to me", Flow.TO_ME),
        ("ich bekomme keine post vom lieferanten", Flow.TO_ME),
        ("ich bekomme keine mails mehr", Flow.IN),
        ("bei mir kommt nichts an", Flow.IN),
        ("kommt nichts mehr an", Flow.OPEN),
        ("ich kann morgen nicht kommen", None),
        ("ich bekomme alle mails und kann auch senden", None),
    ],
)
def test_way_follows_from_who_does_what_to_whom(said: str, way: Flow | None) -> None:
    assert flow(said) is way


def test_reader_is_asked_back_which_way_it_was() -> None:
    found = understand("Seit gestern kommt nichts mehr an")

    assert (found.topic, found.question) == (Topic.ARRIVES_NOWHERE, Question.WHICH_WAY)
    assert understand("Bei mir kommt nichts mehr an").question is None


def test_who_cannot_be_reached_is_sent_where_receiving_is_explained() -> None:
    found = understand("Eine Kundin kann mir nicht schreiben, sie bekommt es immer zurück")

    assert (found.topic, found.direction) == (Topic.CANNOT_BE_REACHED, Direction.RECEIVING)


@pytest.mark.parametrize("said", ["nix geht", "Wie groß darf eine Anlage sein bei euch"])
def test_a_few_words_of_complaint_are_a_readers_own(said: str) -> None:
    assert understand(said).kind is Kind.OWN_WORDS
