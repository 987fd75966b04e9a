"""Say what pasted texts are and mean, from a file of them: exactly what the page shows."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from faq.services.bounce.explained import explain
from faq.services.bounce.reports import explained_facts


class Command(BaseCommand):
    help = "Explains pasted texts; reads JSON lines with id and text, stores nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.jsonl")
        parser.add_argument("--json", action="store_true", help="one JSON object per text and line")

    def handle(self, *args: Any, **options: Any) -> None:
        for line in options["file"].read_text(encoding="utf-8").splitlines():
            if not line.strip():
                continue
            case = json.loads(line)
            facts = explained_facts(explain(case["text"]))
            if options["json"]:
                self.stdout.write(json.dumps({"id": case["id"], **facts}, ensure_ascii=False))
            else:
                sure = "sure" if facts["sure"] else "unsure"
                self.stdout.write(f"{case['id']}: {facts['kind']}, {facts['party']}, {sure}")
