"""Forms whose first values come from their address, where anything may stand."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

LARGEST_NUMBER = 2**63 - 1


class FirstValues(admin.ModelAdmin):
    """Rows that are chosen by typing are given by their numbers; anything else is left out."""

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        given = super().get_changeform_initial_data(request)
        return {
            name: value
            for name, value in given.items()
            if name not in self.autocomplete_fields or all(map(is_number, numbers_of(value)))
        }


def numbers_of(value: object) -> list[str]:
    """The numbers that a value names, one or many, as they stand in the address."""
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def is_number(text: str) -> bool:
    return text.isdecimal() and int(text[:20]) <= LARGEST_NUMBER
