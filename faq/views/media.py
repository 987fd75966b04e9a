"""Uploaded pictures, where no web server in front of the site serves them."""

from pathlib import PurePosixPath
from typing import Final

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from faq.security import NONE, csp_override

# What `services/pictures.py` stores; nothing else below MEDIA_ROOT is served.
CONTENT_TYPES: Final = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}


@require_safe
@csp_override({"default-src": [NONE], "sandbox": []})
def media(request: HttpRequest, name: str) -> FileResponse:
    """A picture; its name is new with every upload, so a browser may keep it for ever."""
    content_type = CONTENT_TYPES.get(PurePosixPath(name).suffix)
    if content_type is None or not default_storage.exists(name):
        raise Http404
    return FileResponse(
        default_storage.open(name),
        content_type=content_type,
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )
