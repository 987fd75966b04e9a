"""The two addresses that the Markdown editor asks: preview and picture upload.

django-markdownx's own views serve anybody, trust the client's file type and store what they get;
these replace them under the same names (a test asserts that markdownx's are not reachable).
"""

from collections.abc import Callable
from functools import wraps

from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from faq.markup import PLACEHOLDER_ALT, SourceTooLong
from faq.models.placeholders import Audience, fill
from faq.models.text import render_markdown
from faq.services.content.picture_library import add_picture
from faq.services.content.pixels import PictureRefused
from faq.web.policy import page

Endpoint = Callable[[HttpRequest], HttpResponse]

AUDIENCE = "leser"  # in the preview's address: who reads the text
NOT_ALLOWED = "Dafür fehlt Ihnen die Berechtigung, oder Sie sind nicht mehr angemeldet."
NO_PICTURE = "Es ist kein Bild angekommen. Bitte wählen Sie es noch einmal aus."
TOO_LONG = "Der Text ist zu lang für eine Vorschau. Teilen Sie ihn auf mehrere Einträge auf."


def html_refusal(sentence: str, status: int) -> HttpResponse:
    """The editor's script shows any answer to a preview as it is."""
    return HttpResponse(format_html('<p class="errornote">{}</p>', sentence), status=status)


def json_refusal(sentence: str, status: int) -> HttpResponse:
    """The form in which the editor's script expects what is wrong with a picture."""
    return JsonResponse({"image": [sentence]}, status=status)


def editors_only(refusal: Callable[[str, int], HttpResponse]) -> Callable[[Endpoint], Endpoint]:
    """Refuse everybody who may not edit entries: being staff alone is not enough."""

    def guard(endpoint: Endpoint) -> Endpoint:
        @never_cache
        @require_POST
        @wraps(endpoint)
        def guarded(request: HttpRequest) -> HttpResponse:
            if site.has_permission(request) and request.user.has_perm("faq.change_entry"):
                return endpoint(request)
            return refusal(NOT_ALLOWED, 403)

        return guarded

    return guard


@page(read_only=True)
@editors_only(html_refusal)
def preview(request: HttpRequest) -> HttpResponse:
    """The HTML that readers would get for the text in the editor."""
    is_letter = request.GET.get(AUDIENCE) == Audience.LETTER.value
    audience = Audience.LETTER if is_letter else Audience.PAGE
    try:
        return HttpResponse(render_markdown(fill(request.POST.get("content", ""), audience)).html)
    except SourceTooLong:
        return html_refusal(TOO_LONG, 413)


@page()
@editors_only(json_refusal)
def upload(request: HttpRequest) -> HttpResponse:
    """Store a picture; the answer is the Markdown that the editor inserts."""
    file = request.FILES.get("image")
    if file is None:
        return json_refusal(NO_PICTURE, 400)
    try:
        address = add_picture(file, file.size or 0).address
    except PictureRefused as refused:
        return json_refusal(str(refused), 400)
    return JsonResponse({"image_code": f"![{PLACEHOLDER_ALT}]({address})"})
