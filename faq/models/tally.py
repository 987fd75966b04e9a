"""Counts that readers cause: collected in memory and written by a thread of their own.

A reader never waits for the database's write lock because something is counted. The first count
starts the thread; it writes `INTERVAL` seconds later, whether anything else is counted or not, and
ends when nothing waits any more. The rest is written when the process ends; what a killed process
had not written is lost. With READ_ONLY nothing is counted.
"""

import atexit
import logging
import threading
from collections import Counter
from collections.abc import Callable
from typing import Generic, TypeVar

from django.conf import settings
from django.db import Error, connection, transaction

Key = TypeVar("Key")

INTERVAL = 20.0

logger = logging.getLogger(__name__)


class Tally(Generic[Key]):
    """Counts of one kind: `add` writes one of them, at most `most` different ones wait."""

    def __init__(self, name: str, add: Callable[[Key, int], None], *, most: int) -> None:
        self._name = name
        self._add = add
        self._most = most
        self._lock = threading.Lock()
        self._waiting: Counter[Key] = Counter()
        self._writer: threading.Thread | None = None
        self._end = threading.Event()
        atexit.register(self._write_the_rest)

    def count(self, key: Key) -> None:
        """Count once; it is in the database `INTERVAL` seconds later."""
        if settings.READ_ONLY:
            return
        with self._lock:
            if len(self._waiting) < self._most or key in self._waiting:
                self._waiting[key] += 1
            if INTERVAL and not (self._writer and self._writer.is_alive()):  # nor after a fork
                self._writer = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._writer.start()

    def write(self) -> None:
        """Write what is waiting, in one transaction; while the database is away, it waits on.

        Where that fails, each is written by itself, and what no database takes is dropped.
        """
        with self._lock:
            counts = dict(self._waiting)
            self._waiting.clear()
        if self._write_all(counts):
            return
        left = {key: count for key, count in counts.items() if not self._write_all({key: count})}
        if len(left) == len(counts):  # nothing goes: it is not for what is counted
            with self._lock:
                self._waiting.update(left)

    def _write_all(self, counts: dict[Key, int]) -> bool:
        try:
            with transaction.atomic():
                for key, count in counts.items():
                    self._add(key, count)
        except (Error, ValueError) as error:  # UnicodeEncodeError, NUL
            logger.warning("%s wait for the database: %s", self._name, type(error).__name__)
            return False
        return True

    def clear(self) -> None:
        """Forget what is waiting."""
        self._waiting.clear()

    def _run(self) -> None:
        while not self._end.wait(INTERVAL):
            self._write_and_close()
            with self._lock:
                if not self._waiting:
                    self._writer = None
                    return

    def _write_and_close(self) -> None:
        try:
            self.write()
        finally:
            connection.close()

    def _write_the_rest(self) -> None:
        self._end.set()
        if self._waiting:
            self._write_and_close()
