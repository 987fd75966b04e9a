"""From text to terms, and from a query to groups of alternatives."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.analysis import PART, Group, Origin, QueryAnalyzer, Synonyms, Vocabulary, forms, terms
from faq.analysis.stemmer import stem

TEXTS = [
    "Das Postfach ist voll, der Speicherplatz reicht nicht.",
    "Richten Sie die Abwesenheitsnachricht im Webmailer ein.",
    "Der Empfänger ist unbekannt: Prüfen Sie die Adresse.",
]


@pytest.fixture(scope="module")
def analyzer() -> QueryAnalyzer:
    """An analyzer over three short texts, with one group of synonyms."""
    known_forms = Counter(form for text in TEXTS for form in set(forms(text)))
    known_terms = Counter(term for text in TEXTS for term in set(terms(text)))

    def counted(term: str) -> int:
        return known_terms[term] + known_terms[PART + term]

    groups = [["Abwesenheitsnachricht", "out of office", "Autoresponder"]]
    synonyms = Synonyms(groups, lambda phrase: tuple(stem(form) for form in forms(phrase)))
    return QueryAnalyzer(Vocabulary(known_forms, counted, len(TEXTS)), synonyms)


def origins_of(group: Group, term: str) -> set[Origin]:
    return {a.origin for a in group.alternatives if any(term in one_of for one_of in a.terms)}


def test_document_has_stems_and_marked_parts() -> None:
    assert list(terms("Speicherplatz")) == [
        stem("speicherplatz"), PART + stem("speicher"), PART + stem("platz"),
    ]  # fmt: skip


def test_document_has_its_separated_verbs_joined() -> None:
    assert stem("einrichten") in terms(TEXTS[1])


def test_known_word_stands_for_itself(analyzer: QueryAnalyzer) -> None:
    (group,) = analyzer.groups("Postfach ")

    assert group.is_known
    assert origins_of(group, "postfach") == {Origin.LITERAL}


def test_last_word_without_blank_may_go_on(analyzer: QueryAnalyzer) -> None:
    (unfinished,) = analyzer.groups("Abwesen")
    (finished,) = analyzer.groups("Abwesen ")

    assert Origin.COMPLETION in origins_of(unfinished, stem("abwesenheitsnachricht"))
    assert Origin.COMPLETION not in origins_of(finished, stem("abwesenheitsnachricht"))


def test_misspelt_word_is_corrected_and_said_so(analyzer: QueryAnalyzer) -> None:
    (group,) = analyzer.groups("Empfenger ")

    assert group.correction == "empfanger"


@pytest.mark.parametrize("query", ["Postfach ", "5.1.1 ", "0x800ccc0e ", "Rechnung "])
def test_known_words_codes_and_german_words_are_never_corrected(
    analyzer: QueryAnalyzer, query: str
) -> None:
    (group,) = analyzer.groups(query)

    assert group.correction == ""


def test_synonym_of_a_phrase_stands_for_each_of_its_words(analyzer: QueryAnalyzer) -> None:
    groups = analyzer.groups("out of office ")

    assert all(
        Origin.SYNONYM in origins_of(group, stem("abwesenheitsnachricht")) for group in groups
    )


def test_compound_is_met_by_its_parts(analyzer: QueryAnalyzer) -> None:
    (group,) = analyzer.groups("Postfachadresse ")

    assert Origin.COMPOUND in origins_of(group, stem("adresse"))


def test_words_written_apart_are_joined(analyzer: QueryAnalyzer) -> None:
    groups = analyzer.groups("web mailer ")

    assert Origin.JOINED in origins_of(groups[0], stem("webmailer"))


@given(query=st.text(st.characters(), max_size=300))
def test_any_text_is_a_query(analyzer: QueryAnalyzer, query: str) -> None:
    groups = analyzer.groups(query)

    assert all(group.alternatives for group in groups)
