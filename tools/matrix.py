"""`dev.py matrix`: the tests without servers on every supported Python and Django.

Uses the interpreters that this machine has and says which it misses; the packages are fetched.
"""

import argparse
import shutil
import subprocess
from itertools import product
from pathlib import Path

from tools.environment import ROOT, succeeds

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
DJANGOS = ("5.2", "6.0")
NEEDS = {"6.0": "3.12"}  # the first Python of a Django
FOLDER = ROOT / "var" / "matrix"
TESTS = ("-m", "not browser and not servers and not chaos", "-n", "2", "-q", "--no-header")


def matrix(options: argparse.Namespace) -> int:
    """Run every combination, also after one has failed; print what became of each."""
    results = {
        f"Python {python}, Django {django}": combination(python, django, options.pytest)
        for python, django in product(PYTHONS, DJANGOS)
        if PYTHONS.index(python) >= PYTHONS.index(NEEDS.get(django, PYTHONS[0]))
    }
    for name, result in results.items():
        print(f"{name}: {result}")
    return int("failed" in results.values())


def combination(python: str, django: str, words: list[str]) -> str:
    """One word for what became of one combination."""
    interpreter = find_interpreter(python)
    if interpreter is None:
        return "not tested, this machine has no such Python"
    folder = FOLDER / f"{python}-{django}"
    program = str(folder / "bin" / "python")
    print(f"\n→ Python {python}, Django {django}", flush=True)
    pip = (program, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    steps = (
        (interpreter, "-m", "venv", str(folder)),
        (*pip, "--require-hashes", "--no-deps", "-r", "requirements/dev.txt"),
        (*pip, f"django~={django}.0"),
    )
    for step in steps:
        if subprocess.run(step, cwd=ROOT).returncode:
            return "not tested, its packages could not be installed"
    tested = subprocess.run((program, "-m", "pytest", *TESTS, *words), cwd=ROOT)
    return "failed" if tested.returncode else "passed"


def find_interpreter(python: str) -> str | None:
    """The path of an interpreter that runs: on the path, or among those of pyenv."""
    pyenv = sorted(Path.home().glob(f".pyenv/versions/{python}.*/bin/python{python}"))
    places = [shutil.which(f"python{python}"), *map(str, pyenv)]
    return next((place for place in places if place and succeeds(place, "--version")), None)
