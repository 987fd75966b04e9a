"""The rows that were there become the block "E-Mail", each with the key that was its anchor."""

import hashlib
import json

from django.db import migrations

OLD_FIELDS = (
    "protocol", "security", "host", "port", "position", "authentication", "username_form", "note",
)  # fmt: skip
BLOCK = {
    "key": "e-mail", "label": "E-Mail", "audience": "", "note": "", "position": 1,
    "is_hidden": False, "publishes_faults": False,
    "on_entry": True, "on_guides": True, "on_start": True,
}  # fmt: skip
RECOMMENDED = ("imap-ssl-tls", "smtp-ssl-tls")


def digest(values):
    """What a seed writes beside a row, to know one that nobody has edited."""
    text = json.dumps(values, sort_keys=True, default=str, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def digest_without_names(values):
    """The same as the last release wrote it: neither natural key nor order count."""
    left_out = ("protocol", "security", "position")
    return digest({name: value for name, value in values.items() if name not in left_out})


def gather(apps, schema_editor):
    server = apps.get_model("faq", "MailServer")
    if not server.objects.exists():
        return
    block = apps.get_model("faq", "ServiceBlock").objects.create(seed_hash=digest(BLOCK), **BLOCK)
    for row in server.objects.all():
        old = {name: getattr(row, name) for name in OLD_FIELDS}
        row.key, row.block = f"{row.protocol}-{row.security}", block
        row.is_recommended = row.key in RECOMMENDED
        if row.seed_hash in (digest(old), digest_without_names(old)):
            new = {name: getattr(row, name) for name in ("key", "label", "path", "status")}
            row.seed_hash = digest(
                old | new | {"block": ["e-mail"], "is_recommended": row.is_recommended}
            )
        row.save()
        apps.get_model("faq", "HistoricalMailServer").objects.filter(id=row.pk).update(
            key=row.key, block=block, is_recommended=row.is_recommended
        )


class Migration(migrations.Migration):
    dependencies = [("faq", "0016_service_blocks")]

    operations = [migrations.RunPython(gather, migrations.RunPython.noop)]
