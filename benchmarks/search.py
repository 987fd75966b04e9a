"""Promises of the search: the right answer first, the same on both databases, and soon.

Quality is measured with the judged queries of ../shared/search, on SQLite and PostgreSQL: mean
reciprocal rank (over queries, and over answers), share with the right answer first, among the first
three, answered surely and then rightly, surely though nothing answers, surely and wrongly; and the
share of queries with the same first three answers on both databases. Speed
is CPU of the whole uncached page and of the suggestions, in process, for 30, 2,100 and 10,000
entries. Prints tables; exits 0. With --fit, the weights of the search are fitted anew.

    python -m benchmarks.search [quality] [speed] [--fit]
"""

import base64
import importlib.util
import json
import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.servers.postgresql import PostgreSQL, new_database
from tests.servers.process import ProgramMissing

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SHARED", ROOT.parent / "shared")) / "search"
JUDGED_SINCE = ROOT / "benchmarks" / "judged_since.json"
WEIGHTS = ROOT / "faq" / "search" / "weights.py"
QUERIES = {
    "real": "real2026.dev.jsonl", "domain": "domain.dev.jsonl",
    "corpus": "corpus_queries.dev.jsonl",
}  # fmt: skip
FIGURES = (
    "mrr", "macro", "first", "three", "empty", "sure", "sure_right", "none_sure", "sure_wrong",
)  # fmt: skip
PROMISED = {
    "real": {
        "mrr": ">= .87", "macro": ">= .88", "three": ">= .94", "empty": "0", "none_sure": "<= .15",
        "sure_wrong": "<= .06",
    },
    "domain": {"mrr": ">= .97"},
    "corpus": {"mrr": ">= .72"},
}  # fmt: skip
EVERYWHERE = "Allerorts"
"""A word that every entry has."""
SIZES = (30, 2_100, 10_000)


def main() -> None:
    """Measure what is named on the command line, or everything."""
    if len(sys.argv) > 2 and sys.argv[1] == "child":
        return child(sys.argv[2], sys.argv[3])
    if not SHARED.exists():
        print("Not measured: the judged queries and the corpus lie in ../shared/search, not here.")
        return None
    wanted = sys.argv[1:] or ["quality", "speed"]
    if "--fit" in wanted:
        return fit()
    with ExitStack() as stack, tempfile.TemporaryDirectory() as folder:
        databases: dict[str, Callable[[], str]] = {
            "sqlite": lambda: f"sqlite:///{tempfile.mkdtemp(dir=folder)}/db.sqlite3"
        }
        try:
            server = stack.enter_context(PostgreSQL())
            databases["postgresql"] = lambda: new_database(server.url)
        except ProgramMissing as missing:
            print(f"PostgreSQL is not measured: {missing}")
        if "quality" in wanted:
            quality(databases, folder)
        if "speed" in wanted:
            speed(databases, folder)
    return None


def quality(databases: dict[str, Callable[[], str]], folder: str) -> None:
    score = scorer()
    print(f"{'':<18}" + " ".join(f"{figure:>10}" for figure in FIGURES))
    for part in QUERIES:
        shown: dict[str, list[dict[str, Any]]] = {}
        for database, fresh in databases.items():
            measured = measure("quality", part, fresh(), folder)
            shown[database] = measured["shown"]
            table = score.table(
                score.score(list(judged_queries(part, measured["keys"])), shown[database])
            )
            figures = " ".join(f"{table[figure]:>10.3f}" for figure in FIGURES)
            print(f"{part:<7}{database:<11}{figures}")
        promised = PROMISED[part]
        print(f"{'promised':<18}" + " ".join(f"{promised.get(f, ''):>10}" for f in FIGURES))
        if len(shown) == 2:
            pairs = zip(*(map(first_three, rows) for rows in shown.values()), strict=True)
            same = [one == other for one, other in pairs]
            print(f"same first three on both: {sum(same) / len(same):.1%} (promised 99 %)\n")


def judged_queries(part: str, keys: list[str]) -> Iterator[dict[str, Any]]:
    """The judged queries, with what was found right among answers published since."""
    since = json.loads(JUDGED_SINCE.read_text(encoding="utf-8"))
    for row in lines(SHARED / QUERIES[part]):
        answers = [key for key in since.get(row["qid"], ()) if key in keys]
        relevant = row["relevant"] if row["kind"] != "none" else []
        kind = "answered since" if row["kind"] == "none" and answers else row["kind"]
        yield row | {"relevant": [*relevant, *answers], "kind": kind}


def first_three(row: dict[str, Any]) -> list[str]:
    return [*row["ranked"], *row["suggested"]][:3]


def fit() -> None:
    """Fit the weights of order and certainty to what is judged, and write them down."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mmfaq.settings")
    django.setup()
    from benchmarks import fit as fitting
    from benchmarks.examples import without_meaning

    with tempfile.TemporaryDirectory() as folder:
        examples = [
            example
            for part in ("domain", "corpus")
            for example in pickle.loads(
                base64.b64decode(measure("examples", part, f"sqlite:///{folder}/{part}.db", folder))
            )
        ]
    fits = {
        "WORDS": fitting.fitted([without_meaning(example) for example in examples]),
        "MEANING": fitting.fitted(examples),
    }
    WEIGHTS.write_text(fitting.written(fits), encoding="utf-8")
    print("\n".join(line for fit in fits.values() for line in ["", *fit.figures]))


def speed(databases: dict[str, Callable[[], str]], folder: str) -> None:
    print("\nentries  database    page p50/p95 ms  suggest p50/p95 ms  import s  memory MB")
    for size in SIZES:
        for database, fresh in databases.items():
            row = measure("speed", str(size), fresh(), folder)
            print(
                f"{size:>7}  {database:<10}  {row['search'][0]:>7.1f} {row['search'][1]:>7.1f}"
                f"    {row['suggest'][0]:>7.1f} {row['suggest'][1]:>7.1f}"
                f"      {row['import']:>7.1f}  {row['memory']:>8.1f}"
            )
    print("promised: whole page 8 ms of CPU at 2,100 and 9 ms at 10,000, suggestions 4 ms;")
    print("import of 10,000 entries 30 s; memory shared by the processes 40 MB more at 10,000")


def measure(what: str, part: str, url: str, folder: str) -> Any:
    """Run one measurement in a process of its own; what it prints as JSON."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DATA_DIR": folder,
        "STATIC_HASHES": "0",
        "RATE_LIMITS": "0",
    }
    command = [sys.executable, __file__, "child", what, part]
    output = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
    if output.returncode:
        sys.exit(output.stderr[-3000:])
    return json.loads(output.stdout.splitlines()[-1])


def child(what: str, part: str) -> None:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "mmfaq.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    measured = {"quality": child_quality, "speed": child_speed, "examples": child_examples}
    print(json.dumps(measured[what](part)))


def child_quality(part: str) -> dict[str, Any]:
    from faq.search import search
    from faq.search.index import load_index

    fill(part)
    return {
        "keys": [card.key for card in load_index().cards],
        "shown": [
            answer(row["qid"], search(row["query"])) for row in lines(SHARED / QUERIES[part])
        ],
    }


def answer(qid: str, results: Any) -> dict[str, Any]:
    """What the page shows for a query, as the scorer reads it."""
    return {
        "qid": qid,
        "ranked": [hit.key for hit in results.hits],
        "suggested": [hit.key for hit in results.nearest],
        "sure": results.is_sure,
    }


def fill(part: str) -> None:
    """Bring the site's own content into the empty database, or the corpus."""
    from django.core.management import call_command

    if part == "corpus":
        call_command("import_entries", str(SHARED / "corpus.jsonl"), verbosity=0)
    else:
        call_command("seed", verbosity=0)


def child_examples(part: str) -> str:
    from benchmarks import examples

    fill(part)
    if part == "corpus":
        found = list(examples.judged("corpus"))
    else:
        found = [
            *examples.judged("real"),
            *examples.judged("domain"),
            *examples.asked(),
            *examples.taught(),
        ]
    return base64.b64encode(pickle.dumps(found)).decode()


def child_speed(part: str) -> dict[str, Any]:
    from django.core.management import call_command
    from django.test import Client

    from faq.models import ContentVersion, content_version
    from faq.search import suggest

    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in entries(int(part)))
        file.flush()
        started = time.perf_counter()
        call_command("import_entries", file.name, verbosity=0)
        took = time.perf_counter() - started
    queries = [row["query"] for name in QUERIES.values() for row in lines(SHARED / name)]
    command = [sys.executable, "-c", MEMORY]
    memory = json.loads(subprocess.run(command, capture_output=True, text=True).stdout)
    client = Client(HTTP_HOST="localhost")
    with content_version(ContentVersion.current()):
        pages = percentiles(lambda query: client.get("/suche/", {"q": query}), queries)
        suggestions = percentiles(suggest, queries)
    return {
        "search": pages,
        "suggest": suggestions,
        "import": took,
        "memory": memory,
    }


# What a fresh process needs more after its first searches than before them.
MEMORY = """
import os, re
os.environ["DJANGO_SETTINGS_MODULE"] = "mmfaq.settings"
import django
django.setup()
import faq.search
from django.db import connection
connection.ensure_connection()
def resident():
    text = open("/proc/self/smaps_rollup").read()
    return int(re.search(r"Pss:\\s+(\\d+)", text)[1]) / 1024
before = resident()
for query in ("Postfach voll", "unzustelbar", "abwesenheitsno", "imap port"):
    faq.search.search(query)
print(resident() - before)
"""


def percentiles(call: Callable[[str], object], queries: list[str]) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds."""
    times = []
    for query in queries:
        started = time.process_time()
        call(query)
        times.append((time.process_time() - started) * 1000)
    times.sort()
    return times[len(times) // 2], times[int(len(times) * 0.95)]


def entries(size: int) -> Iterator[dict[str, str]]:
    """The corpus, again and again with other numbers until there are enough."""
    corpus = lines(SHARED / "corpus.jsonl")
    for number in range(size):
        row = corpus[number % len(corpus)]
        again = number // len(corpus)
        yield row | {
            "id": f"{row['id']}-{again}",
            "title": f"{row['title']} {again or ''}".strip(),
            "text": f"{row['text']} {EVERYWHERE}",
        }


def lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def scorer() -> Any:
    """The scoring program beside the judged queries."""
    spec = importlib.util.spec_from_file_location("score2", SHARED / "score2.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
