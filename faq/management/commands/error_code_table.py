"""Error codes to and from a CSV file that a spreadsheet opens."""

import io
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from faq.services.content.code_tables import TableFault, read_table, write_table


class Command(BaseCommand):
    help = "Writes all error codes into a CSV file; --read shows what a file would change."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--read", action="store_true", help="read the file instead")
        parser.add_argument("--apply", action="store_true", help="and take it over")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not options["read"]:
            # The mark tells spreadsheets that it is UTF-8.
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                self.stdout.write(f"{write_table(file)} codes written to {path}.")
            return
        try:
            text = path.read_text(encoding="utf-8-sig")
            changes = read_table(io.StringIO(text, newline=""), apply=options["apply"])
        except (TableFault, UnicodeDecodeError) as error:
            raise CommandError(f"Nothing was changed.\n{error}") from None
        except OSError as error:
            raise CommandError(f"Cannot read {path}: {error.strerror}.") from None
        for change in changes:
            self.stdout.write(f"{change.key}: {', '.join(change.fields) or 'new'}")
        done = "changed" if options["apply"] else "would change; repeat with --apply"
        self.stdout.write(f"{len(changes)} codes {done}.")
