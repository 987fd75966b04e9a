"""Error codes to and from a CSV file that a spreadsheet opens."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from faq.management.transfers import lines_of
from faq.services.content.code_tables import NoTable, import_table, table
from faq.services.content.fixtures import FixtureFaults


class Command(BaseCommand):
    help = "Writes all error codes into a CSV file; --read shows what a file would change."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--read", action="store_true", help="read the file instead")
        parser.add_argument("--apply", action="store_true", help="and take it over")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            if not options["read"]:
                path.write_bytes(table())
                self.stdout.write(f"All codes written to {path}.")
                return
            found = import_table(path.read_bytes(), apply=options["apply"])
        except NoTable:
            raise CommandError(f"{path} is no table of error codes.") from None
        except FixtureFaults as error:
            raise CommandError(f"Nothing was changed.\n{error}") from None
        except OSError as error:
            raise CommandError(f"Cannot read or write {path}: {error.strerror}.") from None
        for line in lines_of(found, applied=options["apply"]):
            self.stdout.write(line)
