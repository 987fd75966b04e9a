#!/usr/bin/env python3
"""10,000 requests of junk: how the site answers, and how long the slowest take.

Promise: no answer of 500 or above, none over 0.5 s. The application is asked in this process.
"""

import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

REQUESTS = 10_000
LIMIT = 0.5


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

    from django.core.management import call_command
    from django.test import Client

    from tests.security.junk import junk

    logging.disable(logging.CRITICAL)
    call_command("migrate", verbosity=0)
    call_command("seed", verbosity=0)
    client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
    statuses: Counter[int] = Counter()
    seconds: list[tuple[float, str, str]] = []
    for request in junk(REQUESTS, staff=False):
        started = time.perf_counter()
        response = client.generic(
            request.method,
            request.path,
            request.body,
            content_type=request.content_type,
            QUERY_STRING=request.query,
            headers=request.headers,
        )
        taken = time.perf_counter() - started
        statuses[response.status_code] += 1
        seconds.append((taken, request.method, request.path[:60]))
    report(statuses, sorted(seconds, reverse=True))


def report(statuses: Counter[int], slowest: list[tuple[float, str, str]]) -> None:
    print(f"{'status':>8} {'answers':>8}")
    for status, count in sorted(statuses.items()):
        print(f"{status:>8} {count:>8}")
    failed = sum(count for status, count in statuses.items() if status >= 500)
    over = sum(taken > LIMIT for taken, _, _ in slowest)
    print(f"\n500 and above: {failed} (promise: 0); over {LIMIT} s: {over} (promise: 0)")
    print("slowest:")
    for taken, method, path in slowest[:5]:
        print(f"{taken:8.3f} s  {method} {path!r}")


if __name__ == "__main__":
    main()
