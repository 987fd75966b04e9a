"""Write the database and the media into one verified archive."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from faq.services.operation.archive import backup
from faq.services.operation.archive_file import BackupError


class Command(BaseCommand):
    help = "Writes one verified archive."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = backup(options["file"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(
                f"{options['file']}: {len(manifest.digests)} files of {manifest.created}."
            )
