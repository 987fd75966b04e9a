"""Promise: a text entry costs at most 35 kB over the wire and at most 5 requests.

Serves the site as in production and opens pages in Chromium with an empty cache. Prints one line a
page: requests, bytes received (headers and compressed bodies), and the largest of them.
"""

import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Browser, Request, sync_playwright

from tests.servers.site import Site, prepared

PROMISED = "/faq/pop3-imap/"
MOST_BYTES = 35_000
MOST_REQUESTS = 5
PAGES = [
    "/",
    PROMISED,
    "/faq/client-config/",
    "/fehlercode/550/",
    "/fehlercodes/",
    "/mailverwaltung/",
]


def received(browser: Browser, url: str) -> list[tuple[str, int]]:
    """The path and the bytes received of every request of one page."""
    page = browser.new_context(locale="de-DE").new_page()
    finished: list[Request] = []
    page.on("requestfinished", lambda request: finished.append(request))
    page.goto(url, wait_until="networkidle")
    sizes = [(request.url, request.sizes()) for request in finished]
    page.context.close()
    weights = [(url, size["responseHeadersSize"] + size["responseBodySize"]) for url, size in sizes]
    # The tab's icon is the word mark again: the browser takes it from its memory.
    return [(url, weight) for url, weight in weights if weight]


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        print("Not measured: no Chromium (apt install chromium).")
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        Site(prepared(Path(folder))) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        print(f"{'page':<22} {'requests':>8} {'bytes':>8}   largest")
        for path in PAGES:
            sizes = received(browser, site.url + path)
            total = sum(size for _, size in sizes)
            largest = ", ".join(
                f"{url.rsplit('/', 1)[1] or 'page'} {size}"
                for url, size in sorted(sizes, key=lambda item: -item[1])[:3]
            )
            print(f"{path:<22} {len(sizes):>8} {total:>8}   {largest}")
            if path == PROMISED:
                kept = total <= MOST_BYTES and len(sizes) <= MOST_REQUESTS
                verdict = "kept" if kept else "BROKEN"
        browser.close()
    print(f"Promise for {PROMISED}: {MOST_BYTES} bytes, {MOST_REQUESTS} requests: {verdict}.")


if __name__ == "__main__":
    main()
