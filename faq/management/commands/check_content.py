"""Is the content whole: the fixtures, and the rendered texts of this database?"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from faq.models import Entry
from faq.models.registry import stale_rows
from faq.services.content.fixtures import FixtureFaults
from faq.services.content.seeding import check_fixtures


class Command(BaseCommand):
    help = "Fails when a fixture has a fault or stored HTML is older than its source."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fixtures", type=Path, default=settings.FIXTURE_DIRS[0])

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            records = check_fixtures(options["fixtures"])
        except FixtureFaults as error:
            raise CommandError(f"{len(error.faults)} faults in the fixtures:\n{error}") from None
        if stale := self._stale():
            raise CommandError(f"{len(stale)} rows are stale: {', '.join(stale)}.")
        self.stdout.write(f"{len(records)} records in the fixtures, no fault; nothing is stale.")

    def _stale(self) -> list[str]:
        """Before the first migration there is nothing that could be stale."""
        has_tables = Entry._meta.db_table in connection.introspection.table_names()
        return stale_rows() if has_tables else []
