"""Storing a picture that an editor uploads: only what it really is, only as new pixels.

Under a name of our own, and only while the disk has room for the database, too.
"""

import errno
import shutil
import uuid
from contextlib import suppress
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from faq.models.stored_pictures import FOLDER
from faq.services.content.pixels import PictureRefused, Refusal, recode

MAX_BYTES = 5_000_000
# Below this much free space nothing is stored, so that the database can still write.
MIN_FREE_BYTES = 200_000_000


def store_picture(file: IO[bytes], size: int) -> str:
    """Store an uploaded picture and give its path in the storage; raises PictureRefused."""
    if size > MAX_BYTES:
        raise PictureRefused(Refusal.TOO_LARGE)
    data, ending = recode(file)
    return _write(f"{FOLDER}/{uuid.uuid4().hex}.{ending}", data)


def move_picture(source: str, target: str) -> None:
    """Give a stored picture another path; raises OSError where the store does not answer."""
    with default_storage.open(source) as file:
        data = file.read()
    if not default_storage.exists(target):
        default_storage.save(target, ContentFile(data))
    default_storage.delete(source)


def stored_picture(name: str) -> bytes:
    """Read a stored picture; FileNotFoundError without one, another OSError without the store."""
    try:
        with default_storage.open(name) as file:
            picture: bytes = file.read()
    except ValueError:  # NUL: no file has such a name
        raise FileNotFoundError(name) from None
    return picture


def _write(name: str, data: bytes) -> str:
    if _free_bytes() < MIN_FREE_BYTES:
        raise PictureRefused(Refusal.DISK_FULL)
    try:
        return default_storage.save(name, ContentFile(data))
    except OSError as error:
        with suppress(OSError):
            default_storage.delete(name)  # a full disk leaves the beginning of the file behind
        is_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise PictureRefused(Refusal.DISK_FULL if is_full else Refusal.STORE_AWAY) from None


def _free_bytes() -> int:
    """Free space where pictures lie; a storage without a folder (S3) has no such limit."""
    try:
        folder = default_storage.path("")
    except NotImplementedError:
        return MIN_FREE_BYTES
    try:
        return shutil.disk_usage(folder).free
    except FileNotFoundError:  # before the first picture
        return MIN_FREE_BYTES
