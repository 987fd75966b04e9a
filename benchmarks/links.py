#!/usr/bin/env python3
"""10,000 random changes by editors: does every address ever handed out lead to the right text?

Promise: none is dead, each is at most one hop away, p99 under 20 ms, pages grow by less than 5 %.
Writes, edits, renames there and back, moves, emptied categories, mergers, withdrawals and replaced
codes; asked of the application in this process. Fewer changes than that with a number behind the
command; 10,000 take an hour.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

CHANGES = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
SAMPLE = 5_000
SEED = 1


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "mmfaq.settings",
            "DATA_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "STATIC_HASHES": "0",
            "RATE_LIMITS": "0",
        }
        Path(folder, "static").mkdir()
        import django

        django.setup()
        measure()


def measure() -> None:
    import logging
    import random

    from django.core.management import call_command
    from django.test import Client

    from tests.services.editors import Editors, dead, followed

    logging.disable(logging.CRITICAL)
    call_command("migrate", verbosity=0)
    client = Client(SERVER_NAME="127.0.0.1")
    started = time.perf_counter()
    editors = Editors(SEED)
    for _ in range(CHANGES):
        editors.step()
    print(f"{CHANGES:,} changes in {time.perf_counter() - started:.0f} s")
    lost = list(dead(client, editors))
    print(f"{len(editors.issued):,} addresses handed out, {len(lost)} not led to the right text")
    size = min(SAMPLE, len(editors.issued))
    chosen = random.Random(SEED).sample(sorted(editors.issued), size)
    answers = [timed(followed, client, address) for address in chosen]
    for kind, seconds in zip(("wall", "CPU"), zip(*answers, strict=True), strict=True):
        milliseconds = sorted(1000 * second for second in seconds)
        p50, p99 = milliseconds[size // 2], milliseconds[size * 99 // 100]
        print(f"answer, {kind}: p50 {p50:.1f} ms, p99 {p99:.1f} ms (promise: 20 ms)")
    print(f"largest growth of a page by its memory: {growth(client):.1%} (promise: 5 %)")


def timed(follow: Callable[..., object], client: object, address: str) -> tuple[float, float]:
    """Seconds on the clock and of CPU; the second is steadier on a busy machine."""
    started, cpu = time.perf_counter(), time.process_time()
    follow(client, address)
    return time.perf_counter() - started, time.process_time() - cpu


def growth(client: object) -> float:
    """How much larger pages of entries and categories are with former names than without."""
    from faq.models import Category, Entry, EntryAlias

    pages = [row.get_absolute_url() for row in Entry.objects.published()]
    pages += [row.get_absolute_url() for row in Category.objects.with_published_entries(limit=1)]
    with_memory = [len(client.get(page).content) for page in pages]  # type: ignore[attr-defined]
    EntryAlias.objects.all().delete()
    without = [len(client.get(page).content) for page in pages]  # type: ignore[attr-defined]
    return max(full / bare - 1 for full, bare in zip(with_memory, without, strict=True))


if __name__ == "__main__":
    main()
