"""Where a picture named in a text lies, and how large it is, so that nothing jumps when it loads.

Two kinds: `bild:name.svg` is shipped in `static/img/`, everything below `MEDIA_URL` was uploaded.
Stored HTML uses the plain static address, not the hashed one: the hash changes with a release, the
stored page does not.
"""

from pathlib import PurePosixPath
from xml.etree.ElementTree import ParseError

from defusedxml.ElementTree import parse
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.images import get_image_dimensions
from django.core.files.storage import default_storage

from faq.markup import Picture

SHIPPED = "bild:"


def find_picture(address: str) -> Picture | None:
    """The picture behind an address as written in Markdown, or None where there is none."""
    if address.startswith(SHIPPED):
        return _shipped(PurePosixPath("img") / address.removeprefix(SHIPPED))
    if address.startswith(settings.MEDIA_URL):
        return _uploaded(address, address.removeprefix(settings.MEDIA_URL))
    return None


def _shipped(name: PurePosixPath) -> Picture | None:
    path = finders.find(str(name)) if ".." not in name.parts else None
    if path is None:
        return None
    width, height = _svg_size(path) if name.suffix == ".svg" else get_image_dimensions(path)
    return Picture(f"{settings.STATIC_URL}{name}", width, height)


def _svg_size(path: str) -> tuple[int | None, int | None]:
    try:
        root = parse(path).getroot()
    except ParseError:
        return None, None
    box = root.get("viewBox", "").split() if root is not None else []
    return (round(float(box[2])), round(float(box[3]))) if len(box) == 4 else (None, None)


def _uploaded(address: str, name: str) -> Picture | None:
    if ".." in name or not default_storage.exists(name):
        return None
    with default_storage.open(name) as file:
        width, height = get_image_dimensions(file)
    return Picture(address, width, height)
