"""What the crash tests start and kill: `python -m tests.outages.crash seed|import|save|write`."""

import json
import sys
import tempfile

import django

IMPORTED = 300  # entries


def seed() -> None:
    from django.core.management import call_command

    call_command("seed", verbosity=0)


def import_many() -> None:
    """Import a file of entries; each has a text, so that the import takes a second or two."""
    from django.core.management import call_command

    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        for number in range(IMPORTED):
            row = {"id": f"import-{number}", "source": "altes-system", "title": f"Frage {number}?"}
            file.write(json.dumps(row | {"text": "Löschen Sie alte Nachrichten. " * 20}) + "\n")
        file.flush()
        print("ready", flush=True)
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

    saved = refused = 0
    print("ready", flush=True)
    while not select.select([sys.stdin], [], [], 0.005)[0]:
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
    {"seed": seed, "import": import_many, "save": save, "write": write}[sys.argv[1]]()
