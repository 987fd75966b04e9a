"""The check as a service of its own: again and again, whatever happens to one round."""

import logging
import time
from collections.abc import Callable

from django.db import Error, close_old_connections

logger = logging.getLogger(__name__)


def every(seconds: float, work: Callable[[], object], *, rounds: int | None = None) -> None:
    """Do something at once and then every so many seconds; `rounds` is for who wants an end.

    A database that is away costs the round, not the timer.
    """
    done = 0
    while rounds is None or done < rounds:
        began = time.monotonic()
        try:
            close_old_connections()
            work()
        except Error as error:
            logger.error("check not kept", extra={"reason": type(error).__name__})
        done += 1
        if done != rounds:
            time.sleep(max(0.0, seconds - (time.monotonic() - began)))
