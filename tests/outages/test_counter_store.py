"""Limits are shared through Redis, and nobody notices when it is gone or hangs."""

import socket
import time
from collections.abc import Iterator

import pytest

from faq.web.shared_cache import SharedCache
from tests.servers.process import free_port
from tests.servers.redis import Redis

OPTIONS = {"OPTIONS": {"socket_timeout": 0.25, "socket_connect_timeout": 0.25}}


@pytest.fixture(autouse=True)
def closed_breaker() -> Iterator[None]:
    yield
    SharedCache._failures = 0


def cache_at(port: int) -> SharedCache:
    return SharedCache(f"redis://127.0.0.1:{port}/0", OPTIONS)


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A server that accepts connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_without_server_the_cache_is_empty() -> None:
    cache = cache_at(free_port())

    assert cache.get("key", "default") == "default"
    assert cache.add("key", 1) is False
    with pytest.raises(ValueError, match="not found"):
        cache.incr("key")


def test_hung_server_costs_few_short_waits(silent_port: int) -> None:
    cache = cache_at(silent_port)
    started = time.monotonic()

    for _ in range(100):
        cache.get("key")

    assert time.monotonic() - started < 3


@pytest.mark.servers
def test_two_processes_count_together_and_survive_a_hang() -> None:
    with Redis() as server:
        first, second = SharedCache(server.url, OPTIONS), SharedCache(server.url, OPTIONS)

        first.add("key", 0, timeout=60)
        assert (first.incr("key"), second.incr("key")) == (1, 2)

        server.pause()
        assert first.get("key", "away") == "away"
        server.resume()
        assert first.get("key") == 2
