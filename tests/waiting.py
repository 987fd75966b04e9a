"""Waiting for a state instead of a time, which a busy machine would make too short."""

import time
from collections.abc import Callable


def wait_until(is_so: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.01)
