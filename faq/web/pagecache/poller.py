"""The eye on the content version: a thread per process that asks for it several times a second.

Requests only read what it saw, so a hit costs no query and a hung database delays nobody. The
thread is also the circuit breaker: while its question fails or hangs, nobody else need try.
"""

import logging
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from django.db import connection

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_POLLS = 0.25
# Longer than a busy machine keeps a thread waiting, shorter than readers wait for a page.
SECONDS_UNTIL_HUNG = 3.0
# A question without an answer for so long is given up, with its thread and its connection.
SECONDS_UNTIL_ABANDONED = 20.0


class Poller:
    """The content version as last seen, and whether the database answers at all."""

    def __init__(self, current_version: Callable[[], int]) -> None:
        self._current_version = current_version
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._answered = threading.Event()
        self._answered_at = 0.0
        self._asked_at = 0.0
        self.number = 0
        self.failed = False
        os.register_at_fork(after_in_child=self._left_behind)

    def _left_behind(self) -> None:
        """A process split off has the object, but not the thread; what holds now, it must ask.

        Pages made before the split are then kept for an outage, but no longer taken for current.
        """
        self._thread = None
        self._starting = threading.Lock()
        self.number = 0

    @property
    def is_answering(self) -> bool:
        """Whether a query is worth trying."""
        age = time.monotonic() - self._answered_at
        return not self.failed and age < SECONDS_UNTIL_HUNG

    @property
    def is_running(self) -> bool:
        """Whether a thread of this process asks, and was not left without an answer for long."""
        thread = self._thread
        is_abandoned = time.monotonic() - self._asked_at > SECONDS_UNTIL_ABANDONED
        return thread is not None and thread.is_alive() and not is_abandoned

    def start(self) -> None:
        """Begin to ask in this process, or again; wait for the first answer, but not for long."""
        with self._starting:
            if self.is_running:
                return
            is_first = self._thread is None
            self._asked_at = time.monotonic()
            if is_first:
                self._answered.clear()
                self._answered_at = self._asked_at
            self._thread = threading.Thread(target=self._run, name="poller", daemon=True)
            self._thread.start()
            if is_first:
                self._answered.wait(1.0)

    def poll(self) -> None:
        """Ask once, now; log when the database goes or comes back."""
        self._note(self._ask())

    def _ask(self) -> int | Exception:
        """The version, or whatever went wrong: no error may end the thread."""
        try:
            return self._current_version()
        except Exception as error:
            with suppress(Exception):
                connection.close()
            return error

    def _note(self, found: int | Exception) -> None:
        if isinstance(found, Exception):
            if not self.failed:
                logger.error("database does not answer", extra={"reason": type(found).__name__})
            self.failed = True
            return
        if self.failed:
            logger.warning("database answers again")
        self.number = found
        self.failed = False
        self._answered_at = time.monotonic()

    def _run(self) -> None:
        """Ask until another thread has taken over; what comes after that is nobody's answer."""
        me = threading.current_thread()
        while True:
            self._asked_at = time.monotonic()
            found = self._ask()
            if self._thread is not me:
                connection.close()
                return
            self._note(found)
            self._answered.set()
            time.sleep(SECONDS_BETWEEN_POLLS)
