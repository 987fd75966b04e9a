"""Uploaded pictures, from a folder or an object store, where no web server serves them."""

from pathlib import PurePosixPath
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from faq.services.content.uploads import stored_picture
from faq.web.policy import page
from faq.web.security import NONE, csp_override

# What `services/pictures.py` stores; nothing else below MEDIA_ROOT is served.
CONTENT_TYPES: Final = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}
KEPT: Final = {"Cache-Control": "public, max-age=31536000, immutable"}
COME_BACK: Final = {"Cache-Control": "no-store", "Retry-After": "10"}


@require_safe
@page(database=False, waits=False)
@csp_override({"default-src": [NONE], "sandbox": []})
def media(request: HttpRequest, name: str) -> HttpResponse:
    """A picture; its name is new with every upload, so a browser may keep it for ever."""
    content_type = CONTENT_TYPES.get(PurePosixPath(name).suffix)
    if content_type is None:
        raise Http404
    try:
        return HttpResponse(stored_picture(name), content_type=content_type, headers=KEPT)
    except FileNotFoundError:
        raise Http404 from None
    except OSError:  # the store is away: the page stays readable, the picture comes later
        return HttpResponse(status=503, headers=COME_BACK)
