"""Counters shared by all machines in Valkey or Redis; without it the site goes on without them.

Every call has a short time limit, and after three failures in a row nobody asks for ten seconds: a
hung server must not cost each request its time limit.
"""

import logging
import time
from collections.abc import Callable
from typing import Any

import redis
from django.core.cache.backends.redis import RedisCache

logger = logging.getLogger(__name__)

FAILURES_UNTIL_OPEN = 3
SECONDS_OPEN = 10.0


class SharedCache(RedisCache):
    """Django's Redis cache that answers like an empty one while its server is away."""

    _failures = 0  # of this process: the breaker is shared by its threads
    _asked_again_at = 0.0

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._tried(lambda: super(SharedCache, self).get(key, default, version), default)

    def add(self, key: Any, value: Any, *args: Any, **options: Any) -> Any:
        return self._tried(
            lambda: super(SharedCache, self).add(key, value, *args, **options), False
        )

    def set(self, key: Any, value: Any, *args: Any, **options: Any) -> None:
        self._tried(lambda: super(SharedCache, self).set(key, value, *args, **options), None)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> Any:
        """Raise ValueError without a server, as for a key that is not there."""
        found = self._tried(lambda: super(SharedCache, self).incr(key, delta, version), None)
        if found is None:
            raise ValueError(f"Key {key!r} not found")
        return found

    def delete(self, key: Any, version: int | None = None) -> Any:
        return self._tried(lambda: super(SharedCache, self).delete(key, version), False)

    def clear(self) -> Any:
        return self._tried(lambda: super(SharedCache, self).clear(), False)

    def _tried(self, ask: Callable[[], Any], otherwise: Any) -> Any:
        kind = type(self)
        if kind._failures >= FAILURES_UNTIL_OPEN and time.monotonic() < kind._asked_again_at:
            return otherwise
        try:
            found = ask()
        except (redis.RedisError, OSError) as error:
            kind._failures += 1
            kind._asked_again_at = time.monotonic() + SECONDS_OPEN
            if kind._failures == FAILURES_UNTIL_OPEN:
                logger.error("counter store away", extra={"reason": type(error).__name__})
            return otherwise
        if kind._failures >= FAILURES_UNTIL_OPEN:
            logger.warning("counter store is back")
        kind._failures = 0
        return found
