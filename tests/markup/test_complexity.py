"""The cost of hostile texts grows with their length, not with its square: calls are counted."""

import sys

import pytest

from faq.markup import MAX_BYTES, render

HOSTILE = {
    "brackets": "[",
    "links": "[a](b",
    "pictures": "![a](b",
    "emphasis": "*a ",
    "emphasis_both": "*a_ ",
    "backticks": "`a``",
    "quotations": "> ",
    "nested_lists": "- ",
    "boxes": "::: hinweis\n",
    "anchors": "{#a}\n",
    "headings": "## a\n",
    "anchored": "{#a}\n## a\n",
    "columns": "a|",
    "rows": "|a|b|\n",
    "entities": "&#",
    "autolinks": "<a:",
    "html": "<!--",
    "references": "[a]: b\n",
    "menu_paths": "*a → b* ",
    "strikes": "~~a ",
}
SIZE = 3_000


def calls(source: str) -> int:
    """Count the function calls that rendering a text takes, C functions included."""
    count = 0

    def count_call(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count_call)
    try:
        render(source)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_twice_the_text_costs_about_twice_the_calls(piece: str) -> None:
    once = calls(piece * (SIZE // len(piece)))
    twice = calls(piece * (2 * SIZE // len(piece)))

    assert twice < 2.6 * once + 2_000


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_text_at_the_limit_renders(piece: str) -> None:
    assert render(piece * (MAX_BYTES // len(piece.encode()))).html is not None


def test_brackets_nested_too_deep_stay_as_text() -> None:
    picture_in_link = render("[![Bild](https://www.example.com/a.png)](https://www.example.com)")
    deep = "[" * 50 + "Text" + "]" * 50

    assert picture_in_link.links
    assert render(deep).plain_text.strip() == deep
