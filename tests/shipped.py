"""What a seed of the shipped fixtures makes, as rows: written down once in a run, then copied."""

import pickle
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

from faq.models import ContentVersion
from faq.services.content.seeding import seed


@transaction.atomic
def bring(kept: Path) -> None:
    """Fill the database of a test; `kept` is where the rows are looked for, or left."""
    models = list(apps.get_app_config("faq").get_models(include_auto_created=True))
    if not kept.exists():
        seed(settings.FIXTURE_DIRS[0])
        rows = [list(map(plain, model._base_manager.all())) for model in models]
        kept.write_bytes(pickle.dumps(rows))
        return
    ContentVersion.objects.all().delete()
    for model, found in zip(models, pickle.loads(kept.read_bytes()), strict=True):
        model._base_manager.bulk_create(found)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def plain(row: Model) -> Model:
    """PostgreSQL gives views of memory, which cannot be written down."""
    for name, value in vars(row).items():
        if isinstance(value, memoryview):
            setattr(row, name, bytes(value))
    return row
