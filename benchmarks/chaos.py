"""Everything goes wrong, in an order drawn with a fixed seed, while readers read and staff save.

    python -m benchmarks.chaos [seconds] [seed]

Starts PostgreSQL, Valkey or Redis and the site on loopback, draws an event every few seconds (each
kind once before any comes again), and prints the promises with what was measured. Exit code 1 when
a promise is broken. 60 seconds by default; for 99.9 % of a long run give 1800. Only processes
started here are touched.
"""

import http.client
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from resource import RLIM_INFINITY, RLIMIT_FSIZE, prlimit

from tests.servers.postgresql import PostgreSQL
from tests.servers.process import ProgramMissing
from tests.servers.redis import Redis
from tests.servers.site import Site, prepared
from tests.servers.staff import Staff

SEEN = ("/", "/mailverwaltung/", "/faq/pop3-imap/", "/fehlercodes/", "/fehlercode/550/")
SAVED = "/faq/pop3-imap/"
READERS = 4
SECONDS_OF_AN_EVENT = 4.0  # longer than the site needs to call its database hung
SECONDS_BETWEEN_EVENTS = 1.5
# What a release may do to the tables while the one before still serves: it adds.
MIGRATE = """
from django.db import connection
connection.cursor().execute(
    "ALTER TABLE faq_entry ADD COLUMN chaos_{number} integer NOT NULL DEFAULT 0"
)
"""


@dataclass
class Record:
    """What readers and staff saw; `wrong page` is a page with another page's content."""

    seconds: list[float] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    happened: list[str] = field(default_factory=list)
    unseen: list[float] = field(default_factory=list)  # seconds until an unseen page said 503
    visible: list[float] = field(default_factory=list)  # seconds until a save was on the page
    saves: int = 0  # acknowledged
    lost: int = 0
    backups: int = 0  # each verified by the command
    recovered: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, seconds: float, outcome: str) -> None:
        with self.lock:
            self.seconds.append(seconds)
            self.outcomes[outcome] += 1

    def percentile(self, share: float) -> float:
        return sorted(self.seconds)[int(len(self.seconds) * share)]

    @property
    def good(self) -> float:
        """The share of good answers."""
        return self.outcomes["good"] / self.outcomes.total()


@dataclass
class World:
    """The servers, and how each event is done and undone."""

    site: Site
    database: PostgreSQL
    counters: Redis
    staff: Staff
    page: str  # where staff change the entry
    record: Record
    dice: random.Random
    number: int = 0

    def stop_database(self) -> Callable[[], None]:
        self.database.stop()
        return self.database.start

    def hang_database(self) -> Callable[[], None]:
        self.database.pause()
        return self.database.resume

    def stop_counters(self) -> Callable[[], None]:
        self.counters.stop()
        return self.counters.start

    def hang_counters(self) -> Callable[[], None]:
        self.counters.pause()
        return self.counters.resume

    def kill_worker(self) -> Callable[[], None]:
        os.kill(self.dice.choice(self.site.workers), signal.SIGKILL)
        return nothing

    def reload(self) -> Callable[[], None]:
        os.kill(self.site.pid, signal.SIGHUP)
        return nothing

    def fill_disk(self) -> Callable[[], None]:
        """No process of the site can write to a file: what a full disk does, without root."""
        processes = [self.site.pid, *self.site.workers]
        for pid in processes:
            prlimit(pid, RLIMIT_FSIZE, (0, RLIM_INFINITY))
        return lambda: free_disk(processes)

    def migrate(self) -> Callable[[], None]:
        self.number += 1
        self.site.manage("shell", "--command", MIGRATE.format(number=self.number))
        return nothing

    def back_up(self) -> Callable[[], None]:
        self.site.manage("backup", str(self.site.folder / "chaos.tar"))
        self.record.backups += 1
        return nothing

    def save(self) -> Callable[[], None]:
        """Staff change an entry; once acknowledged, every reader sees it."""
        self.number += 1
        title = f"Fassung {self.number}?"
        if self.staff.change(self.site, self.page, title=title).status != 302:
            return nothing
        self.record.saves += 1
        began = time.monotonic()
        while title not in ask(self.site.port, SAVED)[1]:
            if time.monotonic() - began > 10:
                self.record.lost += 1
                return nothing
            time.sleep(0.02)
        self.record.visible.append(time.monotonic() - began)
        return nothing

    def lose_copies(self) -> Callable[[], None]:
        shutil.rmtree(self.site.folder / "pages", ignore_errors=True)
        return nothing


EVENTS = (
    World.stop_database, World.hang_database, World.stop_counters, World.hang_counters,
    World.kill_worker, World.reload, World.fill_disk, World.migrate, World.back_up, World.save,
    World.lose_copies,
)  # fmt: skip
OUTAGES = (World.stop_database, World.hang_database)


def nothing() -> None:
    """Some events undo themselves."""


def free_disk(processes: list[int]) -> None:
    for pid in processes:
        if Path(f"/proc/{pid}").exists():
            prlimit(pid, RLIMIT_FSIZE, (RLIM_INFINITY, RLIM_INFINITY))


def main() -> int:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    try:
        record = chaos(seconds, seed)
    except ProgramMissing as error:
        print(f"{error} Without it there is little that can go wrong.")
        return 0
    return report(record, seconds, seed)


def chaos(seconds: float, seed: int, *, prepare: Callable[..., Path] = prepared) -> Record:
    """Let everything happen for so long; what readers and staff saw of it."""
    with ExitStack() as stack:
        world = start(stack, seed, prepare)
        over = threading.Event()
        threads = [
            threading.Thread(target=read, args=(world.site, world.record, over, number))
            for number in range(READERS)
        ]
        for path in SEEN:
            ask(world.site.port, path)
        for thread in threads:
            thread.start()
        try:
            happen(world, seconds)
        finally:
            over.set()
            for thread in threads:
                thread.join()
        world.save()
        world.record.recovered = ask(world.site.port, "/bereit/")[0] == 200
        return world.record


def start(stack: ExitStack, seed: int, prepare: Callable[..., Path]) -> World:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chaos-")))
    database = stack.enter_context(PostgreSQL())
    counters = stack.enter_context(Redis())
    environment = {
        "DATABASE_URL": database.url,
        "CACHE_URL": counters.url,
        "TRUSTED_PROXIES": "127.0.0.1",
        "LOG_LEVEL": "WARNING",
    }
    prepare(folder, environment)
    site = stack.enter_context(Site(folder, environment=environment))
    staff = Staff()
    staff.log_in(site, (folder / "first-password").read_text())
    page = staff.page_of(site, "pop3-imap")
    return World(site, database, counters, staff, page, Record(), random.Random(seed))


def happen(world: World, seconds: float) -> None:
    """Draw events until the time is up and each kind has come at least once."""
    until = time.monotonic() + seconds
    for event in drawn(world.dice):
        if time.monotonic() > until and len(world.record.happened) >= len(EVENTS):
            return
        world.record.happened.append(event.__name__)
        undo = event(world)
        try:
            time.sleep(SECONDS_OF_AN_EVENT)
            if event in OUTAGES:
                ask_for_an_unseen_page(world)
        finally:
            undo()
        time.sleep(SECONDS_BETWEEN_EVENTS)


def drawn(dice: random.Random) -> Iterator[Callable[[World], Callable[[], None]]]:
    """All events in one order after the other."""
    while True:
        yield from dice.sample(EVENTS, len(EVENTS))


def ask_for_an_unseen_page(world: World) -> None:
    began = time.monotonic()
    status, _ = ask(world.site.port, f"/suche/?q={world.dice.random()}")
    taken = time.monotonic() - began
    if status == 503:
        world.record.unseen.append(taken)
    else:
        world.record.note(taken, f"unseen page: {status}")


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


def report(record: Record, seconds: float, seed: int) -> int:
    good, p99 = record.good, record.percentile(0.99)
    wrong, unseen = record.outcomes["wrong page"], max(record.unseen, default=0)
    visible = max(record.visible, default=0)
    rows = [
        ("good answers", f"{100 * good:.3f} %", "≥ 99.9 %", good >= 0.999),
        ("wrong pages", wrong, "0", wrong == 0),
        ("p99 of pages seen before", f"{1000 * p99:.0f} ms", "< 300 ms", p99 < 0.3),
        ("slowest 503 of an unseen page", f"{1000 * unseen:.0f} ms", "< 100 ms", unseen < 0.1),
        (f"lost of {record.saves} acknowledged saves", record.lost, "0", record.lost == 0),
        ("slowest save to be seen", f"{1000 * visible:.0f} ms", "< 1000 ms", visible < 1),
        ("verified backups", record.backups, "≥ 1", record.backups >= 1),
        ("ready again at the end", record.recovered, "True", record.recovered),
    ]
    print(f"{seconds:.0f} s, seed {seed}: {record.outcomes.total()} answers, "
          f"{dict(record.outcomes)}")  # fmt: skip
    print(f"events: {', '.join(record.happened)}\n")
    for name, found, promise, is_kept in rows:
        print(f"{name:34} {found!s:>12}   {promise:10} {'kept' if is_kept else 'BROKEN'}")
    return 0 if all(row[3] for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
