"""A double click is one save: the second request gets the answer of the first."""

import hashlib
import json
from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from faq.models import SavedForm


def save_once(request: HttpRequest, save: Callable[[], HttpResponse]) -> HttpResponse:
    """Save what was posted, unless the same person has just saved the same there.

    `save` answers with a redirect where it has saved; what it raises undoes everything.
    """
    digest = form_digest(request)
    with transaction.atomic():
        address = SavedForm.claim(digest)
        if address is not None:
            messages.success(request, "Gespeichert.")
            return HttpResponseRedirect(address)
        response = save()
        is_saved = isinstance(response, HttpResponseRedirect)
        SavedForm.finish(digest, response["Location"] if is_saved else None)
    return response


def form_digest(request: HttpRequest) -> str:
    """Who sent what where; the token against forged requests may differ."""
    sent = [pair for pair in request.POST.lists() if pair[0] != "csrfmiddlewaretoken"]
    text = json.dumps([request.user.pk, request.get_full_path(), sorted(sent)])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
