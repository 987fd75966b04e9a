"""Fill the site with its content, or bring new content to a running site."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from faq.management.permissions import add_permissions, allowed
from faq.services.content.fixtures import FixtureFaults
from faq.services.content.seeding import seed


class Command(BaseCommand):
    help = "Adds the content of the fixtures; never overwrites what staff have edited."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--fixtures", type=Path, default=settings.FIXTURE_DIRS[0], help="folder to read"
        )
        add_permissions(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            summary = seed(options["fixtures"], allowed(options))
        except FixtureFaults as error:
            raise CommandError(
                f"{len(error.faults)} faults in the fixtures, nothing was changed:\n{error}"
            ) from None
        if options["verbosity"] > 1:
            for outcome, names in summary.outcomes.items():
                for name in names:
                    self.stdout.write(f"{outcome}: {name}")
        left = sum(len(names) for names in summary.left.values())
        self.stdout.write(
            f"{summary.count('created')} created, {summary.count('updated')} updated, "
            f"{summary.count('unchanged')} unchanged, {left} left alone."
        )
        for reason, names in summary.left.items():
            self.stdout.write(f"  {reason}: {', '.join(names)}")
