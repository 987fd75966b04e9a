"""The timer goes on, whatever happens to one round."""

import time

import pytest
from django.db import OperationalError

from faq.services.setup.timer import every

pytestmark = pytest.mark.django_db


def test_it_works_again_and_again() -> None:
    began = time.monotonic()
    moments: list[float] = []

    every(0.1, lambda: moments.append(time.monotonic() - began), rounds=3)

    assert len(moments) == 3
    assert moments[2] >= 0.2


def test_absent_database_costs_one_round() -> None:
    rounds: list[int] = []

    def work() -> None:
        rounds.append(len(rounds))
        if len(rounds) == 1:
            raise OperationalError("away")

    every(0, work, rounds=3)

    assert rounds == [0, 1, 2]
