"""Reading files of another system: JSON lines, each an object with texts."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from faq.incoming import clean_text

LONGEST_LINE = 2_000_000
"""Bytes; the longest answer of a help site has a few thousand."""

Row = dict[str, str]


class FaultyLine(Exception):
    """A line that cannot be used; the message names the line and the reason."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")


def read_json_lines(path: Path, names: Sequence[str]) -> Iterator[Row]:
    """Yield the objects of a file, one a line, each with text in all of ``names``.

    Raises FaultyLine at the first line that is not so; a line is never read beyond `LONGEST_LINE`.
    """
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), start=1):
            if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
                raise FaultyLine(number, f"longer than {LONGEST_LINE:,} bytes")
            if line.strip():
                yield _row(number, line, names)


def _row(number: int, line: bytes, names: Sequence[str]) -> Row:
    try:
        row = json.loads(line)
    except UnicodeDecodeError as error:
        raise FaultyLine(number, f"not UTF-8 at byte {error.start}") from None
    except (ValueError, RecursionError) as error:
        raise FaultyLine(number, f"not JSON: {error}") from None
    if not isinstance(row, dict):
        raise FaultyLine(number, "not a JSON object")
    for name in names:
        if not isinstance(row.get(name), str):
            raise FaultyLine(number, f"“{name}” is missing or no text")
    return {name: clean_text(row[name]) for name in names}
