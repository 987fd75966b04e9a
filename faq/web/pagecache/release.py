"""What a copied page was made by: code, templates, static files and the settings it shows."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def release(folders: Iterable[Path], files: Iterable[Path], settings: Iterable[object]) -> str:
    """A short name of everything besides the content that a page depends on."""
    digest = hashlib.sha256(repr(list(settings)).encode())
    found = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    for path in sorted(path for path in (*found, *files) if path.suffix != ".pyc"):
        if path.exists():
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
