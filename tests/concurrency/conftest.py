"""Writers at the same moment need a server: SQLite in memory has one connection for them all.

Writers of SQLite are tested with files: `tests/outages/test_turns.py` and `test_sqlite.py`.
"""

import os

ON_POSTGRESQL = os.environ.get("DATABASE_URL", "").startswith("postgres")

collect_ignore = [] if ON_POSTGRESQL else ["test_two_writers.py"]
