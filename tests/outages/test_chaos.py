"""A minute in which everything goes wrong; benchmarks/chaos.py does it for longer, with times."""

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.chaos import EVENTS, chaos

pytestmark = [pytest.mark.chaos, pytest.mark.servers]


def test_readers_and_staff_lose_nothing_whatever_happens(fill: Callable[..., Path]) -> None:
    record = chaos(60, seed=1, prepare=fill)

    assert set(record.happened) == {event.__name__ for event in EVENTS}
    assert record.good >= 0.999, record.outcomes
    assert record.outcomes["wrong page"] == 0
    assert record.saves > 0
    assert record.lost == 0
    assert record.backups > 0
    assert record.recovered
