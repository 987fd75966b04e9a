"""Write the content of the database as fixtures."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from faq.services.content.exporting import export_content


class Command(BaseCommand):
    help = "Writes all content as fixtures that `seed` can read."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        written = export_content(options["folder"])
        self.stdout.write(f"{len(written)} files written to {options['folder']}.")
