"""A relay before a TCP server that can go silent: what is open then hears nothing any more.

Frozen connections stay open and acknowledged, as behind a load balancer that lost its memory; new
ones work. Standard library only.
"""

import contextlib
import socket
import threading
from typing import Self


class Relay:
    """Passes connections on to `port` of loopback, as a context manager; `port` is its own."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._open: list[tuple[socket.socket, threading.Event]] = []

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        for stream in (self._listener, *(stream for stream, _ in self._open)):
            with contextlib.suppress(OSError):
                stream.shutdown(socket.SHUT_RDWR)
            stream.close()

    def freeze(self) -> int:
        """Swallow from now on what the open connections send, either way; how many they are."""
        frozen = {is_frozen for _, is_frozen in self._open if not is_frozen.is_set()}
        for is_frozen in frozen:
            is_frozen.set()
        return len(frozen)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                return
            is_frozen = threading.Event()
            for source, target in ((client, server), (server, client)):
                self._open.append((source, is_frozen))
                words = (source, target, is_frozen)
                threading.Thread(target=_pass_on, args=words, daemon=True).start()


def _pass_on(source: socket.socket, target: socket.socket, is_frozen: threading.Event) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            if not is_frozen.is_set():
                target.sendall(data)
        if not is_frozen.is_set():
            target.shutdown(socket.SHUT_WR)
