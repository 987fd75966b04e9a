"""Which forms are one word."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from faq.analysis.data import words
from faq.analysis.normalise import fold
from faq.analysis.stemmer import is_verb, join_particle, stem


@pytest.mark.parametrize(
    "forms",
    [
        ("Postfach", "Postfächer", "Postfaches"),
        ("Größe", "Groesse", "Grösse"),
        ("einrichten", "eingerichtet", "einzurichten", "einrichte"),
        ("löschen", "gelöscht", "löscht"),
        ("senden", "gesendet", "sandte"),
        ("weiterleiten", "weitergeleitet", "weiterzuleiten"),
        ("ändern", "Änderung", "Änderungen", "geändert"),
        ("importieren", "Import", "importiert"),
        ("konfigurieren", "Konfiguration", "konfiguriert"),
        ("verschlüsseln", "Verschlüsselung", "verschlüsselt"),
        ("sichern", "Sicherung"),
        ("abholen", "abgeholt"),
    ],
)
def test_forms_of_a_word_share_their_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(fold(form)) for form in forms}) == 1


@pytest.mark.parametrize(
    "forms", [("Rechner", "Rechnung"), ("sich", "sicher"), ("Sicherung", "sich"), ("pop3", "pop")]
)
def test_different_words_keep_different_stems(forms: tuple[str, str]) -> None:
    assert stem(fold(forms[0])) != stem(fold(forms[1]))


def test_separated_verb_is_put_together_again() -> None:
    assert join_particle("ein", "richte") == stem("einrichten")


@pytest.mark.parametrize(("form", "expected"), [("eingerichtet", True), ("postfach", False)])
def test_verbs_are_told_from_other_words(form: str, expected: bool) -> None:
    assert is_verb(form) is expected


def test_threads_that_stem_at_once_do_not_mix_their_words() -> None:
    afresh = stem.__wrapped__  # what is remembered would hide it
    forms = words("parts")
    alone = {form: afresh(form) for form in forms}

    def mixed_up(seed: int) -> list[str]:
        some = random.Random(seed).choices(forms, k=5_000)
        return [form for form in some if afresh(form) != alone[form]]

    with ThreadPoolExecutor(8) as threads:
        assert [form for wrong in threads.map(mixed_up, range(8)) for form in wrong] == []
