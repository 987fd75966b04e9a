"""How fast pages are served, as ratios to a bare gunicorn answer and to nginx with a file.

    python -m benchmarks.serving [rounds]

All servers are started here, on one core; the load comes from the other. Ratios hold on any
machine, absolute figures only on this one; the ratio of CPU times also holds on a busy one. The
site with 10,000 entries holds the same pages as the other, and each of its new entries is asked in
turn, too. A page is made anew by the layer itself, under the same gunicorn: rendered, compressed
and filed.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.content import IN_TURN, add_entries
from benchmarks.load import Measured, load, median_of_rounds, run_on_core
from tests.servers.nginx import Nginx
from tests.servers.process import ProgramMissing, free_port
from tests.servers.site import ROOT, Site, prepared, site_environment

READER = {"Accept-Encoding": "gzip, deflate, br", "User-Agent": "benchmark"}
PAGES = ("/", "/mailverwaltung/", "/faq/pop3-imap/")
AIMS = {
    "site": "× bare ≥ 0.70",
    "site 304": "× bare ≥ 0.70",
    "granian": "× nginx ≥ 0.35",
    "10,000 entries": "× site ≥ 0.95",
    "one save a second": "× site ≥ 0.80",
    "made anew": "CPU ≤ 6 × bare",
}
BARE = """\
def application(environ, start_response):
    body = b"x" * int(environ["PATH_INFO"].strip("/"))
    headers = [("Content-Type", "text/html"), ("Content-Length", str(len(body)))]
    start_response("200 OK", headers)
    return [body]
"""
ANEW = """\
from mmfaq.wsgi import page_cache
from faq.web.pagecache.layer import Key

page_cache.warm([])

def application(environ, start_response):
    page = page_cache._render(Key(environ["PATH_INFO"]), environ)
    variant = page.variants["br"]
    start_response("200 OK", variant.headers)
    return [variant.body]
"""
SAVES = """\
import time
from faq.models import Entry

entry = Entry.objects.get(key="pop3-imap")
while True:
    entry.save()
    time.sleep(1)
"""


@contextlib.contextmanager
def gunicorn(folder: Path, module: str, source: str, data: Path) -> Iterator[tuple[str, int]]:
    """An application of a few lines under the site's gunicorn settings; its address and process."""
    (folder / f"{module}.py").write_text(source)
    port = free_port()
    words = [Path(sys.executable).parent / "gunicorn", "-k", "gthread", "--threads", "8", "-w", "2"]
    words += ["--no-control-socket", "--keep-alive", "75", "--log-level", "error"]
    words += ["--pythonpath", str(ROOT), "-b", f"127.0.0.1:{port}", module]
    environment = site_environment(data, port) | {"LOG_LEVEL": "ERROR"}
    process = subprocess.Popen(words, cwd=folder, env=environment)
    try:
        time.sleep(3)
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.wait()


@contextlib.contextmanager
def saving(site: Site) -> Iterator[None]:
    """Somebody saves an entry once a second, on the servers' core."""
    words = [sys.executable, "manage.py", "shell", "--verbosity", "0", "-c", SAVES]
    process = subprocess.Popen(words, cwd=ROOT, env=site.environment)
    try:
        time.sleep(4)
        run_on_core(process.pid, 0)
        yield
    finally:
        process.kill()
        process.wait()


def fetch(url: str, **headers: str) -> tuple[bytes, str]:
    request = urllib.request.Request(url, headers={**READER, **headers})
    with urllib.request.urlopen(request) as response:
        return response.read(), response.headers["ETag"]


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    folder = Path(tempfile.mkdtemp(prefix="serving-"))
    data = prepared(folder / "data")
    many_data = shutil.copytree(data, folder / "many")
    add_entries(many_data)
    in_turn = folder / "in_turn.lua"
    in_turn.write_text(IN_TURN)
    with contextlib.ExitStack() as stack:
        bare, bare_pid = stack.enter_context(gunicorn(folder, "bare", BARE, data))
        anew, anew_pid = stack.enter_context(gunicorn(folder, "anew", ANEW, data))
        site = stack.enter_context(Site(data, options=("--max-requests", "0")))
        many = stack.enter_context(Site(many_data, options=("--max-requests", "0")))
        fast = stack.enter_context(Site(data, server="granian", options=("--workers", "2")))
        pids = [bare_pid, anew_pid, site.pid, many.pid, fast.pid]
        files = start_nginx(stack, folder)
        if files:
            pids.append(files.pid)
        for pid in pids:
            run_on_core(pid, 0)
        ask = partial(load, headers=READER)
        for path in PAGES:
            body, etag = fetch(site.url + path)
            candidates = {
                "bare": partial(ask, f"{bare}/{len(body)}", bare_pid),
                "site": partial(ask, site.url + path, site.pid),
                "site 304": partial(
                    load, site.url + path, site.pid, headers={**READER, "If-None-Match": etag}
                ),
                "granian": partial(ask, fast.url + path, fast.pid),
                "10,000 entries": partial(ask, many.url + path, many.pid),
                "one save a second": partial(while_saving, site, path),
                "made anew": partial(ask, anew + path, anew_pid),
            }
            if files:
                name = path.strip("/").replace("/", "-") or "start"
                (folder / "files" / name).write_bytes(body)
                candidates["nginx"] = partial(ask, f"{files.url}/{name}", files.pid)
            report(path, len(body), median_of_rounds(candidates, rounds))
        ask(many.url, many.pid, script=in_turn, seconds=30)  # each page is made once
        found = {"in turn": partial(ask, many.url, many.pid, script=in_turn, seconds=5),
                 "one": partial(ask, f"{many.url}/faq/n1/", many.pid)}  # fmt: skip
        turn = median_of_rounds(found, rounds)
        share = turn["in turn"].per_second / turn["one"].per_second
        print(f"\n10,000 entries in turn, from memory and files: {share:.2f} × one of them")


def while_saving(site: Site, path: str) -> Measured:
    with saving(site):
        return load(site.url + path, site.pid, headers=READER, seconds=4)


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
    bare, site, nginx = found["bare"], found["site"], found.get("nginx")
    print(f"\n{path}  ({size} bytes sent, {os.cpu_count()} cores, servers on one,"
          f" load {os.getloadavg()[0]:.1f})")  # fmt: skip
    columns = ("answers/s", "CPU ms", "× bare", "by CPU", "× site", "by CPU", "× nginx", "failed")
    print(" " * 18, *(f"{column:>9}" for column in columns))
    for name, one in found.items():
        share = f"{one.per_second / nginx.per_second:9.2f}" if nginx else "        –"
        print(f"{name:18} {one.per_second:9.0f} {one.cpu_ms:9.3f} "
              f"{one.per_second / bare.per_second:9.2f} {bare.cpu_ms / one.cpu_ms:9.2f} "
              f"{one.per_second / site.per_second:9.2f} {site.cpu_ms / one.cpu_ms:9.2f} "
              f"{share} {one.failed:9}   {AIMS.get(name, '')}")  # fmt: skip
    print(f"a page made anew costs {found['made anew'].cpu_ms / bare.cpu_ms:.0f} bare answers")


if __name__ == "__main__":
    main()
