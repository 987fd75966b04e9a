"""Counters of all workers in one block of shared memory, for `/metrics`.

The block is made before the workers are split off; each has a row of its own, so counting needs no
lock. A row keeps its numbers when its worker is replaced: counters must never fall.
"""

import mmap
import os
from typing import Final

NAMES: Final = ("hit", "copy", "rendered", "stale", "unavailable", "passed")
WORKERS: Final = 64
ROW: Final = 1 + len(NAMES)  # the process id, then one number per name


class Counters:
    """Numbers that only grow, shared by all processes split off after this was made."""

    def __init__(self) -> None:
        self._numbers = memoryview(mmap.mmap(-1, WORKERS * ROW * 8)).cast("Q")
        self._process = 0
        self._row = 0

    def count(self, name: str) -> None:
        """Add one to a name of NAMES."""
        if self._process != os.getpid():
            self._take_row()
        self._numbers[self._row + 1 + NAMES.index(name)] += 1

    def totals(self) -> dict[str, int]:
        rows = range(0, WORKERS * ROW, ROW)
        return {
            name: sum(self._numbers[row + 1 + column] for row in rows)
            for column, name in enumerate(NAMES)
        }

    def _take_row(self) -> None:
        """Use a free row, or go on with that of a worker that is gone."""
        self._process = os.getpid()
        rows = list(range(0, WORKERS * ROW, ROW))
        self._row = next((row for row in rows if not is_running(self._numbers[row])), rows[-1])
        self._numbers[self._row] = self._process


def is_running(process: int) -> bool:
    if process == 0:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


COUNTERS: Final = Counters()
