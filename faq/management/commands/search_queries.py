"""Answer a file of queries as the search page does: for measuring and comparing."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from faq.search import search
from faq.services.content.json_lines import FaultyLine, read_json_lines

MOST_KEYS = 10


class Command(BaseCommand):
    help = "Prints for each query of a JSON-lines file the keys that the search page shows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("queries", type=Path, help='lines such as {"qid": "1", "query": "550"}')
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rows = list(read_json_lines(options["queries"], ("qid", "query")))
        except FaultyLine as error:
            raise CommandError(str(error)) from None
        for row in rows:
            results = search(row["query"])
            ranked = [hit.key for hit in results.hits[:MOST_KEYS]]
            nearest = [hit.key for hit in results.nearest]
            if options["json"]:
                line = {"qid": row["qid"], "ranked": ranked, "suggested": nearest}
                self.stdout.write(json.dumps(line | {"sure": results.is_sure}))
            else:
                keys = ", ".join(ranked or nearest) or "nothing found"
                self.stdout.write(f"{row['query']}: {'' if ranked else '? '}{keys}")
