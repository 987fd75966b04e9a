"""Matching with SQLite's FTS5 (https://sqlite.org/fts5.html, section 3)."""

from collections.abc import Sequence

from django.db import connection

from faq.search.backends import Conjunction, Expression

_ONE = (
    "SELECT * FROM (SELECT %s, rowid FROM faq_searchindex"
    " WHERE faq_searchindex MATCH %s ORDER BY rowid LIMIT %s)"
)


def match(expressions: Sequence[Expression]) -> list[set[int]]:
    """Run all expressions in one statement; see ``faq.search.backends.match``."""
    found: list[set[int]] = [set() for _ in expressions]
    parameters: list[int | str] = []
    for number, expression in enumerate(expressions):
        parameters += [number, _fts5(expression), expression.limit]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([_ONE] * len(expressions)), parameters)
        for number, document in cursor.fetchall():
            found[number].add(document)
    return found


def _fts5(expression: Expression) -> str:
    text = " OR ".join(_conjunction(terms) for terms in expression.any_of)
    return f"{{codes title keywords}} : ({text})" if expression.in_head else text


def _conjunction(terms: Conjunction) -> str:
    """Every term is a quoted string, so nothing in it can be an operator."""
    any_of = (" OR ".join(f'"{term}"' for term in one_of) for one_of in terms)
    return "(" + " AND ".join(f"({text})" for text in any_of) + ")"
