"""What the crash tests start and kill: `python -m tests.outages.crash seed|import|save|write`.

With a number behind it, it kills itself: after that many statements that write, before they are
committed.
"""

import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from itertools import count
from typing import Any

import django

IMPORTED = 300  # entries
# SQLite asks for the lock every tenth of a second: who leaves it for less leaves it to chance.
PAUSE = 0.05


def die_after(writes: int) -> None:
    from django.db import connection

    numbers = count(1)

    def note(execute: Callable[..., Any], sql: str, *words: Any) -> Any:
        done = execute(sql, *words)
        is_pending = connection.in_atomic_block and sql.startswith(("INSERT", "UPDATE", "DELETE"))
        if is_pending and next(numbers) == writes:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    connection.execute_wrappers.append(note)


def seed() -> None:
    from django.core.management import call_command

    call_command("seed", verbosity=0)


def import_many() -> None:
    """Import a file of entries, each with a text."""
    from django.core.management import call_command

    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        for number in range(IMPORTED):
            row = {"id": f"import-{number}", "source": "altes-system", "title": f"Frage {number}?"}
            file.write(json.dumps(row | {"text": "Löschen Sie alte Nachrichten. " * 20}) + "\n")
        file.flush()
        call_command("import_entries", file.name, verbosity=0)


def save() -> None:
    """Save one entry again and again, and say each number once its save is acknowledged."""
    from faq.models import Entry

    entry = Entry.objects.get(key="pop3-imap")
    for number in range(1_000_000):
        entry.title = f"Fassung {number}"
        entry.save()
        print(number, flush=True)


def write() -> None:
    """Read and write in one transaction until the end of input; say how many saves were refused."""
    import select

    from django.db import OperationalError, transaction

    from faq.models import Entry
    from faq.search import preload

    preload()  # as the server does: the lock is not held while a dictionary is read
    saved = refused = 0
    print("ready", flush=True)
    while not saved + refused or not select.select([sys.stdin], [], [], PAUSE)[0]:
        try:
            with transaction.atomic():
                entry = Entry.objects.get(key="pop3-imap")
                entry.search_words = f"Wort {saved}"
                entry.save()
            saved += 1
        except OperationalError:
            refused += 1
    print(saved, refused, flush=True)


if __name__ == "__main__":
    django.setup()
    for number in sys.argv[2:]:
        die_after(int(number))
    {"seed": seed, "import": import_many, "save": save, "write": write}[sys.argv[1]]()
