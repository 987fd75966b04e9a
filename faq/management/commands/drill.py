"""Rehearse a restore."""

from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from faq.services.operation.archive import backup
from faq.services.operation.rehearsal import drill


class Command(BaseCommand):
    help = "Restores a backup into an empty place, serves it and compares every public page."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="archive; default: a new backup")
        parser.add_argument(
            "--scratch", default="", metavar="URL", help="DATABASE_URL of an empty database"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with TemporaryDirectory() as folder:
            archive = options["file"] or Path(folder) / "backup.tar"
            if options["file"] is None:
                backup(archive)
            result = drill(archive.resolve(), scratch_database=options["scratch"])
        self.stdout.write(
            f"{result.pages} pages compared, {len(result.differing)} differ; restored in "
            f"{result.restore_seconds:.1f} s, all in {result.total_seconds:.1f} s."
        )
        if result.differing:
            raise CommandError(f"Differing: {', '.join(result.differing)}")
