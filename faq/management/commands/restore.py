"""Bring an archive into an empty place."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from faq.services.operation.archive import restore
from faq.services.operation.archive_file import BackupError


class Command(BaseCommand):
    requires_system_checks = []  # there is no table yet that they could look at
    help = "Restores an archive into an empty database and media folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = restore(options["file"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(
                f"{options['file']}: {len(manifest.digests)} files of {manifest.created}."
            )
