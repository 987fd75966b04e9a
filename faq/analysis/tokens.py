"""What the tokenizer hands on: a piece of text with its place, its form and its kind."""

from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    """What a token is; only words are stemmed, split and corrected."""

    WORD = "word"
    NUMBER = "number"
    CODE = "code"  # 5.1.1, 0x800ccc0e
    NAME = "name"  # host names, addresses, paths: kept whole


class Token(NamedTuple):
    """One token: ``text[start:end]`` of the original reads as ``form`` to the search.

    ``parts`` are the forms of a word's pieces where the writer divided it (``Web-Mail``), of a
    host name its labels; empty otherwise.
    """

    start: int
    end: int
    form: str
    kind: Kind
    parts: tuple[str, ...] = ()
