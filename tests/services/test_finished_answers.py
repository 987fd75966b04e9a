"""Frames filled with an answer."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from faq.markup import first_steps
from faq.models import AnswerFrame
from faq.models.frames import validate_frame
from faq.services.desk.answers import Answer
from faq.services.desk.finished_answers import filled, finished_answers

ANSWER = Answer(
    kind="entry",
    title="Was heißt *voll*?",
    url="https://hilfe.example/faq/voll/",
    short="Ihr Postfach ist **voll**.",
    steps="1. Öffnen Sie es.\n2. Löschen Sie etwas.",
    markdown="",
    html="",
    text="",
)
WITHOUT_STEPS = Answer("entry", "Voll", "https://hilfe.example/", "Voll.", "", "", "", "")


def plain(frame: str, answer: Answer = ANSWER) -> str:
    [finished] = finished_answers(answer, [AnswerFrame(key="a", name="A", text=frame)])
    return finished.text


def formatted(frame: str, answer: Answer = ANSWER) -> str:
    [finished] = finished_answers(answer, [AnswerFrame(key="a", name="A", text=frame)])
    return finished.html


def test_letter_has_every_part_in_its_place() -> None:
    frame = "Guten Tag,\n\n{antwort}\n\nSo geht es:\n{schritte}\n\nMehr: {link}\n\nGrüße\nWir\n"

    assert plain(frame) == (
        "Guten Tag,\n\nIhr Postfach ist voll.\n\nSo geht es:\n\n"
        "1. Öffnen Sie es.\n2. Löschen Sie etwas.\n\n"
        "Mehr: https://hilfe.example/faq/voll/\n\nGrüße\nWir"
    )


def test_paragraph_without_its_part_is_left_out() -> None:
    assert plain("{antwort}\n\nSo geht es:\n{schritte}\n\nGrüße", WITHOUT_STEPS) == "Voll.\n\nGrüße"


def test_formatted_letter_keeps_lists_links_and_lines() -> None:
    html = formatted("{antwort}\n\n{schritte}\n\n{link}\n\nGrüße\nWir")

    assert "<strong>voll</strong>" in html
    assert html.count("<li>") == 2
    assert '<a href="https://hilfe.example/faq/voll/"' in html
    assert "Grüße<br>\nWir" in html


def test_steps_with_a_box_between_them_are_whole_and_go_on_counting() -> None:
    body = "1. Menü öffnen.\n\n::: hinweis\nWichtig.\n:::\n\n2. Speichern.\n3. Neu starten.\n"
    answer = replace(ANSWER, steps=first_steps(body))

    assert plain("{antwort}\n\n{schritte}", answer).endswith(
        "1. Menü öffnen.\n\nHinweis: Wichtig.\n\n2. Speichern.\n3. Neu starten."
    )
    html = formatted("{schritte}", answer)
    assert (html.count("<li>"), html.count('<ol start="2">')) == (3, 1)


def test_link_can_stand_behind_words() -> None:
    assert '<a href="https://hilfe.example/faq/voll/" rel="noopener">Anleitung</a>' in formatted(
        "{antwort} [Anleitung]({link})"
    )


def test_title_is_no_markup() -> None:
    assert formatted("{titel} {link}").startswith("<p>Was heißt *voll*? <a")


def test_part_that_looks_like_a_gap_stays() -> None:
    answer = Answer("entry", "T", "https://hilfe.example/", "Tippen Sie {link}.", "", "", "", "")

    assert filled("{antwort}", answer) == "Tippen Sie {link}."


@pytest.mark.parametrize("text", ["{antwort} {anrede}", "Guten Tag,", "{Antwort}", "{} {link}"])
def test_frame_that_cannot_be_filled_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        validate_frame(text)


@pytest.mark.parametrize("text", ["{antwort}", "{titel}: {link}", "{antwort}\n{schritte}"])
def test_frame_with_known_gaps_is_accepted(text: str) -> None:
    validate_frame(text)
