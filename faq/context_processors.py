"""What every page shows: the house, the categories, notices, and constants."""

from typing import Any

from django.conf import settings
from django.db import Error
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from faq.models import House, current_notices, last_house, shown_categories, shown_house


def site(request: HttpRequest) -> dict[str, Any]:
    """Constants, and functions that a template calls only where it shows their value."""
    known = SimpleLazyObject(house)
    return {
        "house": known,
        "site_url": SimpleLazyObject(lambda: known.site_url),
        "read_only": settings.READ_ONLY,
        "categories": shown_categories,
        "notices": current_notices,
    }


def house() -> House:
    """The details of the house; as last seen while the database does not answer."""
    try:
        return shown_house()
    except Error:
        return last_house()
