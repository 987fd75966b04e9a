"""Say what returned messages mean, from files."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from faq.services.bounce.facts import analysed_facts


class Command(BaseCommand):
    help = "Analyses returned messages (.eml) or pasted text (.txt); stores nothing."
    requires_system_checks = []  # the analysis needs neither database nor templates

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="one JSON object per file and line")

    def handle(self, *args: Any, **options: Any) -> None:
        for path in options["files"]:
            found = analysed_facts(path.read_bytes())
            if options["json"]:
                self.stdout.write(json.dumps({"file": str(path), **found}, ensure_ascii=False))
            else:
                codes = ", ".join(
                    " ".join(filter(None, (c["reply"], c["status"]))) for c in found["codes"]
                )
                self.stdout.write(
                    f"{path}: {found['outcome']}, {found['fault']}, {codes or 'no code'}"
                )
