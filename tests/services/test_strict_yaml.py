"""YAML of strangers: read as an export writes it, or refused with the place; never a crash."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from faq.services.content.strict_yaml import DEEPEST, LARGEST, Unreadable, read_yaml, read_yaml_file

LAUGHS = "a0: &a0 [x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)
)
MERGES = "- &a0 {k0: 1}\n" + "".join(
    f"- &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 10)}], k{n}: 1}}\n" for n in range(1, 9)
)


def test_what_an_export_has_is_read() -> None:
    text = "a: x\nb: [1, true, null]\nc: 2026-12-01\nd: |\n  zwei\n  Zeilen\n"

    assert read_yaml(text) == {
        "a": "x", "b": [1, True, None], "c": date(2026, 12, 1), "d": "zwei\nZeilen\n",
    }  # fmt: skip


def test_alias_of_a_single_value_is_read() -> None:
    assert read_yaml("a: &day 2026-12-01\nb: *day") == {
        "a": date(2026, 12, 1), "b": date(2026, 12, 1),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (LAUGHS, "an alias of a list"),
        (MERGES, "an alias of a list"),
        ("a: &a [*a]", "an alias of a list"),
        ("a: &a {b: *a}", "an alias of a list"),
        ("- " + "[" * (DEEPEST + 1), "nested too deeply"),
        ("{a: " * (DEEPEST + 1), "nested too deeply"),
        ("title: eins\ntitle: zwei", "a key stands twice"),
        ("<<: {a: 1}\na: 2", "a key stands twice"),
        ("550: x", "a key is no text"),
        ("yes: x", "a key is no text"),
        ("? [a]\n: b", "unhashable key"),
        ("a: 2026-13-01", "month must be in 1..12"),
        ("a: 2026-12-01T12:00:00+99:00", "timedelta"),
        ("a: " + "9" * 5_000, "digits"),
        ("a: !!int x", "invalid literal"),
        ("a: !!binary x", "base64"),
        ("a: !!python/object/apply:os.system [id]", "could not determine a constructor"),
        ("a: b\0", "not allowed"),
        ("a: b\n---\na: c", "but found another document"),
    ],
)
def test_what_no_export_has_is_refused_with_its_place(text: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_yaml(text)


@pytest.mark.parametrize("text", ["[" * 200_000, "[" * 50_000 + "]" * 50_000, "{a: " * 50_000])
def test_brackets_do_not_end_the_process(text: str) -> None:
    """In a process of its own: PyYAML's own composer overruns the stack here."""
    code = "import sys; from faq.services.content import strict_yaml as s\n"
    code += "try: s.read_yaml(sys.stdin.read())\nexcept s.Unreadable: print('refused')"
    done = subprocess.run(
        [sys.executable, "-c", code], input=text, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout) == (0, "refused\n")


def test_mark_of_the_byte_order_and_line_ends_of_windows_are_no_content(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: |\r\n  eins\r\n  zwei\r\n")

    assert read_yaml_file(path) == {"a": "eins\nzwei\n"}


@pytest.mark.parametrize(
    ("data", "reason"), [(b"a: \xff", "not UTF-8 at byte 3"), (b" " * (LARGEST + 1), "larger than")]
)
def test_file_of_another_kind_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "a.yaml").write_bytes(data)

    with pytest.raises(Unreadable, match=reason):
        read_yaml_file(tmp_path / "a.yaml")
