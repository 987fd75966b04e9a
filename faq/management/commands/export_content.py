"""Write the content of the database as a folder for another site."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from faq.services.content.transfer import export_folder


class Command(BaseCommand):
    help = "Writes all content, pictures and old addresses, for `import_content` and `seed`."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        written = export_folder(options["folder"])
        self.stdout.write(f"{len(written)} files written to {options['folder']}.")
