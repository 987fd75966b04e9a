"""Matching with PostgreSQL's text search types (https://www.postgresql.org/docs/15/datatype-textsearch.html)."""

from collections.abc import Sequence

from django.db import connection

from faq.search.backends import Conjunction, Expression

_ONE = "(SELECT %s, id FROM faq_searchdocument WHERE {column} @@ %s::tsquery ORDER BY id LIMIT %s)"


def match(expressions: Sequence[Expression]) -> list[set[int]]:
    """Run all expressions in one statement; see ``faq.search.backends.match``."""
    found: list[set[int]] = [set() for _ in expressions]
    parameters: list[int | str] = []
    statements = []
    for number, expression in enumerate(expressions):
        statements.append(_ONE.format(column="head" if expression.in_head else "everything"))
        parameters += [number, _tsquery(expression), expression.limit]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), parameters)
        for number, document in cursor.fetchall():
            found[number].add(document)
    return found


def _tsquery(expression: Expression) -> str:
    return " | ".join(_conjunction(terms) for terms in expression.any_of)


def _conjunction(terms: Conjunction) -> str:
    """Every term is a quoted lexeme, so nothing in it can be an operator."""
    any_of = (" | ".join(f"'{term}'" for term in one_of) for one_of in terms)
    return "(" + " & ".join(f"({text})" for text in any_of) + ")"
