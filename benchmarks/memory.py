"""What two workers hold in memory, before and after many requests for what does not exist.

    python -m benchmarks.memory [requests]

Half of the requests carry a parameter nobody knows, half ask for a page that is not there.
"""

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.load import load
from benchmarks.start import megabytes
from tests.servers.site import Site, prepared

SCRIPT = """
local n = 0
request = function()
  n = n + 1
  if n % 2 == 0 then return wrk.format("GET", "/faq/pop3-imap/?x" .. n .. "=" .. n) end
  return wrk.format("GET", "/nicht/da/" .. n .. "/")
end
"""


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory(prefix="memory-") as folder:
        script = Path(folder) / "junk.lua"
        script.write_text(SCRIPT)
        with Site(prepared(Path(folder) / "data"), options=("--max-requests", "0")) as site:
            load(site.url + "/", site.pid, seconds=2)
            fresh = total(site)
            load(site.url, site.pid, seconds=10, script=script)  # each worker has seen each kind
            before = total(site)
            sent = 0.0
            while sent < wanted:
                found = load(site.url, site.pid, seconds=10, script=script)
                sent += 10 * found.per_second
            time.sleep(1)
            after = total(site)
    print(f"two workers: {fresh:.1f} MB (PSS) after finished pages only")
    print(f"two workers: {before:.1f} MB (PSS) with everything in use, aim ≤ 100")
    print(f"after {sent:.0f} more requests for nothing: {after - before:+.1f} MB, aim ≤ +10")


def total(site: Site) -> float:
    return sum(map(megabytes, site.workers))


if __name__ == "__main__":
    main()
