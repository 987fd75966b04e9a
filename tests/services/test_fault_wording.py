"""Staff read what is wrong with a file that they bring in: in German, whatever it is."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from faq.services import content
from tests.services.wording import english_words

FOLDER = Path(content.__file__).parent
# All that finds a fault in a folder, an archive or a table of codes.
FINDERS = (
    "code_tables", "entry_files", "fixture_links", "fixtures", "former_addresses", "phrasings",
    "pixels", "seeding", "strict_yaml", "transfer",
)  # fmt: skip


def sentences(module: str) -> Iterator[str]:
    """Every text of a module that has several words, without its docstrings."""
    tree = ast.parse((FOLDER / f"{module}.py").read_text(encoding="utf-8"))
    statements = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node not in statements:
            value = node.value
            if isinstance(value, str) and " " in value.strip():
                yield value


@pytest.mark.parametrize("module", FINDERS)
def test_every_fault_is_said_in_german(module: str) -> None:
    assert {said: words for said in sentences(module) if (words := english_words(said))} == {}


def test_english_is_found() -> None:
    assert english_words("key: missing or stands twice") == ["missing", "twice"]
