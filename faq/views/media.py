"""Uploaded pictures, from a folder or an object store, where no web server serves them."""

from pathlib import PurePosixPath
from typing import Final

from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from faq.models import StoredPicture
from faq.models.stored_pictures import FOLDER
from faq.services.content.picture_library import leads_to
from faq.services.content.uploads import stored_picture
from faq.web.policy import RETRY_AFTER, page
from faq.web.security import NONE, csp_override

# What `uploads.py` stores; nothing else below MEDIA_ROOT is served, nor what was removed.
CONTENT_TYPES: Final = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}
KEPT: Final = {"Cache-Control": "public, max-age=31536000, immutable"}
COME_BACK: Final = {"Cache-Control": "no-store", "Retry-After": RETRY_AFTER}


@require_safe
@page(database=False, waits=False)
@csp_override({"default-src": [NONE], "sandbox": []})
def media(request: HttpRequest, name: str) -> HttpResponse:
    """A picture; its name is new with every upload, so a browser may keep it for ever."""
    content_type = CONTENT_TYPES.get(PurePosixPath(name).suffix)
    if content_type is None or not name.startswith(f"{FOLDER}/"):
        raise Http404
    try:
        return HttpResponse(stored_picture(name), content_type=content_type, headers=KEPT)
    except FileNotFoundError:
        return _led_on(name)
    except OSError:  # the store is away: the page stays readable, the picture comes later
        return HttpResponse(status=503, headers=COME_BACK)


def _led_on(name: str) -> HttpResponse:
    """To the picture that took its place; 410 for one that staff removed."""
    try:
        found = leads_to(name)
    except StoredPicture.DoesNotExist:
        raise Http404 from None
    except Error:
        return HttpResponse(status=503, headers=COME_BACK)
    return HttpResponseRedirect(found.address) if found else HttpResponse(status=410)
