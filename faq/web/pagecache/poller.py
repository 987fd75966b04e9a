"""The eye on the change stamp: a thread per process that looks several times a second.

Requests only read what it saw, so a hit costs no query and a hung database delays nobody. The
thread is also the circuit breaker: while its look fails or hangs, nobody else need try.
"""

import logging
import os
import threading
import time
from collections.abc import Callable

from django.db import DatabaseError, connection

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 0.25
# Longer than a busy machine keeps a thread waiting, shorter than readers wait for a page.
SECONDS_UNTIL_HUNG = 3.0


class Watch:
    """The content version as last seen, and whether the database answers at all."""

    def __init__(self, current_version: Callable[[], int]) -> None:
        self._current_version = current_version
        self.is_started = False
        self._starting = threading.Lock()
        self._looked = threading.Event()
        self._answered_at = 0.0
        self.number = 0
        self.failed = False
        os.register_at_fork(after_in_child=self._left_behind)

    def _left_behind(self) -> None:
        """A process split off has the object, but not the thread."""
        self.is_started = False

    @property
    def is_answering(self) -> bool:
        """Whether a query is worth trying."""
        age = time.monotonic() - self._answered_at
        return not self.failed and age < SECONDS_UNTIL_HUNG

    def start(self) -> None:
        """Begin to watch in this process, once; wait for the first look, but not for long."""
        with self._starting:
            if self.is_started:
                return
            self._looked.clear()
            self._answered_at = time.monotonic()
            threading.Thread(target=self._watch, name="content-watch", daemon=True).start()
            self._looked.wait(1.0)
            self.is_started = True

    def look(self) -> None:
        """Look once, now; log when the database goes or comes back."""
        try:
            self.number = self._current_version()
        except DatabaseError as error:
            connection.close()
            if not self.failed:
                logger.error("database does not answer", extra={"reason": type(error).__name__})
            self.failed = True
        else:
            if self.failed:
                logger.warning("database answers again")
            self.failed = False
            self._answered_at = time.monotonic()

    def _watch(self) -> None:
        while True:
            self.look()
            self._looked.set()
            time.sleep(SECONDS_BETWEEN_LOOKS)
