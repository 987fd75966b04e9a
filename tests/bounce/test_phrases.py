"""Does a phrase stand in exactly the texts it is meant for?"""

import pytest

from faq.bounce.phrases import Phrase, indexed, normal, read_phrases
from faq.bounce.wording import wording


def cause_of(text: str) -> str | None:
    found = wording(normal(text))
    return found.cause if found else None


@pytest.mark.parametrize(
    "text",
    [
        "recipient unknown",
        "the recipient is unknown",
        "no such recipient",
        "recipient 'eva' could not be found",
        "recipient couldn't be found",
        "recipient doesnt exist",
        "empfänger unbekannt",
        "empfaenger unbekannt",
        "destinataire introuvable",
        "no such 550-5.1.1 recipient",
    ],
)
def test_family_words_combine_in_any_spelling(text: str) -> None:
    assert cause_of(text) == "mailbox-unknown"


@pytest.mark.parametrize(
    "text",
    [
        "recipient. this was removed",  # another sentence
        f"recipient {'x' * 100} unknown",  # too far apart
        "full@example.org user",  # an address says nothing
        "need a fully-qualified name, user",  # "full" has to be the whole word
    ],
)
def test_words_that_do_not_belong_together_mean_nothing(text: str) -> None:
    assert cause_of(text) not in ("mailbox-unknown", "mailbox-full")


def test_first_line_of_the_file_decides() -> None:
    phrases = indexed(p for p in read_phrases("wording") if p.section in ("greylisted", "filtered"))

    found = phrases.first_in("rejected by recipient: greylisted")

    assert found is not None
    assert found.phrase.section == "greylisted"
    assert found.words == "greylist"


def test_a_blank_beside_a_family_is_a_short_gap() -> None:
    line = next(p for p in read_phrases("wording") if p.text == "{no} {mailbox}")

    assert line.parts == ("{no}", "{mailbox}")
    assert indexed([line]).first_in("no such local user") is not None
    assert indexed([line]).first_in("no reason to complain about this user") is None


def test_a_phrase_is_found_at_the_end_of_a_long_text() -> None:
    assert cause_of(f"{'user of the server said nothing. ' * 100}recipient unknown") is not None


def test_hostile_repetition_is_searched_only_so_far() -> None:
    line = next(p for p in read_phrases("wording") if p.text == "{mailbox} * {unknown}")

    assert isinstance(line, Phrase)
    assert indexed([line]).first_in("user " * 100_000) is None
