"""The best passage and its marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.analysis.excerpt import excerpt, finds_in, marked
from faq.analysis.stemmer import stem

LONG = "Ein Anfang ohne Belang. " * 20 + "Hier ist das Postfach voll. " + "Noch ein Ende. " * 20


def test_word_is_marked_as_it_was_written() -> None:
    spans = marked(
        "Die Postfächer sind voll.", finds_in("Die Postfächer sind voll.", {stem("postfach")})
    )

    assert [span.text for span in spans if span.is_marked] == ["Postfächer"]


def test_word_inside_a_compound_marks_the_compound() -> None:
    spans = marked("Zur Postfachverwaltung", finds_in("Zur Postfachverwaltung", {stem("postfach")}))

    assert [span.text for span in spans if span.is_marked] == ["Postfachverwaltung"]


def test_excerpt_shows_the_passage_with_the_words() -> None:
    text = "".join(span.text for span in excerpt(LONG, finds_in(LONG, {stem("postfach"), "voll"})))

    assert "Hier ist das Postfach voll." in text
    assert text.startswith("… ")
    assert text.endswith(" …")


def test_text_without_the_words_gives_its_beginning() -> None:
    text = "".join(span.text for span in excerpt(LONG, finds_in(LONG, {"xyz"})))

    assert text.startswith("Ein Anfang")


@pytest.mark.parametrize("length", [20, 220])
@given(text=st.text(st.characters(codec="utf-8"), max_size=600))
def test_excerpt_is_part_of_the_text_and_not_longer(length: int, text: str) -> None:
    text = " ".join(text.split())
    shown = "".join(
        span.text for span in excerpt(text, finds_in(text, {stem("postfach"), "a"}), length)
    )

    inner = shown.removeprefix("… ").removesuffix(" …")
    assert inner in text
    assert len(inner) <= length
