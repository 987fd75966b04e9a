"""What two workers of a site with 10,000 entries hold in memory, also after requests for nothing.

    python -m benchmarks.memory [requests]

The requests for nothing carry a parameter nobody knows, ask for a page that is not there, or carry
a long header, host or path that no other one carries. At the end every entry is asked for, so that
the page cache is as full as it may become.
"""

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.content import IN_TURN, add_entries
from benchmarks.load import load
from benchmarks.start import megabytes
from tests.servers.site import Site, prepared

FOR_NOTHING = """
local n = 0
request = function()
  n = n + 1
  local kind, long = n % 6, n .. string.rep("x", 7500)
  if kind == 0 then return wrk.format("GET", "/faq/pop3-imap/?x" .. n .. "=" .. n) end
  if kind == 1 then return wrk.format("GET", "/nicht/da/" .. n .. "/") end
  if kind == 2 then return wrk.format("GET", "/", {["Accept-Encoding"] = long}) end
  if kind == 3 then return wrk.format("GET", "/", {["Host"] = long}) end
  if kind == 4 then return wrk.format("GET", "/fehlercode/" .. long .. "/") end
  return wrk.format("GET", "/", {["X-Forwarded-For"] = long, ["If-None-Match"] = long})
end
"""


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory(prefix="memory-") as folder:
        script, in_turn = Path(folder) / "nothing.lua", Path(folder) / "in_turn.lua"
        script.write_text(FOR_NOTHING)
        in_turn.write_text(IN_TURN)
        data = prepared(Path(folder) / "data")
        add_entries(data)
        proxied = {"TRUSTED_PROXIES": "127.0.0.1"}
        with Site(data, environment=proxied, options=("--max-requests", "0")) as site:
            load(site.url + "/", site.pid, seconds=2)
            load(f"{site.url}/suche/?q=Postfach", site.pid, seconds=2)
            fresh = total(site)
            load(site.url, site.pid, seconds=10, script=script)  # each worker has seen each kind
            before = total(site)
            sent = 0.0
            while sent < wanted:
                found = load(site.url, site.pid, seconds=10, script=script)
                sent += 10 * found.per_second
            time.sleep(1)
            after = total(site)
            load(site.url, site.pid, seconds=120, script=in_turn)
            full = total(site)
    print(f"two workers: {fresh:.1f} MB (PSS) after the start page and a search")
    print(f"two workers: {before:.1f} MB (PSS) with everything in use, aim ≤ 100")
    print(f"after {sent:.0f} more requests for nothing: {after - before:+.1f} MB, aim ≤ +10")
    print(f"two workers: {full:.1f} MB (PSS) with the page cache filled by every entry")


def total(site: Site) -> float:
    return sum(map(megabytes, site.workers))


if __name__ == "__main__":
    main()
