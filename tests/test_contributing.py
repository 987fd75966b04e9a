"""The recipes of CONTRIBUTING.md, done literally in a copy of the project, one copy for each."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
RECIPES = (ROOT / "CONTRIBUTING.md").read_text().split("\n## Recipes\n")[1].split("\n### ")[1:]
BLOCK = re.compile(r"^   ```(\w+)(?: (\S+))?(.*)\n((?:.*\n)*?)^   ```$", re.MULTILINE)
PLACE = re.compile(r'(after|before|instead)="((?:[^"\\]|\\.)*)"')
LEFT = (".git", ".venv", "var", "__pycache__", ".mypy_cache", ".ruff_cache", ".hypothesis")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a recipe: text for a file, or commands where it names none."""

    file: str
    places: list[tuple[str, str]]
    text: str


def blocks(recipe: str) -> Iterator[Block]:
    for _, file, place, text in BLOCK.findall(recipe):
        places = [(how, line.replace('\\"', '"')) for how, line in PLACE.findall(place)]
        yield Block(file, places, re.sub(r"^   ", "", text, flags=re.MULTILINE))


EXECUTABLE = {
    recipe.partition("\n")[0]: found for recipe in RECIPES if (found := list(blocks(recipe)))
}


def put(project: Path, block: Block) -> None:
    """Write a block where the recipe says: each place is looked for behind the one before."""
    path = project / block.file
    lines = path.read_text().splitlines(keepends=True) if path.exists() else []
    at, until = (len(lines), len(lines)) if not block.places else (0, 0)
    for how, wanted in block.places:
        found = next((n for n in range(at, len(lines)) if lines[n].startswith(wanted)), None)
        assert found is not None, f"{block.file} has no line {wanted!r}"
        at = found if how in ("before", "instead") else found + 1
        until = found + 1 if how == "instead" else at
    lines[at:until] = [block.text]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(lines))


def run(project: Path, commands: str) -> None:
    """Run a recipe's commands with this run's Python; those of dev.py install, and are left out."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    for line in commands.splitlines():
        if "dev.py" in line:
            continue
        words = line.replace(".venv/bin/python", sys.executable)
        words = words.replace("-m pytest", "-m pytest -p no:cacheprovider -q")
        finished = subprocess.run(
            ["sh", "-c", words],
            cwd=project,
            env=outside | {"DATA_DIR": str(project / "var")},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert finished.returncode == 0, f"{line}\n{finished.stdout[-3000:]}"


@pytest.mark.parametrize("name", EXECUTABLE)
def test_recipe_works(name: str, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns(*LEFT))

    for block in EXECUTABLE[name]:
        if block.file:
            put(project, block)
        else:
            run(project, block.text)


def test_what_is_added_most_often_has_a_recipe() -> None:
    wanted = {"an entry", "a page", "a setting", "a field to a model", "a dependency"}

    assert {f"Add {thing}" for thing in wanted} | {"Teach the error analysis a wording"} <= set(
        EXECUTABLE
    )
