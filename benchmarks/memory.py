"""What two workers of a site with 10,000 entries hold in memory, also after requests for nothing.

    python -m benchmarks.memory [requests]

The requests for nothing have each a header, host, path, parameter, reader or word that no other
one has, as long as it may be. Before them every entry is asked for, so that the page cache is as
full as it may become; the first 5,000 fill what else is bounded. Then the memory is read after
every fifth of the rest.
"""

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.content import IN_TURN, add_entries
from benchmarks.load import load
from benchmarks.start import megabytes
from tests.servers.site import Site, prepared

WARM_UP = 5_000
STEPS = 5
# Each run of wrk starts the script anew: without the time it would ask the same once more.
FOR_NOTHING = """
local started, n = os.time(), 0
local function word(number)
  local letters = ""
  repeat
    letters = letters .. string.char(97 + number % 26)
    number = math.floor(number / 26)
  until number == 0
  return letters
end
local kinds = {
  function(own) return "/faq/pop3-imap/?x" .. own .. "=" .. own end,
  function(own) return "/nicht/da/" .. own .. "/" end,
  function(own, long) return "/fehlercode/" .. long .. "/" end,
  function(own, long) return "/", {["Accept-Encoding"] = long} end,
  function(own, long) return "/", {["Host"] = long} end,
  function(own, long) return "/", {["X-Forwarded-For"] = long, ["If-None-Match"] = long} end,
  function(own, long) return "/", {["User-Agent"] = long, ["Referer"] = long:sub(1, 4000)} end,
  function(own, long) return "/", {["X-Request-ID"] = long, ["Accept-Language"] = long} end,
  function(own) return "/.well-known/autoconfig/mail/config-v1.1.xml?emailaddress=a@" .. own end,
}
local slow = {
  function(own, long) return "/faq/pop3-imap/", {["Cookie"] = "sessionid=" .. long} end,
  function(own, long) return "/suche/?q=Postfach+" .. word(n * 7919 + started) end,
  function(own, long) return "/suche/?q=" .. word(n * 7919 + started) .. long:sub(-4000) end,
}
-- Rarely what is seldom ready: it costs far more than a page that is.
local function kind()
  if n % 16 == 0 then return slow[n / 16 % #slow + 1] end
  return kinds[n % #kinds + 1]
end
request = function()
  n = n + 1
  local own = started .. "-" .. n
  local path, headers = kind()(own, own .. string.rep("x", 7500))
  headers = headers or {}
  headers["X-Forwarded-For"] = headers["X-Forwarded-For"]
    or string.format("2001:db8:%x:%x::1", started % 65536, n % 65536)
  return wrk.format("GET", path, headers)
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
            print(f"{said(site)} after the start page and a search", flush=True)
            load(site.url, site.pid, seconds=120, script=in_turn)
            print(f"{said(site)} with the page cache filled by every entry", flush=True)
            sent = ask_for_nothing(site, script, WARM_UP)
            before = total(site)
            print(f"{said(site)} after {sent:,} requests for nothing, aim ≤ 100", flush=True)
            for step in range(1, STEPS + 1):
                sent += ask_for_nothing(site, script, wanted * step // STEPS + WARM_UP - sent)
                grown = total(site) - before
                print(f"{grown:+.1f} MB: {said(site)} after {sent:,}, aim ≤ +10", flush=True)


def ask_for_nothing(site: Site, script: Path, wanted: int) -> int:
    """Ask at least so many; how many it were."""
    sent, seconds = 0, 5
    while sent < wanted:
        sent += round(seconds * load(site.url, site.pid, seconds=seconds, script=script).per_second)
    time.sleep(1)
    return sent


def total(site: Site, kind: str = "Pss") -> float:
    """The proportional share of memory (PSS) of both workers, in MB."""
    return sum(megabytes(worker, kind) for worker in site.workers)


def said(site: Site) -> str:
    """The share and, of it, what files lend: SQLite reads its database by mapping it."""
    return f"{total(site):.1f} MB ({total(site, 'Pss_File'):.1f} of files)"


if __name__ == "__main__":
    main()
