"""Is this process fit for readers: database, migrations, content, search index, free space."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from faq.models import ContentVersion, in_brand
from faq.search import meaning_state
from faq.search.indexing import stale_count

MINIMUM_FREE_BYTES = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `detail` is a word or a number for the operator."""

    name: str
    is_good: bool
    detail: str


def readiness() -> list[Finding]:
    """Look at everything, also when the first thing is already wrong, whatever host was asked."""
    with in_brand(""):
        return [look(name, probe) for name, probe in PROBES.items()]


def look(name: str, probe: Callable[[], tuple[bool, str]]) -> Finding:
    try:
        is_good, detail = probe()
    except (Error, OSError) as error:
        is_good, detail = False, type(error).__name__
    return Finding(name, is_good, detail)


def database() -> tuple[bool, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True, connection.vendor


def migrations() -> tuple[bool, str]:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return not waiting, f"{len(waiting)} waiting"


def content() -> tuple[bool, str]:
    version = ContentVersion.current()
    return version > 0, f"version {version}"


def search_index() -> tuple[bool, str]:
    stale = stale_count()
    return stale == 0, f"{stale} stale"


def search_by_meaning() -> tuple[bool, str]:
    """Never a reason to send readers elsewhere: the search works without it."""
    return True, meaning_state()


def free_space() -> tuple[bool, str]:
    free = shutil.disk_usage(existing(Path(settings.DATA_DIR))).free
    return free > MINIMUM_FREE_BYTES, f"{free // 1024**2} MB"


def existing(folder: Path) -> Path:
    return folder if folder.exists() else existing(folder.parent)


PROBES: dict[str, Callable[[], tuple[bool, str]]] = {
    "database": database,
    "migrations": migrations,
    "content": content,
    "search-index": search_index,
    "search-by-meaning": search_by_meaning,
    "free-space": free_space,
}
