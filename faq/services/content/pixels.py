"""An uploaded picture as new pixels: by what it is, upright, small enough, without metadata.

No SVG: it is a document that can run scripts.
"""

import math
import warnings
from enum import StrEnum
from io import BytesIO
from typing import IO

from PIL import ExifTags, Image, UnidentifiedImageError

MAX_PIXELS = 25_000_000
# A page is half as wide: text in a screenshot stays legible on fine displays.
MAX_WIDTH = 1_600
# A whole page of a phone, 1,080 pixels wide and 14,000 tall, keeps its width.
MAX_STORED_PIXELS = 16_000_000

# Format as Pillow detects it → format stored, file ending.
FORMATS = {
    "PNG": ("PNG", "png"),
    "JPEG": ("JPEG", "jpg"),
    "MPO": ("JPEG", "jpg"),  # a JPEG with further frames: a phone adds its preview or depth
    "WEBP": ("WEBP", "webp"),
    "GIF": ("PNG", "png"),
}
# What Pillow shall recognise; it finds an MPO by itself where it looks for a JPEG.
_DETECTED = tuple(name for name in FORMATS if name != "MPO")
# Formats whose further frames are no movement: the first one is the picture.
_STILL = frozenset({"MPO"})
_DEEP_GREY = frozenset({"I", "I;16", "I;16B", "I;16L", "I;16N"})
# How a camera was held (Exif 2.32, tag 0x0112) → what makes the picture upright.
_TURNS: dict[int, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_OPTIONS: dict[str, dict[str, object]] = {
    "PNG": {"optimize": True},
    "JPEG": {"quality": 88, "optimize": True, "progressive": True},
    "WEBP": {"quality": 88},
}


class Refusal(StrEnum):
    """Why a picture was not stored, as staff are told it."""

    TOO_LARGE = "Das Bild ist größer als 5 MB. Bitte verkleinern Sie es."
    TOO_MANY_PIXELS = "Das Bild hat zu viele Bildpunkte. Bitte verkleinern Sie es."
    UNKNOWN_FORMAT = "Diese Datei ist kein Bild im Format PNG, JPEG, WebP oder GIF."
    BROKEN = "Das Bild ist beschädigt. Bitte speichern Sie es neu und versuchen Sie es noch einmal."
    ANIMATED = "Bewegte Bilder zeigt die Hilfe nicht. Bitte nehmen Sie ein Standbild."
    DISK_FULL = (
        "Auf dem Server ist kein Platz mehr. Das Bild wurde nicht gespeichert; Ihr Text steht noch "
        "im Feld. Bitte sagen Sie der Technik Bescheid."
    )
    STORE_AWAY = (
        "Die Ablage der Bilder antwortet nicht. Das Bild wurde nicht gespeichert; Ihr Text steht "
        "noch im Feld. Bitte versuchen Sie es in einigen Minuten noch einmal."
    )


class PictureRefused(Exception):
    """The picture was not stored, and nothing of it was left behind."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)


def recode(file: IO[bytes]) -> tuple[bytes, str]:
    """Decode and encode again, so that what is not picture is gone; with the file's ending."""
    opened = _decoded(file)
    stored_as, ending = FORMATS[opened.format or ""]
    output = BytesIO()
    _bare(opened, stored_as).save(output, stored_as, **_OPTIONS[stored_as])
    return output.getvalue(), ending


def _decoded(file: IO[bytes]) -> Image.Image:
    try:
        with warnings.catch_warnings(action="error", category=Image.DecompressionBombWarning):
            opened = Image.open(file, formats=_DETECTED)
            _refuse_excess(opened)
            opened.load()
    except UnidentifiedImageError:
        raise PictureRefused(Refusal.UNKNOWN_FORMAT) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureRefused(Refusal.TOO_MANY_PIXELS) from None
    except PictureRefused:
        raise
    except Exception:  # Pillow has no family of errors for damaged files
        raise PictureRefused(Refusal.BROKEN) from None
    return opened


def _refuse_excess(picture: Image.Image) -> None:
    """Look at the header only: nothing is decoded yet."""
    if picture.width * picture.height > MAX_PIXELS:
        raise PictureRefused(Refusal.TOO_MANY_PIXELS)
    if getattr(picture, "n_frames", 1) > 1 and picture.format not in _STILL:
        raise PictureRefused(Refusal.ANIMATED)


def _bare(opened: Image.Image, stored_as: str) -> Image.Image:
    """Turn as the camera was held, shrink, and copy to a picture without any metadata."""
    upright = _shallow(_upright(opened))
    picture = upright.convert(_mode(upright, stored_as))
    picture.thumbnail(_room(picture.width, picture.height))
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    return bare


def _upright(picture: Image.Image) -> Image.Image:
    """Turned as its metadata say; damaged metadata cost the turn, not the picture."""
    try:
        held = picture.getexif().get(ExifTags.Base.Orientation)
    except Exception:  # as above
        return picture
    turn = _TURNS.get(held) if isinstance(held, int) else None
    return picture if turn is None else picture.transpose(turn)


def _shallow(picture: Image.Image) -> Image.Image:
    """Grey of 16 bits as grey of 8: Pillow alone would make all but the darkest white."""
    if picture.mode not in _DEEP_GREY:
        return picture
    return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")


def _room(width: int, height: int) -> tuple[int, int]:
    """Width and height to shrink to: neither too wide nor too many pixels, in proportion."""
    scale = min(1, MAX_WIDTH / width, math.sqrt(MAX_STORED_PIXELS / (width * height)))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _mode(picture: Image.Image, stored_as: str) -> str:
    has_alpha = "A" in picture.getbands() or "transparency" in picture.info
    return "RGBA" if has_alpha and stored_as != "JPEG" else "RGB"
