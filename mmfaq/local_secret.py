"""The secret key of a site that runs on one machine only and was given none."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def local_secret_key(folder: Path) -> str:
    """Read the key kept in `folder`, or make one there that only this user can read.

    It lies beside the database so that staff stay logged in when the site is started again.
    """
    path = folder / "secret-key"
    try:
        if not path.exists():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _publish(path, secrets.token_urlsafe(50))
        return path.read_text(encoding="ascii")
    except OSError as error:
        reason = f"DATA_DIR={folder} cannot be used: {error.strerror}."
        raise ImproperlyConfigured(reason) from error


def _publish(path: Path, key: str) -> None:
    """Write a complete file first, then name it: a second process never reads half a key."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was first, and its key is the one to use
    finally:
        draft.unlink()
