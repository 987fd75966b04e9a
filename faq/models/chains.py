"""Chains of successors, followed in one query however long they have grown in the years."""

from django.db import connection, models

MOST_STEPS = 200  # a circle that editors have made ends here

LATER = """
WITH RECURSIVE chain(id, step) AS (
    SELECT successor_id, 1 FROM {table} WHERE id = %s
    UNION
    SELECT link.successor_id, step + 1
    FROM {table} link JOIN chain ON link.id = chain.id WHERE step < {most}
)
SELECT id FROM chain WHERE id IS NOT NULL ORDER BY step
"""

# A scalar subquery: the anchor of this name that is the fewest steps before the entry.
NEAREST_ANCHOR = f"""
WITH RECURSIVE chain(id, step) AS (
    SELECT CAST(%s AS bigint), 0
    UNION
    SELECT link.id, step + 1
    FROM faq_entry link JOIN chain ON link.successor_id = chain.id WHERE step < {MOST_STEPS}
)
SELECT anchor.id FROM faq_anchor anchor JOIN chain ON anchor.entry_id = chain.id
WHERE anchor.name = %s ORDER BY step LIMIT 1
"""  # noqa: S608  (a number of ours)


def later_in_chain(row: models.Model) -> list[int]:
    """The primary keys of a row's successor, of the successor's successor, and so on."""
    sql = LATER.format(table=connection.ops.quote_name(row._meta.db_table), most=MOST_STEPS)
    with connection.cursor() as cursor:
        cursor.execute(sql, [row.pk])
        return list(dict.fromkeys(pk for (pk,) in cursor.fetchall()))
