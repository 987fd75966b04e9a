#!/usr/bin/env python3
"""10,000 random changes by editors: does every address ever handed out lead to the right text?

Promise: none is dead, each is at most one hop away, p99 under 20 ms, pages grow by less than 5 %.
Writes, edits, renames there and back, moves, emptied categories, mergers, withdrawals and replaced
codes; then each address is asked of the site as it is served: page cache first, its pages not
yet made. Page, API, desk, link check and fixtures must say the same of each. Fewer changes than
that with a number behind the command.
"""

import gc
import os
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpResponse

sys.path.insert(0, str(Path(__file__).parent.parent))

CHANGES = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
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

    from django.core.management import call_command
    from django.http import HttpResponse
    from django.test import Client
    from django.test.utils import setup_test_environment

    from mmfaq.wsgi import page_cache
    from tests.services.callers import disagreements, exported_memory
    from tests.services.editors import Editors, dead, followed

    logging.disable(logging.CRITICAL)
    setup_test_environment()  # `callers` reads what a template was given
    call_command("migrate", verbosity=0)
    started = time.perf_counter()
    editors = Editors(SEED)
    for _ in range(CHANGES):
        editors.step()
    print(f"{CHANGES:,} changes in {time.perf_counter() - started:.0f} s", flush=True)

    def disagreed() -> list[str]:
        """Ask every caller of the resolver for every address."""
        with tempfile.TemporaryDirectory() as folder:
            memory = exported_memory(Path(folder))
        client = Client(SERVER_NAME="127.0.0.1")
        return list(disagreements(client, memory, sorted(editors.issued)))

    page_cache.warm([])
    gc.collect()
    gc.freeze()  # as mmfaq.server does
    seconds: dict[str, list[float]] = {"asked for the first time": [], "better of two": []}

    def timed(address: str) -> HttpResponse:
        """Ask twice, so that a moment in which the machine did something else can be told apart."""
        first, answer = spent(address)
        second, _ = spent(address)
        seconds["asked for the first time"].append(first)
        seconds["better of two"].append(min(first, second))
        return answer

    def spent(address: str) -> tuple[float, HttpResponse]:
        started = time.perf_counter()
        answer = followed(asked, address)
        return 1000 * (time.perf_counter() - started), answer

    lost = list(dead(timed, editors))
    print(f"{len(editors.issued):,} addresses handed out, {len(lost)} not led to the right text")
    print(
        f"{len(disagreed())} addresses of which page, API, desk and fixtures disagree", flush=True
    )
    for kind, found in seconds.items():
        found.sort()
        p50, p99 = found[len(found) // 2], found[len(found) * 99 // 100]
        print(f"answer, {kind}: p50 {p50:.1f} ms, p99 {p99:.1f} ms (promise: 20 ms)")
    print(f"largest growth of a page by its memory: {growth():.1%} (promise: 5 %)")


def asked(path: str) -> "HttpResponse":
    """The site's answer at a path, as a reader without compression gets it."""
    from django.http import HttpResponse

    from faq.web.pagecache.layer import captured
    from mmfaq.wsgi import application

    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
    }
    status, headers, body = captured(application, environ)
    return HttpResponse(body, status=int(status[:3]), headers=dict(headers))


def growth() -> float:
    """How much larger pages of entries and categories are with former names than without."""
    from django.test import Client

    from faq.models import Category, Entry, EntryAlias

    client = Client(SERVER_NAME="127.0.0.1")
    pages = [row.get_absolute_url() for row in Entry.objects.published()]
    pages += [row.get_absolute_url() for row in Category.objects.with_published_entries(limit=1)]
    with_memory = [len(client.get(page).content) for page in pages]
    EntryAlias.objects.all().delete()
    without = [len(client.get(page).content) for page in pages]
    return max(full / bare - 1 for full, bare in zip(with_memory, without, strict=True))


if __name__ == "__main__":
    main()
