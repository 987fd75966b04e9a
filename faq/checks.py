"""System checks of what cannot be wrong without hurting readers or operators."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Warning, register
from django.db import DatabaseError

from faq.models import Page


@register(deploy=True)
def legal_pages_are_filled(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Warn while the imprint or another legal page is still the template it was seeded as."""
    try:
        unfilled = [page.title for page in Page.objects.order_by("key") if page.is_unfilled]
    except DatabaseError:
        return []  # nothing is migrated yet, so nothing is published either
    return [
        Warning(
            f"The page “{title}” is still a template.",
            hint="Fill it in the admin and take the mark “Noch Vorlage” off.",
            id="faq.W001",
        )
        for title in unfilled
    ]
