"""Bring the folder of an export into this site: first shown, then done."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from faq.management.permissions import add_permissions, allowed
from faq.management.transfers import lines_of
from faq.services.content.fixtures import FixtureFaults
from faq.services.content.transfer import import_folder


class Command(BaseCommand):
    help = "Shows what the folder of `export_content` would change here; with --apply, does it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--apply", action="store_true", help="do it")
        add_permissions(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = import_folder(
                options["folder"], apply=options["apply"], allowed=allowed(options)
            )
        except FixtureFaults as error:
            raise CommandError(
                f"{len(error.faults)} faults in the folder, nothing was changed:\n{error}"
            ) from None
        except OSError as error:
            raise CommandError(f"Cannot read the folder: {error.strerror}.") from None
        for line in lines_of(found, applied=options["apply"]):
            self.stdout.write(line)
