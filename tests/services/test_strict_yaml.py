"""YAML of strangers: read as an export writes it, or refused with the place; never a crash."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from faq.services.content.strict_yaml import DEEPEST, LARGEST, Unreadable, read_yaml, read_yaml_file
from tests.services.wording import english_words

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
        (LAUGHS, "darf nichts verweisen"),
        (MERGES, "darf nichts verweisen"),
        ("a: &a [*a]", "darf nichts verweisen"),
        ("a: &a {b: *a}", "darf nichts verweisen"),
        ("- " + "[" * (DEEPEST + 1), "Mehr als 20 Ebenen"),
        ("{a: " * (DEEPEST + 1), "Mehr als 20 Ebenen"),
        ("title: eins\ntitle: zwei", "steht hier zweimal"),
        ("<<: {a: 1}\na: 2", "steht hier zweimal"),
        ("550: x", "Name ist kein Text"),
        ("yes: x", "Name ist kein Text"),
        ("? [a]\n: b", "Einen solchen Wert"),
        ("a: 2026-13-01", "Einen solchen Wert"),
        ("a: 2026-12-01T12:00:00+99:00", "Einen solchen Wert"),
        ("a: " + "9" * 5_000, "Einen solchen Wert"),
        ("a: !!int x", "Einen solchen Wert"),
        ("a: !!bool x", "Einen solchen Wert"),
        ("a: !!timestamp x", "Einen solchen Wert"),
        ("a: !!binary x", "Einen solchen Wert"),
        ("a: !!python/object/apply:os.system [id]", "Einen solchen Wert"),
        ("a: 1\nb: c\0", "Zeile 2: Hier steht ein Zeichen"),
        ("a: b\n---\na: c", "Zeile 2: Ein Export hat nur ein Dokument"),
        ("a: 1\nb: [\n", "Zeile 2: Das ist kein gültiges YAML"),
        ("a: 1\nb:\n  c: 2026-13-01", "Zeile 3: Einen solchen Wert"),
    ],
)
def test_what_no_export_has_is_refused_with_its_place(text: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason) as refused:
        read_yaml(text)
    assert english_words(str(refused.value)) == []


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
    ("data", "reason"),
    [
        (b"a: 1\nb: \xff", "Zeile 2: Das ist kein UTF-8"),
        (b" " * (LARGEST + 1), "größer als 5 MB"),
    ],
)
def test_file_of_another_kind_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "a.yaml").write_bytes(data)

    with pytest.raises(Unreadable, match=reason):
        read_yaml_file(tmp_path / "a.yaml")
