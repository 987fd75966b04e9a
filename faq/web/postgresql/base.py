"""PostgreSQL that goes silent is given up: whoever waits for an answer waits for so long only.

The server's own `statement_timeout` ends a slow statement, but not a silence: a relay or pooler
that swallows what it gets keeps the connection acknowledged, and no answer ever comes. Measured
without this: four frozen connections, and the site said 503 until it was restarted.
"""

from types import SimpleNamespace
from typing import Any, Final, TypeVar

import psycopg
from django.db.backends.postgresql import base
from psycopg.abc import PQGen
from psycopg.errors import _WaitTimeout

Result = TypeVar("Result")

DEFAULT_PATIENCE: Final = 6.0
"""Seconds for the answer to a statement; more than the server's own `statement_timeout`."""
SECONDS_FOR_A_SIGN_OF_LIFE: Final = 1.0


class PatientConnection(psycopg.Connection[Any]):
    """Waits for each answer for `patience` seconds; then it closes itself, for good."""

    patience: float = DEFAULT_PATIENCE

    def wait(
        self, gen: PQGen[Result], interval: float = 0.1, timeout: float | None = None
    ) -> Result:
        """Raise OperationalError, as for a lost connection, when no answer comes."""
        try:
            return super().wait(gen, interval, self.patience if timeout is None else timeout)
        except _WaitTimeout as error:
            if timeout is not None:  # psycopg's own question, with an answer of its own
                raise
            self.close()
            reason = f"no answer from the database for {self.patience:g} seconds"
            raise psycopg.OperationalError(reason) from error


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, over connections that give up; the option `patience` says after how many seconds.

    A connection kept from the request before is asked for a sign of life first, and for that it
    has a moment only: a reader who meets a frozen one gets a page over a new one.
    """

    # psycopg as Django asks it, but for the kind of its connections
    Database = SimpleNamespace(  # type: ignore[assignment]  # Django asks it for names only
        **vars(psycopg) | {"connect": PatientConnection.connect}
    )

    def get_connection_params(self) -> dict[str, Any]:
        """What libpq understands: without our own option."""
        params = super().get_connection_params()
        params.pop("patience", None)
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> PatientConnection:
        """A connection with the patience of the settings."""
        connection: PatientConnection = super().get_new_connection(conn_params)
        options = self.settings_dict["OPTIONS"]
        connection.patience = float(options.get("patience", DEFAULT_PATIENCE))
        return connection

    def is_usable(self) -> bool:
        """Whether the connection answers at once."""
        connection: PatientConnection | None = self.connection
        if connection is None:
            return False
        usual, connection.patience = connection.patience, SECONDS_FOR_A_SIGN_OF_LIFE
        try:
            return bool(super().is_usable())
        finally:
            connection.patience = usual
