"""Analyse all public content anew for the search, or say whether that is needed."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from faq.models import ContentVersion
from faq.search.indexing import faults, rebuild


class Command(BaseCommand):
    help = "Rebuilds the search index in one transaction; readers see the old one until the end."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="only compare; exit status 1 when it is stale"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            if found := faults():
                raise CommandError("\n".join([*found, f"{len(found)} faults: rebuild the index."]))
            self.stdout.write("The search index is complete and current.")
            return
        with transaction.atomic():
            count = rebuild(self._show if options["verbosity"] else None)
            ContentVersion.bump()  # answers of the search are kept, too
        self.stdout.write(f"{count} documents indexed.")

    def _show(self, done: int, total: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{done} of {total}", ending="" if done < total else "\n")
