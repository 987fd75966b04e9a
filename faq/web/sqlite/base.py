"""SQLite whose writers all get their turn: who waits for the write lock asks again after moments.

SQLite's own waiting asks ten times a second after a while. Where others save one transaction after
the other, it finds the lock taken every time and gives up, though the lock was free in between:
with three busy writers on a busy machine 5 of 209 saves failed (`benchmarks/sqlite.py`).
"""

import contextlib
import os
import sqlite3
import time
from typing import Any, Final

from django.db import OperationalError
from django.db.backends.sqlite3 import base

SECONDS_BETWEEN_TRIES = 0.004
PRIVATE: Final = 0o600


class DatabaseWrapper(base.DatabaseWrapper):
    """Waits as long as Django's, by the option `timeout`, but more attentively.

    A new file is its owner's alone: it holds password hashes and secrets of second factors.
    """

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; SQLite gives the files beside the database the rights of the database."""
        name = str(conn_params["database"])
        if not name.startswith((":memory:", "file:")):
            with contextlib.suppress(OSError):  # it is there; or SQLite says what is wrong
                os.close(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE))
        return super().get_new_connection(conn_params)

    def _start_transaction_under_autocommit(self) -> None:
        patience = self.settings_dict["OPTIONS"].get("timeout", 5)
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            self._begin(time.monotonic() + patience)
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {int(1000 * patience)}")

    def _begin(self, until: float) -> None:
        while True:
            try:
                super()._start_transaction_under_autocommit()  # type: ignore[misc]  # not in stubs
            except OperationalError as error:
                if not is_busy(error) or time.monotonic() > until:
                    raise
            else:
                return
            time.sleep(SECONDS_BETWEEN_TRIES)


def is_busy(error: OperationalError) -> bool:
    """Whether another connection holds the write lock."""
    cause = error.__cause__
    return isinstance(cause, sqlite3.Error) and cause.sqlite_errorcode == sqlite3.SQLITE_BUSY
