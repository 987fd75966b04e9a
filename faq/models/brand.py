"""Which brand answers: chosen once, by the host that was asked, for all that is done within.

One installation may have several names. A brand is a `House` of its own; everything that shows a
value of the house takes it from the brand that is chosen here, and from nowhere else.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Final, TypeVar

Value = TypeVar("Value")

DEFAULT: Final = "mmcom"
"""The key of the house that answers wherever no brand does."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A brand by its key, and what was worked out since it was chosen."""

    key: str = ""
    known: dict[Callable[[], Any], Any] = field(default_factory=dict)


_HOUSE: Final = Choice()
_chosen: ContextVar[Choice | None] = ContextVar("_chosen", default=None)


@contextmanager
def in_brand(key: str) -> Iterator[None]:
    """Let the brand with this key answer within; the empty key is the house itself."""
    token = _chosen.set(Choice(key) if key not in ("", DEFAULT) else _HOUSE)
    try:
        yield
    finally:
        _chosen.reset(token)


def current_brand() -> str:
    """The key of the brand that answers; empty for the house itself."""
    return (_chosen.get() or _HOUSE).key


def is_chosen() -> bool:
    """Whether somebody has said who answers here."""
    return _chosen.get() is not None


def once_a_choice(make: Callable[[], Value]) -> Callable[[], Value]:
    """A value of the brand that answers, worked out once for all that is done in its name."""

    @wraps(make)
    def known() -> Value:
        choice = _chosen.get() or _HOUSE
        if not choice.key:  # the house is always the present one
            return make()
        values = choice.known
        if make not in values:
            values[make] = make()
        value: Value = values[make]
        return value

    return known
