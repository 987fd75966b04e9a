"""Does the editors' guide show only Markdown that the site renders without complaint?"""

import re
from pathlib import Path

import pytest

from faq.markup import Picture, render
from faq.models.reviewable import REVIEW_AFTER

GUIDE = (Path(__file__).parents[2] / "docs" / "redaktion.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```markdown\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_markdown_in_the_guide_renders_without_problems(example):
    rendered = render(example, find_picture=Picture)

    assert rendered.problems == ()


def test_table_of_contents_names_every_chapter():
    outside_examples = re.sub(r"```.*?```", "", GUIDE, flags=re.DOTALL)

    chapters = re.findall(r"^## (.+)$", outside_examples, re.MULTILINE)
    contents = re.findall(r"^\d+\. \[(.+?)\]\(#", outside_examples, re.MULTILINE)
    assert contents == chapters


def test_guide_and_code_name_one_interval() -> None:
    assert f"Nach {REVIEW_AFTER.days} Tagen steht ein Text unter" in GUIDE
    assert "im Jahr" not in GUIDE
