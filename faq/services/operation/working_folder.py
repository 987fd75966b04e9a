"""Folders of our own: can be written, held by one process, private for files in the making."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def why_not_writable(folder: Path) -> str:
    """A sentence that says why nothing can be kept in DATA_DIR; empty where all is well."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return f"DATA_DIR={folder} cannot be written: {error.strerror}."


@contextmanager
def alone_in(folder: Path, *, wait: bool = False) -> Iterator[bool]:
    """Hold a folder, made where it is missing, against others who ask the same; was it possible?

    Network file systems have no locks for folders. Raises BlockingIOError when another process
    holds the folder and nobody wants to wait.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield _is_locked(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    finally:
        os.close(descriptor)


def _is_locked(descriptor: int, how: int) -> bool:
    try:
        fcntl.flock(descriptor, how)
    except BlockingIOError:
        raise
    except OSError:
        return False
    return True


@contextmanager
def working_folder(parent: Path, prefix: str) -> Iterator[Path]:
    """A folder inside `parent` that only the owner can read, gone afterwards.

    What a killed run has left there is swept away first.
    """
    with alone_in(parent) as is_alone:
        for leftover in parent.glob(f"{prefix}*") if is_alone else ():
            shutil.rmtree(leftover)
        with tempfile.TemporaryDirectory(dir=parent, prefix=prefix) as folder:
            yield Path(folder)
