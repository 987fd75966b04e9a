"""The one thing that differs between databases: which documents match an expression."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import connection

Conjunction = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Expression:
    """An OR of ANDs of ORs of terms; ``in_head`` looks at codes, title and keywords only."""

    any_of: tuple[Conjunction, ...]
    in_head: bool
    limit: int


Match = Callable[[Sequence[Expression]], list[set[int]]]


def match(expressions: Sequence[Expression]) -> list[set[int]]:
    """Give for each expression the numbers of (at most ``limit``) documents that match it."""
    if not expressions:
        return []
    return _backend()(expressions)


def _backend() -> Match:
    if connection.vendor == "postgresql":
        from faq.search.backends import postgresql

        return postgresql.match
    from faq.search.backends import sqlite

    return sqlite.match
