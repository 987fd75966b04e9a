"""Create or update published entries from a file of another system."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from faq.management.permissions import add_permissions, allowed
from faq.services.content.imports import import_entries
from faq.services.content.json_lines import FaultyLine


class Command(BaseCommand):
    help = "Imports entries from JSON lines {id, source, title, text}, all of them or none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        add_permissions(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            progress = self._show if options["verbosity"] else None
            summary = import_entries(options["file"], progress, allowed(options))
        except FaultyLine as error:
            raise CommandError(f"{options['file']}, {error}. Nothing was changed.") from None
        except OSError as error:
            raise CommandError(f"Cannot read {options['file']}: {error.strerror}.") from None
        left = sum(len(names) for names in summary.left.values())
        self.stdout.write(
            f"{summary.created} created, {summary.updated} updated, {summary.unchanged} unchanged, "
            f"{left} left alone."
        )
        for reason, names in summary.left.items():
            self.stdout.write(f"  {reason}: {', '.join(names)}")

    def _show(self, done: int, total: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\rindexed {done} of {total}", ending="" if done < total else "\n")
