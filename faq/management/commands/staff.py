"""Accounts of the editors' room."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from faq.services.operation.accounts import AccountError, accounts, add_account, switch


class Command(BaseCommand):
    help = "Adds, lists and switches off accounts of staff."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=("add", "list", "off", "on"))
        parser.add_argument("name", nargs="?", default="")
        parser.add_argument("--group", action="append", metavar="NAME", help="default: Support")
        parser.add_argument("--administrator", action="store_true", help="may do everything")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "list":
            self.list()
            return
        if not options["name"]:
            raise CommandError("Whose account?")
        try:
            self.change(options["action"], options["name"], options)
        except AccountError as error:
            raise CommandError(str(error)) from error

    def list(self) -> None:
        for account in accounts():
            words = ["administrator"] if account.is_administrator else list(account.groups)
            words += [] if account.is_active else ["off"]
            self.stdout.write(f"{account.name}: {', '.join(words)}")

    def change(self, action: str, name: str, options: dict[str, Any]) -> None:
        if action != "add":
            switch(name, on=action == "on")
            self.stdout.write(f"{name} is {action}.")
            return
        groups = options["group"] or ([] if options["administrator"] else ["Support"])
        password = add_account(name, groups, is_administrator=options["administrator"])
        self.stdout.write(f"{settings.SITE_URL}/{settings.ADMIN_PATH} · {name} · {password}")
