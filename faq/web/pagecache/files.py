"""Copies of pages as files: shared by all workers of a machine, still there after a restart.

A file is written under a temporary name and renamed, so nobody ever reads half a page. The folder
is bounded; the oldest copies go first.
"""

import hashlib
import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from faq.web.pagecache.page import Page, from_bytes, to_bytes

logger = logging.getLogger(__name__)

MAX_BYTES = 200 * 1024 * 1024
WRITES_BETWEEN_PRUNINGS = 200
SECONDS_UNTIL_ABANDONED = 60


class PageFiles:
    """The folder of copies of one machine; `release` names the code that makes them."""

    def __init__(self, folder: Path, release: str) -> None:
        self._folder = folder
        self._release = release
        self._writes = 0

    def load(self, path: str) -> Page | None:
        """This release's copy of the page, of whatever age; None if there is no readable one."""
        try:
            return from_bytes(self._file(path).read_bytes())
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def save(self, path: str, page: Page) -> None:
        """Keep a copy; a full disk or a folder that cannot be written costs it, not the answer."""
        file = self._file(path)
        fresh = file.with_suffix(f".{os.getpid()}-{threading.get_ident()}.new")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(to_bytes(page))
            fresh.replace(file)
            self._writes += 1
            if self._writes % WRITES_BETWEEN_PRUNINGS == 0:
                self.prune()
        except OSError as error:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            logger.warning("page not copied to disk", extra={"reason": error.strerror})

    def prune(self, max_bytes: int = MAX_BYTES) -> None:
        """Delete the oldest copies until the rest fits, and what killed processes left behind."""
        for path, found in self._files(".new"):
            if time.time() - found.st_mtime > SECONDS_UNTIL_ABANDONED:
                path.unlink(missing_ok=True)
        too_much = sum(found.st_size for _, found in self._files(".page")) - max_bytes
        if too_much <= 0:
            return  # nearly always; thousands of copies need not be sorted for it
        for path, found in sorted(self._files(".page"), key=lambda file: file[1].st_mtime):
            path.unlink(missing_ok=True)
            too_much -= found.st_size
            if too_much <= 0:
                return

    def _files(self, suffix: str) -> Iterator[tuple[Path, os.stat_result]]:
        with os.scandir(self._folder) as entries:
            for entry in entries:
                if entry.name.endswith(suffix):
                    with suppress(FileNotFoundError):  # another worker prunes too
                        yield Path(entry), entry.stat()

    def _file(self, path: str) -> Path:
        """What another release wrote has another name: it is never read, and pruned in time."""
        key = f"{self._release}\0{path}"
        name = hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()[:32]
        return self._folder / f"{name}.page"
