"""A start brings any database to where the site can serve it, however often and by however many."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from faq.services.content.seeding import is_seeded, seed
from tests.servers.site import ROOT, site_environment

CATEGORY = "- model: faq.category\n  fields: {key: k, title: K, lead: L., position: 1}\n"


@pytest.fixture
def fixtures(tmp_path: Path) -> Path:
    call_command("export_content", tmp_path, verbosity=0)
    (tmp_path / "categories.yaml").write_text(CATEGORY)
    return tmp_path


@pytest.mark.django_db
def test_seeded_fixtures_are_known(fixtures: Path) -> None:
    assert not is_seeded(fixtures)

    seed(fixtures)

    assert is_seeded(fixtures)


@pytest.mark.django_db
def test_changed_fixtures_are_new(fixtures: Path) -> None:
    seed(fixtures)

    (fixtures / "categories.yaml").write_text(CATEGORY.replace("title: K", "title: Neu"))

    assert not is_seeded(fixtures)


def prepare(folder: Path, **environment: str) -> subprocess.Popen[str]:
    settings = site_environment(folder, 8000) | {"DATABASE_URL": f"sqlite:///{folder}/db.sqlite3"}
    return subprocess.Popen(
        [sys.executable, "manage.py", "prepare"],
        cwd=ROOT,
        env=settings | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_two_at_once_on_an_empty_folder_take_turns(tmp_path: Path) -> None:
    both = [prepare(tmp_path / "data") for _ in range(2)]

    outputs = [one.communicate()[0] for one in both]

    assert [one.returncode for one in both] == [0, 0], outputs
    assert sum("seeded" in output.lower() or "created" in output.lower() for output in outputs) == 1
    for path in (tmp_path / "data").glob("db.sqlite3*"):
        assert path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("secret", ["", "x" * 50])
def test_folder_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path, secret: str) -> None:
    (tmp_path / "file").touch()  # for everybody, root included, nothing can be made below a file

    command = prepare(tmp_path / "file" / "data", SECRET_KEY=secret)
    output = command.communicate()[0]

    assert command.returncode != 0
    assert f"DATA_DIR={tmp_path}/file/data cannot be" in output
    assert "Traceback" not in output
