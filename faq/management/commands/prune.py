"""Forget what is older than its period; meant to run once a day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from faq.services.operation.retention import PERIODS, prune


class Command(BaseCommand):
    help = "Deletes counts, remarks, sign-ins and deleted texts that are older than their period."

    def handle(self, *args: Any, **options: Any) -> None:
        found = prune(timezone.now())
        for period in PERIODS:
            line = f"{period.label} ({period.days} days): {found[period.label]} deleted"
            self.stdout.write(line)
