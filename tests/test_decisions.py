"""Decisions are one series without gaps, each a page of the same form, all in the index."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "decisions"
PAGES = sorted(FOLDER.glob("[0-9]*.md"))
PARTS = ("Context", "Decision", "Consequence")
MOST_LINES = 45  # one page in print


def title(page: Path) -> str:
    found = re.match(r"# (\d{4}) · (.+)\n", page.read_text())
    assert found, f"{page.name} does not begin with its number and title"
    assert found[1] == page.name[:4]
    return found[2]


def test_numbers_have_no_gap() -> None:
    assert [page.name[:4] for page in PAGES] == [f"{n:04}" for n in range(1, len(PAGES) + 1)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name[:4])
def test_page_has_its_parts_in_order_on_one_page(page: Path) -> None:
    text = page.read_text()

    assert re.findall(r"^\*\*(Context|Decision|Consequence)\.\*\*", text, re.MULTILINE) == [*PARTS]
    assert len(text.splitlines()) <= MOST_LINES


def test_index_lists_every_page_once_in_order() -> None:
    listed = re.findall(
        r"^\| (\d{4}) \| \[(.+)\]\((.+)\) \|$", (FOLDER / "README.md").read_text(), re.MULTILINE
    )

    assert listed == [(page.name[:4], title(page), page.name) for page in PAGES]


def test_paths_that_pages_name_are_there() -> None:
    root = FOLDER.parent.parent
    named = {
        path
        for page in PAGES
        for path in re.findall(
            r"`((?:faq|mmfaq|tests|static|docs|tools|benchmarks)/[\w/.-]+)`", page.read_text()
        )
    }

    assert [path for path in sorted(named) if not (root / path).exists()] == []
