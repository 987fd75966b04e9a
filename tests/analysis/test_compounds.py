"""Compounds and what only looks like one."""

import pytest

from faq.analysis.compounds import FixedWords, is_listed, split
from faq.analysis.normalise import fold
from faq.analysis.stemmer import stem


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Abwesenheitsnotiz", ("abwesenheit", "notiz")),
        ("Postfachverwaltung", ("postfach", "verwaltung")),
        ("Postausgangsserver", ("post", "ausgang", "server")),
        ("Zertifikatsfehler", ("zertifikat", "fehler")),
        ("Seitenzahl", ("seiten", "zahl")),
        ("Passwortänderung", ("passwort", "änderung")),
        ("Mailprogramme", ("mail", "programm")),
    ],
)
def test_compound_is_divided_into_its_parts(word: str, parts: tuple[str, ...]) -> None:
    assert split(fold(word)) == tuple(stem(fold(part)) for part in parts)


@pytest.mark.parametrize("word", ["Webmail", "freigeben", "Thunderbird", "Postfach", "unter", ""])
def test_what_stands_for_one_thing_stays_whole(word: str) -> None:
    assert split(fold(word)) == ()


def test_word_of_the_site_can_be_a_part() -> None:
    assert split("thunderbirdfenster", {"thunderbird"}) == (stem("thunderbird"), stem("fenster"))


def test_fixed_words_split_as_any_others_and_each_by_its_own() -> None:
    some, none = FixedWords({"thunderbird"}), FixedWords(())

    for _ in range(2):  # from memory the second time
        assert some.split("thunderbirdfenster") == split("thunderbirdfenster", {"thunderbird"})
        assert none.split("thunderbirdfenster") == ()


@pytest.mark.parametrize(("word", "expected"), [("Rechnungen", True), ("qwertzuiop", False)])
def test_listed_words_are_known_in_their_endings(word: str, expected: bool) -> None:
    assert is_listed(fold(word)) is expected
