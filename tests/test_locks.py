"""The locks in requirements/ hold what pyproject.toml asks for, hashed, from no named index."""

import operator
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
EXTRAS = [need for extra in PROJECT["project"]["optional-dependencies"].values() for need in extra]
RUNTIME = PROJECT["project"]["dependencies"]
NEEDS = {
    "runtime": RUNTIME,
    "production": RUNTIME + EXTRAS,
    "dev": RUNTIME + EXTRAS + PROJECT["dependency-groups"]["dev"],
}


COMPARED = {">=": operator.ge, "<": operator.lt, "==": operator.eq}


def locked(lock: str) -> dict[str, str]:
    """Package name to version, as the lock pins them."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", text, re.MULTILINE))


def release(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


@pytest.mark.parametrize(("lock", "need"), [(lock, need) for lock in NEEDS for need in NEEDS[lock]])
def test_each_need_is_locked_within_its_range(lock: str, need: str) -> None:
    name, limits = re.match(r"([A-Za-z0-9._-]+)(?:\[\w+\])?(.*)", need).groups()
    version = locked(lock)[re.sub(r"[._]", "-", name).lower()]

    for sign, limit in re.findall(r"(>=|<|==)([\d.]+)", limits):
        assert COMPARED[sign](release(version), release(limit))


@pytest.mark.parametrize("lock", NEEDS)
def test_each_package_has_a_hash(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()

    packages = re.split(r"\n(?=[a-z0-9])", text.strip())

    assert [package for package in packages if "--hash=sha256:" not in package] == []


@pytest.mark.parametrize("lock", NEEDS)
def test_no_index_is_named(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()

    assert not re.search(r"index-url|find-links|https?://", text)


@pytest.mark.parametrize(("smaller", "larger"), [("runtime", "production"), ("production", "dev")])
def test_larger_lock_pins_the_same_versions(smaller: str, larger: str) -> None:
    assert locked(smaller).items() <= locked(larger).items()
