"""The file with the settings of a service, read as systemd's `EnvironmentFile=` reads it.

One `NAME=value` a line; lines that begin with `#` or `;` are comments, a `#` further on is part of
the value. Quotes around a value are taken off, a backslash stands for the character after it.
"""

import re
from pathlib import Path

_LINE = re.compile(r"(?P<name>[A-Za-z_][A-Za-z0-9_]*)\s*=\s*(?P<value>.*)")
_QUOTED = re.compile(r"""'(?P<plain>[^']*)'|"(?P<escaped>(?:[^"\\]|\\.)*)\"""")
_ESCAPE = re.compile(r"\\(.)")


def read_environment_file(path: Path) -> dict[str, str]:
    """The settings in a file; OSError or ValueError, with the line's number, where it has none."""
    values = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        text = line.strip()
        if not text or text.startswith(("#", ";")):
            continue
        found = _LINE.fullmatch(text)
        if found is None or text.endswith("\\"):
            raise ValueError(f"line {number} is no NAME=value on one line")
        values[found["name"]] = _unquoted(found["value"])
    return values


def _unquoted(text: str) -> str:
    quoted = _QUOTED.fullmatch(text)
    if quoted and quoted["plain"] is not None:
        return quoted["plain"]
    return _ESCAPE.sub(r"\1", quoted["escaped"] if quoted else text)
