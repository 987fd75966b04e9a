"""Let a member of staff who lost phone and recovery codes set up a new second factor."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from faq.services.operation.one_time_codes import forget


class Command(BaseCommand):
    help = "Remove a user's second factor; the next log-in sets up a new one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        users = get_user_model().objects
        try:
            user = users.get(username=options["username"])
        except users.model.DoesNotExist as error:
            raise CommandError(f"No user {options['username']}.") from error
        self.stdout.write(f"{forget(user)} device(s) of {user} removed.")
