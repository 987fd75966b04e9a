"""Write every public page as a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from faq.services.operation.static_copy import write_mirror


class Command(BaseCommand):
    help = "Writes all public pages as static files, for a CDN or a disaster."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        mirror = write_mirror(options["folder"].resolve())
        self.stdout.write(f"{mirror.files} files, {mirror.size:,} bytes in {options['folder']}.")
