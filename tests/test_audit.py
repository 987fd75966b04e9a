"""The audit of our packages: fails on a known hole, and says plainly what it could not look up.

The real audit is given recorded answers of pip-audit, in the form that its version 2 prints.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
WELL: list[dict[str, Any]] = [
    {"name": "django", "version": "5.2.19", "vulns": []},
    {"name": "idna", "version": "3.10", "vulns": []},
]
HOLE = {
    "name": "pyyaml",
    "version": "5.3",
    "vulns": [
        {
            "id": "PYSEC-2021-142",
            "fix_versions": ["5.4"],
            "aliases": ["CVE-2020-14343"],
            "description": "Arbitrary code execution through yaml.load.",
        }
    ],
}
UNKNOWN = {"name": "standin", "skip_reason": "Dependency not found on PyPI: standin (1.0)"}


def audit(folder: Path, answer: str, complaint: str = "") -> subprocess.CompletedProcess[str]:
    """Run the audit with a pip-audit that gives this answer."""
    program = f"import sys\nsys.stdout.write({answer!r})\nsys.stderr.write({complaint!r})\n"
    (folder / "pip_audit.py").write_text(program)
    return subprocess.run(
        [sys.executable, ".ci/audit.py"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def locked() -> set[tuple[str, ...]]:
    """Name and version of every package of production."""
    text = (ROOT / "requirements" / "production.txt").read_text()
    return {tuple(line.split()[0].split("==")) for line in text.splitlines() if "==" in line}


def recorded(*packages: dict[str, Any]) -> str:
    return json.dumps({"dependencies": [*WELL, *packages], "fixes": []})


def test_known_hole_fails_and_is_named(tmp_path: Path) -> None:
    finished = audit(tmp_path, recorded(HOLE))

    assert finished.returncode == 1
    assert "pyyaml 5.3: PYSEC-2021-142" in finished.stdout
    assert "3 looked up, 1 vulnerable" in finished.stdout


def test_packages_without_a_hole_pass(tmp_path: Path) -> None:
    every = [{"name": name, "version": version, "vulns": []} for name, version in locked()]

    finished = audit(tmp_path, json.dumps({"dependencies": every, "fixes": []}))

    assert finished.returncode == 0
    assert f"{len(every)} looked up, 0 vulnerable, 0 could not be" in finished.stdout
    assert "NOT AUDITED" not in finished.stdout


def test_package_that_could_not_be_looked_up_is_counted(tmp_path: Path) -> None:
    finished = audit(tmp_path, recorded(UNKNOWN))

    assert finished.returncode == 2
    assert f"2 looked up, 0 vulnerable, {len(locked()) - 2} could not be" in finished.stdout
    assert f"NOT AUDITED: {len(locked()) - 2} of {len(locked())} packages" in finished.stdout


@pytest.mark.parametrize("answer", ["", "<html>502 Bad Gateway</html>"])
def test_without_a_network_nothing_is_claimed(tmp_path: Path, answer: str) -> None:
    finished = audit(tmp_path, answer, "connection refused")

    assert finished.returncode == 2, finished.stderr
    assert f"NOT AUDITED: {len(locked())} of {len(locked())} packages" in finished.stdout
    assert "connection refused" in finished.stdout
    assert f"0 looked up, 0 vulnerable, {len(locked())} could not be" in finished.stdout


def test_bill_lists_every_locked_package(tmp_path: Path) -> None:
    audit(tmp_path, recorded())

    bill = json.loads((ROOT / "var" / "sbom.json").read_text())
    listed = {(part["name"], part["version"]) for part in bill["components"]}
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.5")
    assert listed == locked()
