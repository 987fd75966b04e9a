"""Storing a picture that an editor uploads: only what it really is, only as new pixels.

Type by content, size and pixel limits, re-encoded without metadata (a phone writes the place into a
photo), under a name of our own. No SVG: it is a document that can run scripts.
"""

import errno
import shutil
import uuid
import warnings
from contextlib import suppress
from enum import Enum
from io import BytesIO
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageOps, UnidentifiedImageError

MAX_BYTES = 5_000_000
MAX_PIXELS = 25_000_000
# Longest side of the stored picture: a screenshot stays legible at twice the width of a page.
MAX_SIDE = 1_600
# Below this much free space nothing is stored, so that the database can still write.
MIN_FREE_BYTES = 200_000_000

FOLDER = "bilder"
# Format as Pillow detects it → format stored, file ending.
FORMATS = {
    "PNG": ("PNG", "png"),
    "JPEG": ("JPEG", "jpg"),
    "WEBP": ("WEBP", "webp"),
    "GIF": ("PNG", "png"),
}
_OPTIONS: dict[str, dict[str, object]] = {
    "PNG": {"optimize": True},
    "JPEG": {"quality": 88, "optimize": True, "progressive": True},
    "WEBP": {"quality": 88},
}


class Refusal(Enum):
    """Why a picture was not stored."""

    TOO_LARGE = "too-large"
    TOO_MANY_PIXELS = "too-many-pixels"
    UNKNOWN_FORMAT = "unknown-format"
    BROKEN = "broken"
    ANIMATED = "animated"
    DISK_FULL = "disk-full"
    STORE_AWAY = "store-away"


class PictureRefused(Exception):
    """The picture was not stored, and nothing of it was left behind."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


def store_picture(file: IO[bytes], size: int) -> str:
    """Store an uploaded picture and give its public address; raises PictureRefused."""
    if size > MAX_BYTES:
        raise PictureRefused(Refusal.TOO_LARGE)
    data, ending = _recode(file)
    return default_storage.url(_write(f"{FOLDER}/{uuid.uuid4().hex}.{ending}", data))


def stored_picture(name: str) -> bytes:
    """Read a stored picture; FileNotFoundError without one, another OSError without the store."""
    try:
        with default_storage.open(name) as file:
            picture: bytes = file.read()
    except ValueError:  # NUL: no file has such a name
        raise FileNotFoundError(name) from None
    return picture


def _recode(file: IO[bytes]) -> tuple[bytes, str]:
    """Decode and encode again: what is not picture is gone afterwards."""
    try:
        with warnings.catch_warnings(action="error", category=Image.DecompressionBombWarning):
            opened = Image.open(file, formats=tuple(FORMATS))
            _refuse_excess(opened)
            opened.load()
    except UnidentifiedImageError:
        raise PictureRefused(Refusal.UNKNOWN_FORMAT) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureRefused(Refusal.TOO_MANY_PIXELS) from None
    except (OSError, ValueError, SyntaxError, EOFError):  # Pillow's errors for damaged files
        raise PictureRefused(Refusal.BROKEN) from None
    stored_as, ending = FORMATS[opened.format or ""]
    output = BytesIO()
    _pixels(opened, stored_as).save(output, stored_as, **_OPTIONS[stored_as])
    return output.getvalue(), ending


def _pixels(opened: Image.Image, stored_as: str) -> Image.Image:
    """Turn as the camera was held, shrink, and copy to a picture without any metadata."""
    upright = ImageOps.exif_transpose(opened)
    picture = upright.convert(_mode(upright, stored_as))
    picture.thumbnail((MAX_SIDE, MAX_SIDE))
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    return bare


def _refuse_excess(picture: Image.Image) -> None:
    """Look at the header only: nothing is decoded yet."""
    if picture.width * picture.height > MAX_PIXELS:
        raise PictureRefused(Refusal.TOO_MANY_PIXELS)
    if getattr(picture, "n_frames", 1) > 1:
        raise PictureRefused(Refusal.ANIMATED)


def _mode(picture: Image.Image, stored_as: str) -> str:
    has_alpha = "A" in picture.getbands() or "transparency" in picture.info
    return "RGBA" if has_alpha and stored_as != "JPEG" else "RGB"


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
