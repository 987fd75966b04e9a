"""Permanent ids of headings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.markup import ProblemKind, pin_anchors, render, slug
from faq.markup.anchors import ANCHOR, MAX_LENGTH


def anchors(source: str) -> list[str]:
    """Give the anchors of a text in order."""
    return [heading.anchor for heading in render(source).headings]


def levels(source: str) -> list[int]:
    """Give the heading levels of a text in order."""
    return [heading.level for heading in render(source).headings]


@pytest.mark.parametrize(
    ("title", "anchor"),
    [
        ("IMAP", "imap"),
        ("Über uns – Größe & Maße", "ueber-uns-groesse-und-masse"),
        ("U\u0308bung", "uebung"),
        ("GROSSE ÄNDERUNG", "grosse-aenderung"),
        ("Café Łódź", "cafe-lodz"),
        ("0x800CCC0E?", "0x800ccc0e"),
        ("…", "abschnitt"),
        ("日本", "abschnitt"),
        ("Wort " * 30, "wort-wort-wort-wort-wort-wort-wort-wort-wort-wort-wort-wort"),
        ("x" * 100, "x" * MAX_LENGTH),
    ],
)
def test_title_gives_anchor(title: str, anchor: str) -> None:
    assert slug(title) == anchor


@given(st.text())
def test_any_title_gives_a_valid_anchor(title: str) -> None:
    assert ANCHOR.fullmatch(slug(title))
    assert len(slug(title)) <= MAX_LENGTH


def test_written_anchor_wins_over_the_title() -> None:
    assert anchors("{#imap}\n## Hinweise zu IMAP") == ["imap"]


def test_anchor_line_ends_a_paragraph() -> None:
    rendered = render("Text\n{#imap}\n## IMAP")

    assert rendered.html.strip() == '<p>Text</p>\n<h2 id="imap">IMAP</h2>'


def test_empty_line_between_anchor_and_heading_does_no_harm() -> None:
    assert anchors("{#imap}\n\n## Hinweise") == ["imap"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("## A\n\n## A\n\n## A", ["a", "a-2", "a-3"]),
        ("## A\n\n{#a}\n## B", ["a-2", "a"]),
        ("## A\n\n## A\n\n{#a-2}\n## B", ["a", "a-3", "a-2"]),
        ("{#a}\n## A\n\n{#a}\n## B", ["a", "a-2"]),
    ],
)
def test_repeated_names_are_numbered_and_written_ones_go_first(
    source: str, expected: list[str]
) -> None:
    assert anchors(source) == expected


@pytest.mark.parametrize(
    ("source", "kind", "line", "detail"),
    [
        ("{#a}\n## A\n\n{#a}\n## B", ProblemKind.ANCHOR_REPEATED, 5, "a"),
        ("{#Über uns}\n## A", ProblemKind.ANCHOR_MALFORMED, 2, "Über uns"),
        ("{#a}\nText", ProblemKind.ANCHOR_WITHOUT_HEADING, 1, "a"),
        ("Text\n\n{#a}", ProblemKind.ANCHOR_WITHOUT_HEADING, 3, "a"),
        ("{#a}\n{#b}\n## B", ProblemKind.ANCHOR_WITHOUT_HEADING, 1, "a"),
    ],
)
def test_faulty_anchor_is_reported(source: str, kind: ProblemKind, line: int, detail: str) -> None:
    problems = render(source).problems

    assert [(p.kind, p.line, p.detail) for p in problems] == [(kind, line, detail)]


def test_malformed_anchor_is_made_valid() -> None:
    assert anchors("{#Über uns}\n## A") == ["ueber-uns"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# A\n\n## B\n\n### C", [2, 2, 3]),
        ("#### A\n\n##### B\n\n## C", [2, 3, 2]),
        ("## A\n\n#### B", [2, 3]),
    ],
)
def test_levels_start_at_two_and_skip_none(source: str, expected: list[int]) -> None:
    assert levels(source) == expected


def test_deep_heading_on_a_nested_page_stays_within_six() -> None:
    source = "\n\n".join(f"{'#' * level} T{level}" for level in range(2, 7))

    headings = render(source, heading_offset=2).headings

    assert [heading.level for heading in headings] == [4, 5, 6, 6, 6]


def test_empty_heading_is_left_out() -> None:
    rendered = render("## \n\nText")

    assert rendered.html.strip() == "<p>Text</p>"
    assert rendered.headings == ()


def test_pinned_anchor_survives_a_new_wording() -> None:
    pinned = pin_anchors("Vorab.\r\n\r\n## Größe\r\n\r\nText")

    reworded = pinned.replace("## Größe", "## Wie groß?")

    assert pinned == "Vorab.\n\n{#groesse}\n## Größe\n\nText"
    assert anchors(reworded) == ["groesse"]


@pytest.mark.parametrize(
    "source",
    ["{#a}\n## A", "> ## A", "- ## A", "```\n## A\n```", "kein Titel"],
)
def test_nothing_to_pin_leaves_the_source_alone(source: str) -> None:
    assert pin_anchors(source) == source


def test_heading_in_a_box_is_pinned() -> None:
    assert pin_anchors("::: hinweis\n## A\n:::") == "::: hinweis\n{#a}\n## A\n:::"


LINES = st.lists(
    st.sampled_from(
        [
            "## A",
            "## B",
            "{#a}",
            "{#b-2}",
            "{#Ä}",
            "Text",
            "",
            "Titel\n---",
            "> ## A",
            "- ## A",
            "```",
        ]
    ),
    max_size=12,
)


@given(LINES)
def test_pinning_changes_no_anchor_and_is_stable(lines: list[str]) -> None:
    source = "\n".join(lines)

    pinned = pin_anchors(source)

    assert anchors(pinned) == anchors(source)
    assert pin_anchors(pinned) == pinned


@given(LINES)
def test_ids_are_unique(lines: list[str]) -> None:
    found = anchors("\n".join(lines))

    assert len(found) == len(set(found))
