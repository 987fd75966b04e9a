"""Are the tables of phrases usable as they stand?"""

from collections import Counter

import pytest

from faq.bounce import Cause, Party
from faq.bounce.code_table import party
from faq.bounce.learned import speaks_for
from faq.bounce.phrases import read_phrases

FILES = [
    "directions",
    "everyday",
    "families",
    "outcomes",
    "server_texts",
    "signs",
    "topics",
    "wording",
]


@pytest.mark.parametrize("name", FILES)
def test_phrases_are_written_as_texts_are_compared(name: str) -> None:
    wrong = [
        phrase.text
        for phrase in read_phrases(name)
        if phrase.text != " ".join(phrase.text.lower().split()) or "’" in phrase.text
    ]

    assert wrong == []


@pytest.mark.parametrize("name", FILES)
def test_no_phrase_stands_twice_in_a_section(name: str) -> None:
    counts = Counter((phrase.section, phrase.parts, phrase.gaps) for phrase in read_phrases(name))

    assert [phrase for phrase, times in counts.items() if times > 1] == []


def test_everyday_words_are_phrases_of_the_wordings() -> None:
    known = {phrase.text for phrase in read_phrases("wording")}

    assert [phrase.text for phrase in read_phrases("everyday") if phrase.text not in known] == []


def test_every_family_is_used_and_every_used_one_is_listed() -> None:
    parts = {
        part
        for name in ("outcomes", "topics", "wording")
        for phrase in read_phrases(name)
        for part in phrase.parts
    }
    used = {part for part in parts if part.startswith("{")}

    assert used == {f"{{{member.section}}}" for member in read_phrases("families")}


def test_every_section_of_the_wordings_is_a_cause() -> None:
    sections = {phrase.section.rstrip("?").partition(" ")[0] for phrase in read_phrases("wording")}

    assert sections <= set(Cause)


@pytest.mark.parametrize("cause", Cause)
def test_every_cause_has_a_party(cause: Cause) -> None:
    assert party(cause)


def test_learned_words_weigh_for_every_party() -> None:
    assert speaks_for(Party.RECIPIENT, "user unknown in virtual mailbox table")
    assert speaks_for(Party.RECIPIENT, "client host blocked using a blocklist") is False
    assert speaks_for(Party.SENDER, "mirabelle") is None
