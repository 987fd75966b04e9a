"""Many entries for the benchmarks, beside the shipped content."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.servers.site import ROOT, site_environment

ENTRIES = 10_000
TEXT = "Das Postfach nimmt nichts mehr an. Löschen Sie alte Nachrichten."
# For wrk: asks for each of them in turn.
IN_TURN = f"""\
local number = 0
request = function()
  number = (number + 1) % {ENTRIES}
  return wrk.format("GET", "/faq/n" .. number .. "/")
end
"""


def add_entries(data: Path) -> None:
    """Import so many small entries into the site with this DATA_DIR that it has 10,000 more."""
    rows = (
        {"id": f"n{number}", "source": "neu", "title": f"Frage {number}", "text": TEXT}
        for number in range(ENTRIES)
    )
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write("\n".join(map(json.dumps, rows)))
        file.flush()
        subprocess.run(
            [sys.executable, "manage.py", "import_entries", file.name, "--verbosity", "0"],
            cwd=ROOT,
            env=site_environment(data, 8000),
            check=True,
        )
