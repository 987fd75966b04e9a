"""The engines' own indexes over faq_searchdocument; they follow that table by themselves.

SQLite: an FTS5 table with external content and three triggers. PostgreSQL: two generated tsvector
columns made of the stored terms as they are, and a GIN index on each.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

COLUMNS = "codes, title, keywords, lead, body, place"
NEW = ", ".join(f"new.{name.strip()}" for name in COLUMNS.split(","))
OLD = ", ".join(f"old.{name.strip()}" for name in COLUMNS.split(","))
INDEX = "INSERT INTO faq_searchindex"
FORGET = f"{INDEX}(faq_searchindex, rowid, {COLUMNS}) VALUES ('delete', old.id, {OLD});"
LEARN = f"{INDEX}(rowid, {COLUMNS}) VALUES (new.id, {NEW});"

SQLITE = [
    # detail=column: which column is all that is asked; positions and ranks are not needed.
    f"""CREATE VIRTUAL TABLE faq_searchindex USING fts5(
        {COLUMNS}, content='faq_searchdocument', content_rowid='id', detail=column, columnsize=0,
        tokenize="unicode61 remove_diacritics 0 tokenchars '.-_@+'")""",
    f"CREATE TRIGGER faq_searchindex_insert AFTER INSERT ON faq_searchdocument BEGIN {LEARN} END",
    f"CREATE TRIGGER faq_searchindex_delete AFTER DELETE ON faq_searchdocument BEGIN {FORGET} END",
    f"CREATE TRIGGER faq_searchindex_update AFTER UPDATE ON faq_searchdocument"
    f" BEGIN {FORGET} {LEARN} END",
    "INSERT INTO faq_searchindex(faq_searchindex) VALUES ('rebuild')",
]
SQLITE_BACK = [
    "DROP TRIGGER faq_searchindex_update",
    "DROP TRIGGER faq_searchindex_delete",
    "DROP TRIGGER faq_searchindex_insert",
    "DROP TABLE faq_searchindex",
]


def column(name: str, fields: str) -> list[str]:
    text = " || ' ' || ".join(fields.split())
    terms = f"array_remove(string_to_array({text}, ' '), '')"
    return [
        f"ALTER TABLE faq_searchdocument ADD COLUMN {name} tsvector"
        f" GENERATED ALWAYS AS (array_to_tsvector({terms})) STORED",
        f"CREATE INDEX faq_searchdocument_{name} ON faq_searchdocument USING gin ({name})"
        " WITH (fastupdate = off)",
    ]


POSTGRESQL = [
    *column("head", "codes title keywords"),
    *column("everything", "codes title keywords lead body place"),
]
POSTGRESQL_BACK = [
    "ALTER TABLE faq_searchdocument DROP COLUMN head, DROP COLUMN everything",
]


def run(statements: dict[str, list[str]], schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def create(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    run({"sqlite": SQLITE, "postgresql": POSTGRESQL}, schema_editor)


def drop(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    run({"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("faq", "0005_search")]

    operations = [migrations.RunPython(create, drop)]
