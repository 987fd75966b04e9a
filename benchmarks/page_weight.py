"""Promise: no page costs more than 35 kB over the wire and 6 requests.

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

MOST_BYTES = 35_000
MOST_REQUESTS = 6
PAGES = [
    "/",
    "/faq/pop3-imap/",
    "/faq/keine-mails-empfangen/",
    "/faq/client-config/",
    "/faq/fehlercodes/",
    "/fehlercode/550/",
    "/fehlercodes/",
    "/meldung/outlook-keine-verbindung/",
    "/mailverwaltung/",
    "/troubleshooting/",
    "/einrichten/",
    "/einrichten/thunderbird/",
    "/einrichten/dns/",
    "/einrichten/handy/",
    "/fehleranalyse/",
    "/suche/?q=Postfach+voll",
    "/suche/?q=das+geht+nicht",
    "/kontakt/",
    "/stoerungen/",
    "/datenschutz/",
    "/gibt-es-nicht/",
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
        broken = []
        print(f"{'page':<34} {'requests':>8} {'bytes':>8}   largest")
        for path in PAGES:
            sizes = received(browser, site.url + path)
            total = sum(size for _, size in sizes)
            largest = ", ".join(
                f"{url.rsplit('/', 1)[1] or 'page'} {size}"
                for url, size in sorted(sizes, key=lambda item: -item[1])[:3]
            )
            print(f"{path:<34} {len(sizes):>8} {total:>8}   {largest}")
            if total > MOST_BYTES or len(sizes) > MOST_REQUESTS:
                broken.append(path)
        browser.close()
    verdict = f"BROKEN by {', '.join(broken)}" if broken else "kept"
    print(f"Promise of {MOST_BYTES} bytes and {MOST_REQUESTS} requests: {verdict}.")


if __name__ == "__main__":
    main()
