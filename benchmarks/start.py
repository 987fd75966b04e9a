"""How long a start takes and what a worker needs: `dev.py run` in a fresh copy, and once more.

    python -m benchmarks.start

The first start includes the set-up from the package cache of this machine.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from benchmarks.load import family
from tests.servers.process import free_port
from tests.servers.site import ROOT, Site

AIMS = {"first start, s": 90, "start when set up, s": 3, "server alone, s": 1.5, "worker, MB": 120}


def main() -> None:
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="start-") as folder:
        copy = Path(folder) / "copy"
        subprocess.run(["git", "clone", "-q", ROOT, copy], check=True)
        found["first start, s"], memory = started(copy)
        found["start when set up, s"], memory = started(copy)
        found["worker, MB"] = memory
        found["server alone, s"] = server_alone(copy / "var")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    for name, aim in AIMS.items():
        print(f"{name:22} {found[name]:8.2f}   aim ≤ {aim}")


def started(copy: Path) -> tuple[float, float]:
    """Seconds until the first answered page, and megabytes of the largest worker (PSS)."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    began = time.monotonic()
    words = [shutil.which("python3") or sys.executable, "dev.py", "run", "--port", str(port)]
    process = subprocess.Popen(words, cwd=copy, env=environment, stdout=subprocess.DEVNULL)
    try:
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=300) as answer:
                    answer.read()
                break
            except urllib.error.URLError:
                time.sleep(0.02)
        seconds = time.monotonic() - began
        return seconds, max(map(megabytes, family(process.pid)[1:]))
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def server_alone(data: Path) -> float:
    """Seconds from the server's start to its first answer, with content and static files there."""
    began = time.monotonic()
    with Site(data):
        return time.monotonic() - began


def megabytes(pid: int, kind: str = "Pss") -> float:
    """The proportional share of memory (PSS) of one process; `Pss_File` is what files lend it."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith(f"{kind}:"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main()
