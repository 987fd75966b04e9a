"""Everything goes wrong, in an order drawn with a fixed seed, while readers read.

    python -m benchmarks.chaos [seconds] [seed]

Starts PostgreSQL, Redis and the site on loopback, draws an event every few seconds, and prints the
promises with what was measured. Exit code 1 when a promise is broken. 60 seconds by default; for
99.9 % of a long run give 1800. Only processes started here are touched.
"""

import http.client
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers.postgresql import PostgreSQL, ProgramMissing, free_port
from tests.servers.site import Site, prepared

SEEN = ("/", "/mailverwaltung/", "/faq/pop3-imap/", "/fehlercodes/", "/fehlercode/550/")
READERS = 4
SECONDS_BETWEEN_EVENTS = 6
RETITLE = """
from faq.models import Entry
entry = Entry.objects.get(key="pop3-imap")
entry.search_words = "{words}"
entry.save()
"""


@dataclass
class Record:
    """What the readers saw; `wrong` are pages with another page's content."""

    seconds: list[float] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    happened: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, seconds: float, outcome: str) -> None:
        with self.lock:
            self.seconds.append(seconds)
            self.outcomes[outcome] += 1

    def percentile(self, share: float) -> float:
        return sorted(self.seconds)[int(len(self.seconds) * share)]


@dataclass
class World:
    """The servers, and how each event is done and undone."""

    site: Site
    database: PostgreSQL
    counters: subprocess.Popen[bytes] | None
    number: int = 0

    def stop_database(self) -> Callable[[], None]:
        self.database.stop()
        return self.database.start

    def hang_database(self) -> Callable[[], None]:
        self.database.pause()
        return self.database.resume

    def hang_counters(self) -> Callable[[], None]:
        if self.counters is None:
            return nothing
        pid = self.counters.pid
        os.kill(pid, signal.SIGSTOP)
        return lambda: os.kill(pid, signal.SIGCONT)

    def kill_worker(self) -> Callable[[], None]:
        os.kill(random.choice(self.site.workers), signal.SIGKILL)
        return nothing

    def reload(self) -> Callable[[], None]:
        os.kill(self.site.pid, signal.SIGHUP)
        return nothing

    def save(self) -> Callable[[], None]:
        self.number += 1
        words = f"chaos {self.number}"
        subprocess.run(
            [sys.executable, "manage.py", "shell", "--command", RETITLE.format(words=words)],
            env=self.site.environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return nothing

    def lose_copies(self) -> Callable[[], None]:
        shutil.rmtree(self.site.folder / "pages", ignore_errors=True)
        return nothing


EVENTS = (
    World.stop_database, World.hang_database, World.hang_counters, World.kill_worker,
    World.reload, World.save, World.lose_copies,
)  # fmt: skip


def nothing() -> None:
    """Some events undo themselves."""


def main() -> int:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with ExitStack() as stack:
        try:
            world = start(stack)
        except ProgramMissing as error:
            print(f"{error} Without PostgreSQL there is little that can go wrong.")
            return 0
        record = Record()
        over = threading.Event()
        threads = [
            threading.Thread(target=read, args=(world.site, record, over, number))
            for number in range(READERS)
        ]
        for path in SEEN:
            ask(world.site.port, path)
        for thread in threads:
            thread.start()
        unseen = happen(world, record, seconds, random.Random(seed))
        over.set()
        for thread in threads:
            thread.join()
        recovered = ask(world.site.port, "/bereit/")[0] == 200
        return report(record, unseen, recovered=recovered, seconds=seconds, seed=seed)


def start(stack: ExitStack) -> World:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chaos-")))
    database = stack.enter_context(PostgreSQL())
    environment = {"DATABASE_URL": database.url}
    counters = None
    redis = shutil.which("redis-server")
    if redis:
        port = free_port()
        environment["CACHE_URL"] = f"redis://127.0.0.1:{port}/0"
        words = [redis, "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
        counters = subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL)
        stack.callback(end, counters)
    prepared(folder / "data", environment)
    site = stack.enter_context(Site(folder / "data", environment=environment))
    return World(site, database, counters)


def end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGCONT)
    process.terminate()
    process.wait()


def happen(world: World, record: Record, seconds: float, dice: random.Random) -> list[float]:
    """Draw events until the time is up; return how long unseen pages took to say 503."""
    unseen: list[float] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        event = dice.choice(EVENTS)
        record.happened.append(event.__name__)
        undo = event(world)
        time.sleep(SECONDS_BETWEEN_EVENTS)
        if event in (World.stop_database, World.hang_database):
            began = time.monotonic()
            status = ask(world.site.port, f"/suche/?q={dice.random()}")[0]
            if status == 503:
                unseen.append(time.monotonic() - began)
        undo()
        time.sleep(1.5)
    return unseen


def read(site: Site, record: Record, over: threading.Event, number: int) -> None:
    while not over.is_set():
        path = SEEN[number % len(SEEN)]
        number += 1
        began = time.monotonic()
        status, text = ask(site.port, path)
        if status == 0:  # as a proxy does: asked once more elsewhere
            status, text = ask(site.port, path)
        taken = time.monotonic() - began
        if status != 200:
            record.note(taken, f"status {status}")
        elif f'{path}"' not in text or "</html>" not in text:
            record.note(taken, "wrong page")
        else:
            record.note(taken, "good")
        time.sleep(0.01)


def ask(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    except (OSError, http.client.HTTPException):
        return 0, ""
    finally:
        connection.close()


def report(
    record: Record, unseen: list[float], *, recovered: bool, seconds: float, seed: int
) -> int:
    answers = record.outcomes.total()
    good = record.outcomes["good"] / answers
    rows = [
        ("good answers", f"{100 * good:.3f} %", "≥ 99.9 %", good >= 0.999),
        ("wrong pages", record.outcomes["wrong page"], "0", not record.outcomes["wrong page"]),
        ("p99 of pages seen before", f"{1000 * record.percentile(0.99):.0f} ms", "< 300 ms",
         record.percentile(0.99) < 0.3),
        ("slowest 503 of an unseen page", f"{1000 * max(unseen, default=0):.0f} ms", "< 100 ms",
         max(unseen, default=0) < 0.1),
        ("ready again at the end", recovered, "True", recovered),
    ]  # fmt: skip
    print(f"{seconds:.0f} s, seed {seed}: {answers} answers, {dict(record.outcomes)}")
    print(f"events: {', '.join(record.happened)}\n")
    for name, found, promise, is_kept in rows:
        print(f"{name:32} {found!s:>12}   {promise:10} {'kept' if is_kept else 'BROKEN'}")
    return 0 if all(row[3] for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
