"""YAML as an export writes it, from whomever it comes.

PyYAML alone lets a text of some kilobytes take all memory (aliases), end the process (brackets in
brackets overrun its stack) or lose a value (a key that stands twice).
"""

from pathlib import Path
from typing import Any, Final

import yaml
from yaml.composer import Composer
from yaml.error import MarkedYAMLError
from yaml.events import AliasEvent
from yaml.nodes import MappingNode, Node, ScalarNode

DEEPEST: Final = 20  # lists and mappings within each other; an export has six
LARGEST: Final = 5_000_000  # bytes of one file; the largest of the shipped ones has 0.4 million


class Unreadable(ValueError):
    """The text is no YAML, or none that an export has; the message says where."""


def read_yaml_file(path: Path) -> object:
    """Read a file; raises Unreadable, or OSError."""
    return read_yaml(read_text_file(path))


def read_text_file(path: Path) -> str:
    """Read UTF-8 with or without the mark that some editors set; raises Unreadable, or OSError."""
    if path.stat().st_size > LARGEST:
        raise Unreadable(f"larger than {LARGEST:,} bytes")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"not UTF-8 at byte {error.start}") from None


def read_yaml(text: str) -> object:
    """Read a text; raises Unreadable."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - built on the safe constructor
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # a thirteenth month is the latter
        raise Unreadable(" ".join(str(error).split())) from None


class _Loader(Composer, yaml.CSafeLoader):
    """The scanner in C, and what is made of it in Python, where it can be bounded."""

    def __init__(self, stream: str) -> None:
        yaml.CSafeLoader.__init__(self, stream)
        Composer.__init__(self)
        self._depth = 0

    def compose_node(self, parent: Node | None, index: Any) -> Node | None:
        event = self.peek_event()
        if self._depth > DEEPEST:
            raise _refusal("nested too deeply", event)
        self._depth += 1
        try:
            node = super().compose_node(parent, index)
        finally:
            self._depth -= 1
        if isinstance(event, AliasEvent) and not isinstance(node, ScalarNode):
            raise _refusal("an alias of a list or a mapping", event)
        return node

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Any, Any]:
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        if len(found) < len(node.value):
            raise _refusal("a key stands twice", node)
        if not all(isinstance(key, str) for key in found):
            raise _refusal("a key is no text", node)
        return found


def _refusal(problem: str, place: Any) -> MarkedYAMLError:
    return MarkedYAMLError(problem=problem, problem_mark=place.start_mark)
