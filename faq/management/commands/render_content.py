"""Render stored Markdown again where it is stale."""

from typing import Any

from django.core.management.base import BaseCommand

from faq.models.registry import render_stale


class Command(BaseCommand):
    help = "Renders content whose HTML is older than its source or its renderer."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{len(render_stale())} rows rendered again.")
