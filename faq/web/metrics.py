"""Counters of all workers in one block of shared memory, for `/metrics`.

The block is made before the workers are split off; each has a row of its own, so counting needs no
lock. A row keeps its numbers when its worker is replaced: counters must never fall.
"""

import mmap
import os
from typing import Final

NAMES: Final = ("hit", "copy", "rendered", "stale", "unavailable", "passed")
WORKERS: Final = 64
COLUMNS: Final = {name: column for column, name in enumerate(NAMES, start=1)}
ROW: Final = 1 + len(NAMES)  # the process id, then one number per name
NO_ROW: Final = -1


class Counters:
    """Numbers that only grow, shared by all processes split off after this was made."""

    def __init__(self) -> None:
        self._numbers = memoryview(mmap.mmap(-1, WORKERS * ROW * 8)).cast("Q")
        self._row = NO_ROW
        os.register_at_fork(after_in_child=self._leave_row)

    def count(self, name: str) -> None:
        """Add one to a name of NAMES."""
        if self._row == NO_ROW:
            self._take_row()
        self._numbers[self._row + COLUMNS[name]] += 1

    def totals(self) -> dict[str, int]:
        rows = range(0, WORKERS * ROW, ROW)
        return {
            name: sum(self._numbers[row + column] for row in rows)
            for name, column in COLUMNS.items()
        }

    def _take_row(self) -> None:
        """Use a free row, or go on with that of a worker that is gone."""
        rows = list(range(0, WORKERS * ROW, ROW))
        self._row = next((row for row in rows if not is_running(self._numbers[row])), rows[-1])
        self._numbers[self._row] = os.getpid()

    def _leave_row(self) -> None:
        """A process split off has a row of its own."""
        self._row = NO_ROW


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
