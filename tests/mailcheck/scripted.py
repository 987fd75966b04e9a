"""Servers on loopback that follow a script, mostly a bad one."""

import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Self

Step = Callable[[socket.socket], socket.socket]


def say(text: str | bytes) -> Step:
    """Send text as it stands."""

    def step(stream: socket.socket) -> socket.socket:
        stream.sendall(text.encode() if isinstance(text, str) else text)
        return stream

    return step


def hear(stream: socket.socket) -> socket.socket:
    """Wait for one command, whatever it is."""
    while not stream.recv(1).endswith(b"\n"):
        pass
    return stream


def hang(stream: socket.socket) -> socket.socket:
    """Say nothing until the client has gone."""
    while stream.recv(1024):
        pass
    return stream


def dribble(stream: socket.socket) -> socket.socket:
    """Send a byte every 50 ms, never a line."""
    while True:
        stream.sendall(b"x")
        time.sleep(0.05)


def flood(stream: socket.socket) -> socket.socket:
    """Send as fast as the client takes it, never a line."""
    while True:
        stream.sendall(b"x" * 65536)


def encrypt(context: ssl.SSLContext) -> Step:
    """The server's side of the handshake."""

    def step(stream: socket.socket) -> socket.socket:
        return context.wrap_socket(stream, server_side=True)

    return step


class Scripted:
    """A server that plays its script for each client; `port` is where."""

    def __init__(self, *script: Step) -> None:
        self._script = script
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                stream, _ = self._listener.accept()
                threading.Thread(target=self._play, args=(stream,), daemon=True).start()

    def _play(self, stream: socket.socket) -> None:
        with suppress(OSError):
            for step in self._script:
                stream = step(stream)
        stream.close()
