"""The paths of what has a page, worked out once each: a long list names hundreds."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=10_000)
def address(view: str, *arguments: str) -> str:
    """The path of a view with these arguments; it is the same as long as the process lives."""
    return reverse(view, args=arguments)
