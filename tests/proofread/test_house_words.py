"""The words of the editors' guide and those of the copy editor are the same."""

import re
from pathlib import Path

import pytest

from faq.proofread import Kind, proofread

GUIDE = (Path(__file__).parents[2] / "docs" / "redaktion.md").read_text(encoding="utf-8")
TABLE = GUIDE.partition("### Ein Wort je Sache")[2].partition("###")[0]
# Right in some places and wrong in others: no rule can tell.
FOR_PEOPLE = {
    "die Nachricht",
    "gesichert",
    "das Postfach",
    "wie es im Mailprogramm eingerichtet ist",
}


def unwritten() -> list[str]:
    """The words of the right column, with their articles."""
    rows = re.findall(r"^\| [^|]+ \| ([^|]+) \|$", TABLE, re.MULTILINE)[1:]
    cells = (re.sub(r"\([^)]*\)", "", row) for row in rows)
    words = (word.strip() for cell in cells for word in cell.split(","))
    return [word for word in words if word not in FOR_PEOPLE]


@pytest.mark.parametrize("word", unwritten())
def test_word_that_the_guide_forbids_gets_a_hint(word: str) -> None:
    kinds = {hint.kind for hint in proofread(f"So sieht {word} aus.")}

    assert Kind.HOUSE_WORD in kinds


def test_guide_names_words() -> None:
    assert len(unwritten()) > 15
