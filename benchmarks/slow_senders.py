"""Do readers notice connections that send a byte every two seconds?

    python -m benchmarks.slow_senders [seconds]

A half of them sends a body that says its length, a quarter one in chunks, a quarter only heads.
Whoever is cut off begins anew. Meanwhile one reader a second asks for a page and one searches for
something new; good is an answer within a second. Behind bare gunicorn and behind Caddy as
docs/betrieb.md has it.
"""

import http.client
import os
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from tests.servers.caddy import Caddy
from tests.servers.process import ProgramMissing
from tests.servers.site import Site, prepared

POST = b"POST /fehleranalyse/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
BEGINNINGS = (
    POST + b"Content-Length: 9000\r\n\r\n",
    POST + b"Content-Length: 9000\r\n\r\n",
    POST + b"Transfer-Encoding: chunked\r\n\r\n9000\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
)
GOOD_SECONDS, PATIENCE, BETWEEN_BYTES = 1.0, 5.0, 2.0
AIMS = {"page": 1.0, "search": 0.95}


class SlowSenders:
    """So many connections, fed by one thread."""

    def __init__(self, port: int, number: int) -> None:
        self._port, self._number = port, number
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> "SlowSenders":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        senders = [self._begun(number) for number in range(self._number)]
        while not self._stopped.wait(BETWEEN_BYTES):
            for number, sender in enumerate(senders):
                try:
                    sender.sendall(b"x")
                except OSError:
                    sender.close()
                    senders[number] = self._begun(number)
        for sender in senders:
            sender.close()

    def _begun(self, number: int) -> socket.socket:
        sender = socket.create_connection(("127.0.0.1", self._port), timeout=5)
        sender.sendall(BEGINNINGS[number % len(BEGINNINGS)])
        return sender


def measured(port: int, number: int, seconds: int) -> dict[str, Counter[bool]]:
    """How many answers came in time, of each kind."""
    found: dict[str, Counter[bool]] = {kind: Counter() for kind in AIMS}
    with SlowSenders(port, number):
        time.sleep(3)
        for second in range(seconds):
            started = time.monotonic()
            found["page"][is_good(port, "/")] += 1
            found["search"][is_good(port, f"/suche/?q=Postfach+{number}+{second}")] += 1
            time.sleep(max(0.0, 1 - (time.monotonic() - started)))
    return found


def is_good(port: int, path: str) -> bool:
    started = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path, headers={"Host": f"127.0.0.1:{port}"})
        is_there = connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        is_there = False
    finally:
        connection.close()
    return is_there and time.monotonic() - started < GOOD_SECONDS


def main() -> None:
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    with tempfile.TemporaryDirectory(prefix="slow-") as folder, ExitStack() as stack:
        environment = {"RATE_LIMITS": "0", "TRUSTED_PROXIES": "127.0.0.1"}
        site = stack.enter_context(Site(prepared(Path(folder)), environment=environment))
        fronts = {"gunicorn": site.port}
        try:
            fronts["Caddy"] = stack.enter_context(Caddy(site.port)).port
        except ProgramMissing as error:
            print(f"{error} It is left out.")
        print(f"good within {GOOD_SECONDS:.0f} s, load {os.getloadavg()[0]:.1f}")
        for name, port in fronts.items():
            for number in (0, 20, 100):
                for kind, answers in measured(port, number, seconds).items():
                    share = answers[True] / answers.total()
                    verdict = "as promised" if share >= AIMS[kind] else "BROKEN"
                    print(f"{name:9} {number:4} slow   {kind:7} {answers[True]:3} of "
                          f"{answers.total():3}   {verdict}", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
