"""A no-break space behind a mark, as word processors write it, makes no silent paragraph."""

import pytest

from faq.markup import pin_anchors, render

NBSP = "\u00a0"


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2007", "\u00a0\u00a0"])
@pytest.mark.parametrize(
    ("mark", "tag"),
    [
        ("##", "h2"),
        ("###", "h2"),
        ("-", "ul"),
        ("*", "ul"),
        ("+", "ul"),
        ("1.", "ol"),
        ("1)", "ol"),
    ],
)
def test_mark_means_what_it_means_before_a_blank(mark: str, tag: str, space: str) -> None:
    assert f"<{tag}" in render(f"{mark}{space}Text").html


def test_it_holds_in_lists_and_boxes_too() -> None:
    html = render(f"- a\n  -{NBSP}b\n\n::: hinweis\n1.{NBSP}c\n:::").html

    assert html.count("<ul") == 2
    assert "<ol" in html


def test_heading_gets_its_anchor() -> None:
    assert pin_anchors(f"##{NBSP}Überschrift") == f"{{#ueberschrift}}\n##{NBSP}Überschrift"
    assert render(f"##{NBSP}Überschrift").headings[0].anchor == "ueberschrift"


@pytest.mark.parametrize("text", [f"1.{NBSP}Januar 2027", f"24.{NBSP}Dezember"])
def test_date_at_the_beginning_of_a_line_stays_text(text: str) -> None:
    rendered = render(text)

    assert (rendered.plain_text, rendered.html[:3]) == (text, "<p>")


@pytest.mark.parametrize("text", [f"Port{NBSP}993", f"a -{NBSP}b", f"z.{NBSP}B."])
def test_elsewhere_it_stays(text: str) -> None:
    assert render(text).plain_text == text
