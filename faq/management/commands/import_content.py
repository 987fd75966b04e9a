"""Bring the folder of an export into this site: first shown, then done."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from faq.management.permissions import add_permissions, allowed
from faq.services.content.fixtures import FixtureFaults
from faq.services.content.transfer import Transfer, import_folder

SIGNS = {"same": " ", "removed": "-", "added": "+"}


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
        self._show(found)
        if not options["apply"] and not found.is_nothing:
            self.stdout.write("Nothing was changed yet. Repeat with --apply to do it.")

    def _show(self, found: Transfer) -> None:
        for outcome, names in sorted(found.summary.outcomes.items()):
            if outcome != "unchanged":
                self.stdout.write(f"{outcome}: {', '.join(names)}")
        for change in found.changes:
            self.stdout.write(f"{change.name}, {change.field}:")
            for piece in change.pieces:
                if piece.kind != "same":
                    self.stdout.write(f"  {SIGNS[piece.kind]} {piece.text.strip()}")
        for name in found.pictures:
            self.stdout.write(f"picture: {name}")
        self.stdout.write(
            f"{found.summary.count('created')} created, {found.summary.count('updated')} updated, "
            f"{found.summary.count('unchanged')} unchanged, {len(found.pictures)} pictures."
        )
