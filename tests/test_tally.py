"""Counting costs a reader nothing; what cannot be written goes on waiting."""

import pytest
from django.conf import LazySettings
from django.db import DatabaseError, Error, InterfaceError

from faq.models.tally import Tally

pytestmark = pytest.mark.django_db


class Written(dict[str, int]):
    """What was written, by a database that can be away."""

    trouble: type[Error] | None = None

    def add(self, key: str, count: int) -> None:
        if self.trouble:
            raise self.trouble
        self[key] = self.get(key, 0) + count


@pytest.fixture
def written() -> Written:
    return Written()


@pytest.fixture
def tally(written: Written) -> Tally[str]:
    return Tally("counts", written.add, most=2)


def test_counts_are_added_up_and_written_together(tally: Tally[str], written: Written) -> None:
    for key in ("a", "b", "a"):
        tally.count(key)
    assert written == {}

    tally.write()

    assert written == {"a": 2, "b": 1}


@pytest.mark.parametrize("trouble", [DatabaseError, InterfaceError])
def test_what_could_not_be_written_is_written_later(
    tally: Tally[str], written: Written, trouble: type[Error]
) -> None:
    tally.count("a")
    written.trouble = trouble
    tally.write()
    tally.count("a")
    written.trouble = None

    tally.write()

    assert written == {"a": 2}


def test_waiting_counts_are_bounded(tally: Tally[str], written: Written) -> None:
    for key in ("a", "b", "c", "a"):
        tally.count(key)

    tally.write()

    assert written == {"a": 2, "b": 1}


def test_read_only_site_counts_nothing(
    tally: Tally[str], written: Written, settings: LazySettings
) -> None:
    settings.READ_ONLY = True
    tally.count("a")

    tally.write()

    assert written == {}


def test_one_value_that_no_database_takes_stops_no_other(
    tally: Tally[str], written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add(key: str, count: int) -> None:
        if key == "b":
            raise ValueError("A string literal cannot contain NUL (0x00) characters.")
        Written.add(written, key, count)

    monkeypatch.setattr(tally, "_add", add)
    for key in ("b", "a", "a"):
        tally.count(key)
    tally.write()
    tally.count("a")

    tally.write()

    assert written == {"a": 3}
