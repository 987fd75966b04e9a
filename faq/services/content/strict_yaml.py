"""YAML as an export writes it, from whomever it comes.

PyYAML alone lets a text of some kilobytes take all memory (aliases), end the process (brackets in
brackets overrun its stack) or lose a value (a key that stands twice).
"""

from pathlib import Path
from typing import Any, Final

import yaml
from yaml.composer import Composer, ComposerError
from yaml.constructor import ConstructorError
from yaml.error import MarkedYAMLError
from yaml.events import AliasEvent
from yaml.nodes import MappingNode, Node, ScalarNode
from yaml.reader import ReaderError

DEEPEST: Final = 20  # lists and mappings within each other; an export has six
LARGEST: Final = 5_000_000  # bytes of one file; the largest of the shipped ones has 0.4 million
# What PyYAML's constructors raise for a thirteenth month, a number of 5,000 digits, `!!bool x`.
_NO_VALUE: Final = (ArithmeticError, AttributeError, LookupError, ValueError)
# What PyYAML says in English, by its kind.
_SENTENCES: Final[dict[type[MarkedYAMLError], str]] = {
    ComposerError: "Ein Export hat nur ein Dokument und keine Verweise (& und *). Schreiben Sie "
    "den Wert aus.",
    ConstructorError: "Einen solchen Wert hat kein Export. Setzen Sie ihn in Anführungszeichen.",
    MarkedYAMLError: "Das ist kein gültiges YAML. Prüfen Sie hier Einrückung, Doppelpunkte, "
    "Klammern und Anführungszeichen.",
}


class Unreadable(ValueError):
    """The text is no YAML, or none that an export has; the message says where, in German."""


class _Refusal(MarkedYAMLError):
    """YAML that PyYAML would take; the problem is a sentence in German."""

    def __init__(self, problem: str, place: Any) -> None:
        super().__init__(problem=problem, problem_mark=place.start_mark)


def read_yaml_file(path: Path) -> object:
    """Read a file; raises Unreadable, or OSError."""
    return read_yaml(read_text_file(path))


def read_text_file(path: Path) -> str:
    """Read UTF-8 with or without the mark that some editors set; raises Unreadable, or OSError."""
    try:
        if path.stat().st_size > LARGEST:
            raise Unreadable(f"Die Datei ist größer als {LARGEST // 1_000_000} MB. Kürzen Sie sie.")
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise Unreadable("Die Datei fehlt. Nehmen Sie sie aus dem Export dazu.") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"Zeile {line}: Das ist kein UTF-8. Speichern Sie die Datei so.") from None


def read_yaml(text: str) -> object:
    """Read a text; raises Unreadable."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - built on the safe constructor
    except MarkedYAMLError as error:
        last = text.rstrip().count("\n")  # an open bracket is missed behind it
        line = min(error.problem_mark.line, last) + 1 if error.problem_mark else 1
        own = error.problem if isinstance(error, _Refusal) else ""
        sentence = own or next(s for kind, s in _SENTENCES.items() if isinstance(error, kind))
    except ReaderError as error:
        line = text.encode()[: error.position].count(b"\n") + 1
        sentence = "Hier steht ein Zeichen, das kein Text hat. Löschen Sie es."
    raise Unreadable(f"Zeile {line}: {sentence}")


class _Loader(Composer, yaml.CSafeLoader):
    """The scanner in C, and what is made of it in Python, where it can be bounded."""

    def __init__(self, stream: str) -> None:
        yaml.CSafeLoader.__init__(self, stream)
        Composer.__init__(self)
        self._depth = 0

    def compose_node(self, parent: Node | None, index: Any) -> Node | None:
        event = self.peek_event()
        if self._depth > DEEPEST:
            raise _Refusal(f"Mehr als {DEEPEST} Ebenen hat kein Export.", event)
        self._depth += 1
        try:
            node = super().compose_node(parent, index)
        finally:
            self._depth -= 1
        if isinstance(event, AliasEvent) and not isinstance(node, ScalarNode):
            raise _Refusal("Auf Listen und Zuordnungen darf nichts verweisen.", event)
        return node

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Any, Any]:
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        if len(found) < len(node.value):
            raise _Refusal("Ein Name steht hier zweimal. Lassen Sie einen stehen.", node)
        if not all(isinstance(key, str) for key in found):
            raise _Refusal("Ein Name ist kein Text. Setzen Sie ihn in Anführungszeichen.", node)
        return found

    def construct_object(self, node: Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except _NO_VALUE:
            raise _Refusal(_SENTENCES[ConstructorError], node) from None
