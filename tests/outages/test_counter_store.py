"""Limits are shared through Redis, and nobody notices when it is gone or hangs."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from faq.shared_cache import SharedCache
from tests.servers.postgresql import free_port

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
def test_two_processes_count_together_and_survive_a_hang(tmp_path: Path) -> None:
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("no Redis (apt install redis-server)")
    port = free_port()
    words = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", tmp_path]
    server = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    try:
        first, second = cache_at(port), cache_at(port)
        for _ in range(50):
            if first.add("key", 0, timeout=60):
                break
            SharedCache._failures = 0
            time.sleep(0.1)

        assert (first.incr("key"), second.incr("key")) == (1, 2)

        os.kill(server.pid, signal.SIGSTOP)
        assert first.get("key", "away") == "away"
        os.kill(server.pid, signal.SIGCONT)
        assert first.get("key") == 2
    finally:
        server.terminate()
        server.wait()
