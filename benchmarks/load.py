"""Load for the benchmarks: wrk on its own core, and what a request costs the server in CPU time."""

import os
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Measured:
    """Answers per second and milliseconds of CPU (user and system, all processes) per answer."""

    per_second: float
    cpu_ms: float
    failed: int


def require_wrk() -> str:
    """The path of wrk; leaves the program with a sentence where it is missing."""
    found = shutil.which("wrk")
    if found is None:
        sys.exit("This benchmark needs wrk (apt install wrk).")
    return found


def family(pid: int) -> list[int]:
    """A process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(member for child in children for member in family(int(child)))]


def cpu_seconds(pids: Sequence[int]) -> float:
    total = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def run_on_core(pid: int, core: int) -> None:
    """Keep a server's processes, threads included, on one core."""
    for member in family(pid):
        for task in Path(f"/proc/{member}/task").iterdir():
            os.sched_setaffinity(int(task.name), {core})


def load(url: str, pid: int, *, seconds: float = 2, headers: dict[str, str] | None = None,
         script: Path | None = None) -> Measured:  # fmt: skip
    """Ask one address over eight kept connections, the client on the last core."""
    words = ["taskset", "-c", str(os.cpu_count() - 1 if os.cpu_count() else 0), require_wrk()]
    words += ["-t1", "-c8", f"-d{seconds}s"]
    words += [
        word for name, value in (headers or {}).items() for word in ("-H", f"{name}: {value}")
    ]
    words += ["-s", str(script)] if script else []
    pids = family(pid)
    before = cpu_seconds(pids)
    text = subprocess.run([*words, url], capture_output=True, text=True, check=True).stdout
    spent = cpu_seconds(pids) - before
    answers = int(re.search(r"(\d+) requests in", text)[1])  # type: ignore[index]
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1])  # type: ignore[index]
    return Measured(rate, 1000 * spent / max(answers, 1), int(failed[1]) if failed else 0)


def median_of_rounds(
    candidates: dict[str, Callable[[], Measured]], rounds: int = 3
) -> dict[str, Measured]:
    """Measure all candidates in turn, several times, so that noise hits all alike."""
    found: dict[str, list[Measured]] = {name: [] for name in candidates}
    for _ in range(rounds):
        for name, measure in candidates.items():
            found[name].append(measure())
    return {
        name: Measured(
            statistics.median(one.per_second for one in runs),
            statistics.median(one.cpu_ms for one in runs),
            sum(one.failed for one in runs),
        )
        for name, runs in found.items()
    }
