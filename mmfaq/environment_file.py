"""The file with the settings of a service, read as systemd's `EnvironmentFile=` reads it.

One `NAME=value` a line; lines that begin with `#` or `;` are comments, a `#` further on is part of
the value. Quotes at its beginning are taken off. A backslash stands for the character after it, but
within '…' for itself, and within "…" too, except before `"`, `\\`, `$` and a backtick. A value that
goes on in the next line is refused: whoever reads such a file should see what it says.
"""

import re
from pathlib import Path

_BLANKS = " \t\r"
_LINE = re.compile(r"(?P<name>[A-Za-z_][A-Za-z0-9_]*)[ \t]*=[ \t]*(?P<value>.*)")
_QUOTED = re.compile(r"""[ \t]*(?:'(?P<plain>[^']*)'|"(?P<escaped>(?:[^"\\]|\\.)*)")""")
_ESCAPE = re.compile(r"\\(.)")
_ESCAPE_IN_QUOTES = re.compile(r"\\([\"\\`$])")


def read_environment_file(path: Path) -> dict[str, str]:
    """The settings in a file; OSError or ValueError, with the line's number, where it has none."""
    values = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        text = line.strip(_BLANKS)
        is_comment = text.startswith(("#", ";"))
        if not text or (is_comment and not text.endswith("\\")):
            continue
        found = _LINE.fullmatch(text)
        value = None if found is None else _unquoted(found["value"])
        if found is None or value is None or "\0" in value:
            raise ValueError(f"line {number} is no NAME=value on one line")
        values[found["name"]] = value
    return values


def _unquoted(text: str) -> str | None:
    """What a value means; None where it would go on in the next line."""
    parts, at = [], 0
    while quoted := _QUOTED.match(text, at):
        is_plain = quoted["plain"] is not None
        parts.append(
            quoted["plain"] if is_plain else _ESCAPE_IN_QUOTES.sub(r"\1", quoted["escaped"])
        )
        at = quoted.end()
    rest = text[at:].strip(_BLANKS)
    if rest.startswith(("'", '"')) or _ESCAPE.sub("", rest).endswith("\\"):
        return None
    return "".join(parts) + _ESCAPE.sub(r"\1", rest)
