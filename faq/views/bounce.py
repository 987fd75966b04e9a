"""The page that explains a returned message.

A message is personal data: it is read, answered and forgotten. Nothing of it reaches database,
cache, log or address; the answers are `no-store`.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from faq.forms import MESSAGE_BYTES, BounceForm
from faq.models import shown_blocks
from faq.services.bounce.explained import explain
from faq.services.setup.mail_setup import setup_values
from faq.views.contact import letter_with
from faq.web.policy import DATABASE_IS_AWAY, Limit, page

View = Callable[[HttpRequest], HttpResponse]
# What a form adds around the message, with room for its other fields.
ENVELOPE_BYTES = 20_000


def not_stored(view: View) -> View:
    """Keep answers to a message out of every cache, and the message out of error reports."""

    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponse:
        response = view(request)
        if request.method == "POST":
            response.headers["Cache-Control"] = "no-store"
        return response

    return sensitive_post_parameters()(answered)


# Nothing is written and no session exists: a token would protect nothing, and set a cookie.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@not_stored
@page(public=True, limit=Limit(20, 60), read_only=True, database=False, sitemap=True, mirror=True)
def analysis(request: HttpRequest) -> HttpResponse:
    """The form; with a message, its explanation above the form."""
    if request.method != "POST":
        return render(request, "faq/bounce.html", {"form": BounceForm()})
    if is_too_large(request):
        context = {"form": BounceForm(), "is_too_large": True}
        return render(request, "faq/bounce.html", context, status=413)
    form = BounceForm(request.POST, request.FILES)
    if not form.is_valid():
        status = 413 if form.is_too_large else 200
        return render(request, "faq/bounce.html", {"form": form}, status=status)
    return result(request, form)


def result(request: HttpRequest, form: BounceForm) -> HttpResponse:
    """The explanation; without a database on the skeleton that needs none."""
    found = explain(form.source, ask_database=can_ask_database(request))
    skeleton = "base.html" if found.has_database else "bare.html"
    context = {"form": BounceForm(), "found": found, "skeleton": skeleton}
    context["letter"] = letter_with(found.summary)
    if found.has_database:
        context |= {"values": setup_values(), "service_blocks": shown_blocks()}
    return render(request, "faq/bounce.html", context)


def can_ask_database(request: HttpRequest) -> bool:
    """False while the layer in front knows that the database does not answer."""
    return DATABASE_IS_AWAY not in request.META


def is_too_large(request: HttpRequest) -> bool:
    """Whether the body exceeds what is read at all, judged before any of it is."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not length.isdigit() or int(length) > MESSAGE_BYTES + ENVELOPE_BYTES
