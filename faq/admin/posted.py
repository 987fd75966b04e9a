"""What a page of staff has sent: numbers of rows, and all of it once more."""

from collections.abc import Container

from django.http import QueryDict


def row_number(text: str) -> int:
    """The number of a row, or of its version, in a text; 0, which none has, where it is none."""
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def sent_again(posted: QueryDict, without: Container[str]) -> list[tuple[str, str]]:
    """Names and values for the hidden fields of a page that asks before what was sent is saved."""
    pairs = [(name, value) for name, values in posted.lists() for value in values]
    return [(name, str(value)) for name, value in pairs if name not in without]
