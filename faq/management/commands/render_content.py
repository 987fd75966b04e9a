"""Render stored Markdown again where it is stale."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from faq.services.content import render_stale, stale_rows


class Command(BaseCommand):
    help = "Renders content whose HTML is older than its source or its renderer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only say what is stale")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            if stale := stale_rows():
                raise CommandError(f"{len(stale)} stale: {', '.join(stale)}.")
            self.stdout.write("Nothing is stale.")
            return
        self.stdout.write(f"{render_stale()} rows rendered again.")
