"""SQLite under writers, a long write lock and kill -9, on the served site.

    python -m benchmarks.sqlite [seconds] [kills]

Three writers that read and write in one transaction beside eight readers who search, for 60
seconds; a write lock held for half of that; a writer killed 50 times. Prints the promises with what
was measured; exit code 1 when one is broken. On a shared machine read ratios, not milliseconds.
"""

import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from tests.outages.conftest import Readers, readers_at
from tests.servers.site import ROOT, Site, prepared, site_environment

WRITERS, READERS = 3, 8
TITLE = "SELECT title FROM faq_entry WHERE key = 'pop3-imap'"

Row = tuple[str, object, str, bool]


def main() -> int:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    with tempfile.TemporaryDirectory(prefix="sqlite-") as name:
        folder = prepared(Path(name))
        with Site(folder, environment={"RATE_LIMITS": "0"}) as site:
            rows = [*with_writers(site, seconds), *with_write_lock(site, seconds / 2)]
        rows += with_kills(folder, kills)
    for name, found, promise, is_kept in rows:
        print(f"{name:46} {found!s:>12}   {promise:10} {'kept' if is_kept else 'BROKEN'}")
    return 0 if all(row[3] for row in rows) else 1


def with_writers(site: Site, seconds: float) -> Iterator[Row]:
    processes = [started(site.folder, "write") for _ in range(WRITERS)]
    for process in processes:
        line(process)
    with readers_at(site, READERS, new_searches, pause=0) as readers:
        time.sleep(seconds)
    results = [process.communicate("\n")[0].split() for process in processes]
    saved, refused = (sum(int(result[column]) for result in results) for column in (0, 1))
    yield f"{WRITERS} writers, {seconds:.0f} s: saved", saved, "> 0", saved > 0
    yield "  “database is locked”", refused, "0", refused == 0
    yield from read(readers)


def with_write_lock(site: Site, seconds: float) -> Iterator[Row]:
    holder = sqlite3.connect(site.folder / "db.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with readers_at(site, READERS, new_searches, pause=0) as readers:
        time.sleep(seconds)
    holder.execute("ROLLBACK")
    holder.close()
    yield f"write lock, {seconds:.0f} s", "", "", True
    yield from read(readers)


def read(readers: Readers) -> Iterator[Row]:
    answers = len(readers.statuses)
    yield f"  {READERS} readers: answers", answers, "> 0", answers > 0
    yield "  readers refused", readers.failed, "0", readers.failed == 0
    yield "  p99 of a search", f"{1000 * readers.p99:.0f} ms", "", True


def with_kills(folder: Path, kills: int) -> Iterator[Row]:
    """Kill a writer at random moments; each save it acknowledged must be there."""
    choose, lost = random.Random(1), 0
    for _ in range(kills):
        process = started(folder, "save")
        line(process)
        time.sleep(choose.random() / 4)
        process.send_signal(signal.SIGKILL)
        acknowledged = int((process.communicate()[0].splitlines() or ["0"])[-1])
        lost += int(value(folder, TITLE).removeprefix("Fassung ")) < acknowledged
    sound = value(folder, "PRAGMA integrity_check")
    yield f"{kills} × kill -9: acknowledged saves lost", lost, "0", lost == 0
    yield "  integrity", sound, "ok", sound == "ok"


def new_searches(reader: int) -> Iterator[str]:
    """Searches that nobody has made before: the database answers each."""
    return (f"/suche/?q=postfach+{reader}+{number}+{time.time()}" for number in count(1))


def started(folder: Path, task: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.outages.crash", task],
        cwd=ROOT,
        env=site_environment(folder, 8000),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def value(folder: Path, query: str) -> str:
    database = sqlite3.connect(folder / "db.sqlite3")
    try:
        return str(database.execute(query).fetchone()[0])
    finally:
        database.close()


if __name__ == "__main__":
    sys.exit(main())
