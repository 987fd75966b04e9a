"""Promises: the desk searches 10,000 entries in at most 100 ms (p95) and first paints from 60 kB.

Fills a database of its own by `import_entries`: the real help texts of ../shared/search and new
entries mixed from their sentences; without that folder, from the site's own texts. Serves it as in
production and asks as signed-in staff: once per query, and once per letter of the first queries, as
somebody who types. Then opens the desk in Chromium with an empty cache.
"""

import http.client
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import yaml
from playwright.sync_api import BrowserContext, Request, sync_playwright

from tests.servers.site import ROOT, Site, prepared, site_environment

SHARED = ROOT.parent / "shared" / "search"
ENTRIES = 10_000
TYPED = 20
"""Queries that are also typed letter by letter."""
MOST_MS = 100
MOST_BYTES = 60_000


def texts() -> list[dict[str, str]]:
    """Real entries to start from."""
    if (SHARED / "corpus.jsonl").exists():
        lines = (SHARED / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]
    print("../shared/search is missing: entries and queries are mixed from the site's own texts.")
    records = yaml.safe_load((ROOT / "fixtures" / "entries.yaml").read_text(encoding="utf-8"))
    fields = [record["fields"] for record in records]
    return [
        {"id": f"own-{f['key']}", "source": "own", "title": f["title"], "text": f["body"]}
        for f in fields
    ]


def queries(entries: list[dict[str, str]]) -> list[str]:
    found = [
        json.loads(line)["query"]
        for name in ("corpus_queries.dev.jsonl", "domain.dev.jsonl")
        if (SHARED / name).exists()
        for line in (SHARED / name).read_text(encoding="utf-8").splitlines()
    ]
    return found or [entry["title"] for entry in entries]


def mixed(entries: list[dict[str, str]], count: int) -> Iterator[dict[str, str]]:
    """New entries, each from sentences of three real ones."""
    chance = random.Random(1)
    for number in range(count):
        sources = chance.choices(entries, k=3)
        sentences = [part for source in sources for part in source["text"].split(". ")]
        chosen = chance.sample(sentences, min(len(sentences), 12))
        yield {
            "id": f"gemischt-{number}",
            "source": "gemischt",
            "title": f"{sources[0]['title']} {sources[1]['title'].split()[-1]}"[:150],
            "text": ". ".join(chosen),
        }


def fill(folder: Path, entries: list[dict[str, str]]) -> None:
    rows = [*entries, *mixed(entries, ENTRIES - len(entries))]
    file = folder / "entries.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    subprocess.run(
        [sys.executable, "manage.py", "import_entries", str(file), "--verbosity", "0"],
        cwd=ROOT,
        env=site_environment(folder, 8000),
        check=True,
    )


def signed_in(site: Site, context: BrowserContext) -> str:
    """The session of a member of staff, as a cookie header."""
    page = context.new_page()
    page.goto(f"{site.url}/admin/desk/")
    page.fill("[name=username]", "admin")
    page.fill("[name=password]", (site.folder / "first-password").read_text())
    page.press("[name=password]", "Enter")
    page.wait_for_selector("body.desk")
    page.close()
    return "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in context.cookies())


def milliseconds(site: Site, cookie: str, wanted: list[str]) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
    times = []
    for query in wanted:
        start = time.perf_counter()
        connection.request("GET", f"/admin/desk/?q={quote(query)}", headers={"Cookie": cookie})
        response = connection.getresponse()
        body = response.read()
        times.append((time.perf_counter() - start) * 1000)
        assert response.status == 200, response.status
        assert b"data-desk-results" in body
    return times


def first_paint(site: Site, context: BrowserContext) -> list[tuple[str, int]]:
    """Path and bytes received (headers and compressed bodies) of each request of the desk."""
    page = context.new_page()
    finished: list[Request] = []
    page.on("requestfinished", lambda request: finished.append(request))
    page.goto(f"{site.url}/admin/desk/", wait_until="networkidle")
    sizes = [(request.url, request.sizes()) for request in finished]
    return [
        (url.removeprefix(site.url), size["responseHeadersSize"] + size["responseBodySize"])
        for url, size in sizes
    ]


def show(name: str, times: list[float]) -> float:
    p95 = statistics.quantiles(times, n=20)[-1]
    median, worst = statistics.median(times), max(times)
    print(f"{name:<28} {len(times):>6} {median:>8.1f} {p95:>8.1f} {worst:>8.1f}")
    return p95


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        print("Not measured: no Chromium (apt install chromium).")
        return
    entries = texts()
    wanted = queries(entries)
    typed = [query[:end] for query in wanted[:TYPED] for end in range(1, len(query[:30]) + 1)]
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = prepared(Path(name))
        fill(folder, entries)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        with Site(folder, environment={"RATE_LIMITS": "0", "WORKERS": "1"}) as site:
            cookie = signed_in(site, browser.new_context(locale="de-DE"))
            milliseconds(site, cookie, wanted[:5])  # the first search loads the vocabulary
            head = f"ms, {ENTRIES:,} entries"
            print(f"{head:<28} {'asked':>6} {'median':>8} {'p95':>8} {'max':>8}")
            slowest = max(
                show("whole queries", milliseconds(site, cookie, wanted)),
                show("letter by letter", milliseconds(site, cookie, typed)),
            )
            fresh = browser.new_context(locale="de-DE")
            signed_in(site, fresh)
            state = fresh.storage_state()
            sizes = first_paint(site, browser.new_context(storage_state=state))
        browser.close()
    for path, size in sizes:
        print(f"{path:<44} {size:>7} bytes")
    total = sum(size for _, size in sizes)
    print(
        f"Search p95 {slowest:.0f} ms of {MOST_MS}: {'kept' if slowest <= MOST_MS else 'BROKEN'}."
    )
    print(
        f"First paint {total} bytes of {MOST_BYTES}: {'kept' if total <= MOST_BYTES else 'BROKEN'}."
    )


if __name__ == "__main__":
    main()
