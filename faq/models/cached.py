"""Small tables in memory until content changes, for each brand its own.

What is cached belongs to one content version, not to a time: all processes of all
machines make it anew after the same change. The page cache knows the number already and announces
it, so a page that is made anew asks for its own content alone; anybody else asks the database.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Generic, TypeVar

from django.db import connection

from faq.models.brand import current_brand
from faq.models.version import ContentVersion

Value = TypeVar("Value")

_announced: ContextVar[int | None] = ContextVar("_announced", default=None)


@contextmanager
def content_version(number: int) -> Iterator[None]:
    """Say which content version holds for what is done within."""
    token = _announced.set(number)
    try:
        yield
    finally:
        _announced.reset(token)


def announced_version() -> int | None:
    """The content version that holds here without asking; None where nobody has said it."""
    return _announced.get()


class Cached(Generic[Value]):
    """A function without arguments whose value is cached until content changes."""

    def __init__(self, make: Callable[[], Value]) -> None:
        self.__doc__ = make.__doc__
        self._make = make
        self._last: dict[str, tuple[int, Value]] = {}

    def __call__(self) -> Value:
        if connection.in_atomic_block:  # what is read may yet be rolled back
            return self._make()
        announced, brand = announced_version(), current_brand()
        version = ContentVersion.current() if announced is None else announced
        last = self._last.get(brand)
        if last is None or last[0] != version:
            last = self._last[brand] = (version, self._make())
        return last[1]

    def last(self) -> Value | None:
        """What was made last, of whatever version; nothing is asked."""
        last = self._last.get(current_brand())
        return last[1] if last else None

    def forget(self) -> None:
        """Make it anew next time, whatever the version: for a database that was exchanged."""
        self._last.clear()
