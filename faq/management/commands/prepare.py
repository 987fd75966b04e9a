"""Bring a new or older database to where the site can serve it; can be repeated at any time."""

import os
import secrets
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from faq.models import Page
from faq.services.content.picture_library import list_stored
from faq.services.content.seeding import is_seeded
from faq.services.operation.working_folder import alone_in, why_not_writable


class Command(BaseCommand):
    help = "Migrate, seed missing content, and create the first staff login if there is none."
    requires_system_checks = []  # they need the database that is made here; then they are run

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.DATA_DIR)
        if reason := why_not_writable(folder):
            raise CommandError(reason)
        with alone_in(folder, wait=True):  # a second one finds all done
            if connection.vendor == "sqlite":
                make_private(Path(connection.settings_dict["NAME"]))
            self.prepare()

    def prepare(self) -> None:
        call_command("migrate", verbosity=0)
        call_command("check", databases=["default"], stdout=StringIO())
        if not is_seeded(settings.FIXTURE_DIRS[0]):
            call_command("seed", stdout=self.stdout)
        if not Group.objects.exists():  # later, what staff may do is the operator's matter
            call_command("loaddata", "groups", verbosity=0)
        self.list_pictures()
        note = Path(settings.DATA_DIR) / "first-password"
        if not get_user_model().objects.exists():
            create_first_login(note)
        if note.exists():
            self.stdout.write(f"First login: admin / {note.read_text(encoding='ascii')}")
            self.stdout.write(f"Change the password, then delete {note}.")
        for page in Page.objects.unfilled():
            self.stdout.write(f"Still to be filled in by staff: the page “{page.title}”.")

    def list_pictures(self) -> None:
        """Give the library what an older release or an import has stored."""
        try:
            list_stored()
        except OSError as error:  # the next time will do
            self.stderr.write(f"The store of pictures does not answer: {error}")


def make_private(database: Path) -> None:
    """Take the rights of others on a file that an older version made for everybody."""
    if database.exists() and database.stat().st_uid == os.geteuid():
        database.chmod(0o600)


def create_first_login(note: Path) -> None:
    """Note a random password, then create the login: killed in between, nothing is lost."""
    if not note.exists():
        fresh = note.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(16), encoding="ascii")
        fresh.replace(note)
    get_user_model().objects.create_superuser("admin", "", note.read_text(encoding="ascii"))
