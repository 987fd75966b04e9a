"""An upgrade keeps the six rows, their anchors, and whether a seed may still update them."""

import hashlib
import json

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

OLD = [("faq", "0015_glossary")]
NEW = [("faq", "0018_service_keys")]
VALUES = {
    "protocol": "imap", "security": "ssl-tls", "host": "mail.example.org", "port": 993,
    "position": 1, "authentication": "password-cleartext", "username_form": "address", "note": "",
}  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_rows_become_the_first_block_with_their_anchors() -> None:
    text = json.dumps(VALUES, sort_keys=True, default=str, ensure_ascii=True)
    executor = MigrationExecutor(connection)
    latest = executor.loader.graph.leaf_nodes("faq")
    executor.migrate(OLD)
    try:
        old = executor.loader.project_state(OLD).apps.get_model("faq", "MailServer")
        old.objects.create(**VALUES, seed_hash=hashlib.sha256(text.encode()).hexdigest())
        old.objects.create(**VALUES | {"security": "starttls", "port": 143}, seed_hash="edited")
        executor = MigrationExecutor(connection)
        executor.migrate(NEW)
        new = executor.loader.project_state(NEW).apps.get_model("faq", "MailServer")

        rows = {row.key: row for row in new.objects.select_related("block")}

        assert set(rows) == {"imap-ssl-tls", "imap-starttls"}
        assert {row.block.key for row in rows.values()} == {"e-mail"}
        assert rows["imap-ssl-tls"].is_recommended
        assert rows["imap-ssl-tls"].seed_hash == digest_as_seed_makes_it(rows["imap-ssl-tls"])
        assert rows["imap-starttls"].seed_hash == "edited"
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(latest)


def digest_as_seed_makes_it(row: object) -> str:
    """The digest over every field that a fixture of this release gives."""
    names = (
        "key", "label", "protocol", "security", "host", "port", "path", "position",
        "authentication", "username_form", "note", "is_recommended", "status",
    )  # fmt: skip
    values = {name: getattr(row, name) for name in names} | {"block": ["e-mail"]}
    text = json.dumps(values, sort_keys=True, default=str, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()
