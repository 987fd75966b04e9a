"""The entry point of every command: whose settings, which database, which user."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mmfaq.environment_file import read_environment_file

ROOT = Path(__file__).resolve().parent.parent
NOBODY = 65534
DROP = """
import os, sys
from pathlib import Path
from mmfaq.command import become_owner_of
become_owner_of(Path(sys.argv[1]))
print(os.geteuid(), os.getegid())
"""


def shown_setting(folder: Path, name: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What a command that reads `folder`/umgebung has for a setting."""
    code = f"from django.conf import settings; print(settings.{name})"
    return subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "HILFE_ENV": str(folder / "umgebung"), **environment},
        capture_output=True,
        text=True,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = ["SITE_URL=https://hilfe.example.org", f"SECRET_KEY={'x' * 50}", f"DATA_DIR={tmp_path}"]
    (tmp_path / "umgebung").write_text("\n".join(lines))
    return tmp_path


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("NAME=a b  c", "a b  c"),
        ("NAME = a", "a"),
        ("NAME=a # b", "a # b"),
        ("NAME=$HOME", "$HOME"),
        ("NAME=", ""),
        ("NAME='a \\ b'", "a \\ b"),
        ('NAME="a \\" b"', 'a " b'),
        ('NAME="größe #1"', "größe #1"),
        ("NAME=it's", "it's"),
        ('NAME="C:\\hilfe"', "C:\\hilfe"),
        ('NAME="a\\\\b \\$c \\`d"', "a\\b $c `d"),
        ("NAME=\"a\" b 'c'", "ab 'c'"),
        ("NAME='a'\"b\"c", "abc"),
        ('NAME="a"#b', "a#b"),
        ("NAME=a\\\\", "a\\"),
        ("NAME=a\u2028b\x85c", "a\u2028b\x85c"),
        ("NAME=a\r\n", "a"),
        ("NAME=a\\ b", "a b"),
        ("# comment\n; comment\n\nNAME=a", "a"),
    ],
)
def test_line_is_read_as_systemd_reads_it(tmp_path: Path, line: str, value: str) -> None:
    (tmp_path / "umgebung").write_text(line)

    assert read_environment_file(tmp_path / "umgebung") == {"NAME": value}


@pytest.mark.parametrize(
    "line",
    [
        "NAME",
        "export NAME=a",
        "NAME=a\\",
        "1=a",
        "=a",
        'NAME="a',
        "NAME='a",
        'NAME="a\\"',
        "A=\0",
        "# comment\\",
    ],
)
def test_line_that_is_no_setting_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "umgebung").write_text(f"A=1\n{line}\n")

    with pytest.raises(ValueError, match="line 2"):
        read_environment_file(tmp_path / "umgebung")


def test_command_has_the_settings_of_the_service(folder: Path) -> None:
    finished = shown_setting(folder, "SITE_URL")

    assert (finished.stdout, finished.stderr) == ("https://hilfe.example.org\n", "")


def test_shell_wins_and_is_named_where_it_means_another_database(folder: Path) -> None:
    finished = shown_setting(folder, "SITE_URL", SITE_URL="http://127.0.0.1:1", DATA_DIR="/tmp/x")

    assert finished.stdout == "http://127.0.0.1:1\n"
    assert finished.stderr == f"Not the database of {folder}/umgebung, but of DATA_DIR=/tmp/x.\n"


@pytest.mark.parametrize("content", [None, "SITE_URL"])
def test_file_that_cannot_be_read_ends_in_a_sentence(folder: Path, content: str | None) -> None:
    (folder / "umgebung").unlink()
    if content:
        (folder / "umgebung").write_text(content)

    finished = shown_setting(folder, "SITE_URL")

    assert finished.returncode == 1
    assert finished.stderr.startswith(f"{folder}/umgebung cannot be read: ")
    assert "Traceback" not in finished.stderr


def test_setting_that_is_none_ends_in_a_sentence(folder: Path) -> None:
    finished = shown_setting(folder, "DEBUG", READ_ONLY="jein")

    assert finished.returncode == 1
    assert finished.stderr.startswith("READ_ONLY=jein is neither yes nor no")
    assert finished.stderr.count("\n") == 1


@pytest.mark.parametrize("owner", [0, NOBODY])
def test_root_becomes_the_owner_of_the_data(folder: Path, owner: int) -> None:
    """Who is not root stays who he is, and so does root with data of his own."""
    if os.geteuid() == 0:
        os.chown(folder, owner, owner)

    said = subprocess.run(
        [sys.executable, "-c", DROP, str(folder)], cwd=ROOT, capture_output=True, text=True
    ).stdout

    assert int(said.split()[0]) == (owner if os.geteuid() == 0 else os.geteuid())
