"""What the guides promise is what the code does."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
OPERATIONS = ROOT / "docs" / "betrieb.md"
READ = re.compile(r"\b(?:env|ENVIRONMENT)\.\w+\(([^)]*)")
NAME = re.compile(r'(?<!=)"([A-Z][A-Z0-9_]*)"')


def test_every_setting_is_explained_and_nothing_else() -> None:
    read = {
        name
        for path in (ROOT / "mmfaq").glob("*.py")
        for arguments in READ.findall(path.read_text())
        for name in NAME.findall(arguments)
    }
    explained = re.findall(r"^\| `([A-Z0-9_]+)` \|", OPERATIONS.read_text(), re.MULTILINE)

    assert sorted(explained) == sorted(read)


def test_compose_file_sets_only_known_names() -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text())
    explained = set(re.findall(r"^\| `([A-Z0-9_]+)` \|", OPERATIONS.read_text(), re.MULTILINE))

    assert set(compose["services"]["site"]["environment"]) <= explained


JOURNEYS = (ROOT / "docs" / "architektur.md").read_text()
NAMED = re.findall(r"`((?:faq|mmfaq|templates|tests|docs)/[\w/.-]+)`(?:\s+`(\w+)`)?", JOURNEYS)


@pytest.mark.parametrize(("path", "name"), sorted(set(NAMED)))
def test_file_and_name_of_a_journey_exist(path: str, name: str) -> None:
    assert (ROOT / path).exists()
    if name:
        tree = ast.parse((ROOT / path).read_text())
        kinds = (ast.FunctionDef, ast.ClassDef)
        assert name in {node.name for node in tree.body if isinstance(node, kinds)}


def test_picture_shows_every_room() -> None:
    rooms = {path.parent.name for path in (ROOT / "faq").glob("*/__init__.py")} - {"migrations"}
    picture = JOURNEYS.split("```")[1]

    assert {room for room in rooms if f"faq/{room}" not in picture} == set()


def test_changelog_begins_with_what_is_not_released_and_the_last_release() -> None:
    versions = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert versions[:2] == ["Unreleased", project["version"]]
