"""How fast pages are served, as ratios to a bare gunicorn answer and to nginx with a file.

    python -m benchmarks.serving

All servers are started here, on one core; the load comes from the other. Ratios hold on any
machine, absolute figures only on this one.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.load import Measured, load, median_of_rounds, run_on_core
from tests.servers.nginx import Nginx
from tests.servers.postgresql import ProgramMissing, free_port
from tests.servers.site import Site, prepared

READER = {"Accept-Encoding": "gzip, deflate, br", "User-Agent": "benchmark"}
PAGES = ("/", "/mailverwaltung/", "/faq/pop3-imap/")
BARE = """\
def application(environ, start_response):
    body = b"x" * int(environ["PATH_INFO"].strip("/"))
    headers = [("Content-Type", "text/html"), ("Content-Length", str(len(body)))]
    start_response("200 OK", headers)
    return [body]
"""


@contextlib.contextmanager
def bare_gunicorn(folder: Path) -> Iterator[tuple[str, int]]:
    """The simplest application under the same gunicorn settings; its path is the answer's size."""
    (folder / "bare.py").write_text(BARE)
    port = free_port()
    gunicorn = Path(sys.executable).parent / "gunicorn"
    words = [gunicorn, "-k", "gthread", "--threads", "8", "-w", "2", "--no-control-socket"]
    words += ["--keep-alive", "75", "--log-level", "error", "-b", f"127.0.0.1:{port}", "bare"]
    process = subprocess.Popen(words, cwd=folder)
    try:
        time.sleep(1.5)
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.wait()


def fetch(url: str, **headers: str) -> tuple[bytes, str]:
    request = urllib.request.Request(url, headers={**READER, **headers})
    with urllib.request.urlopen(request) as response:
        return response.read(), response.headers["ETag"]


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="serving-"))
    data = prepared(folder / "data")
    with contextlib.ExitStack() as stack:
        bare, bare_pid = stack.enter_context(bare_gunicorn(folder))
        site = stack.enter_context(Site(data, options=("--max-requests", "0")))
        fast = stack.enter_context(Site(data, server="granian", options=("--workers", "2")))
        pids = [bare_pid, site.pid, fast.pid]
        files = start_nginx(stack, folder)
        if files:
            pids.append(files.pid)
        for pid in pids:
            run_on_core(pid, 0)
        for path in PAGES:
            body, etag = fetch(site.url + path)
            ask = {
                "bare": partial(load, f"{bare}/{len(body)}", bare_pid, headers=READER),
                "site": partial(load, site.url + path, site.pid, headers=READER),
                "site 304": partial(
                    load, site.url + path, site.pid, headers={**READER, "If-None-Match": etag}
                ),
                "granian": partial(load, fast.url + path, fast.pid, headers=READER),
            }
            if files:
                name = path.strip("/").replace("/", "-") or "start"
                (folder / "files" / name).write_bytes(body)
                ask["nginx"] = partial(load, f"{files.url}/{name}", files.pid, headers=READER)
            report(path, len(body), median_of_rounds(ask))


def start_nginx(stack: contextlib.ExitStack, folder: Path) -> Nginx | None:
    (folder / "files").mkdir()
    for path in (folder, folder / "files"):
        path.chmod(0o755)
    try:
        server = f"root {folder / 'files'}; default_type text/html;"
        return stack.enter_context(Nginx(server))
    except ProgramMissing as error:
        print(f"{error} Its column is left out.")
        return None


def report(path: str, size: int, found: dict[str, Measured]) -> None:
    bare, nginx = found["bare"], found.get("nginx")
    print(f"\n{path}  ({size} bytes sent, {os.cpu_count()} cores, servers on one)")
    print("                 answers/s   CPU ms   × bare (rate)   × bare (CPU)   × nginx   failed")
    for name, one in found.items():
        share = f"{one.per_second / nginx.per_second:9.2f}" if nginx else "        –"
        print(f"{name:15} {one.per_second:10.0f} {one.cpu_ms:8.3f} "
              f"{one.per_second / bare.per_second:15.2f} {bare.cpu_ms / one.cpu_ms:14.2f} "
              f"{share} {one.failed:8}")  # fmt: skip


if __name__ == "__main__":
    main()
