"""Cells of a table that a spreadsheet opens: it would compute what begins like a formula."""

from typing import Final

_MARK: Final = "'"
_COMPUTED: Final = ("=", "+", "-", "@", "\t", "\r", _MARK)


def harmless(text: str) -> str:
    """The cell that shows a text as it is."""
    return f"{_MARK}{text}" if text.startswith(_COMPUTED) else text


def as_written(cell: str) -> str:
    """The text of such a cell."""
    return cell.removeprefix(_MARK)
