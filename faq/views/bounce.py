"""The page that explains a returned message."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def analysis(request: HttpRequest) -> HttpResponse:
    """The form to paste a message into."""
    return render(request, "faq/bounce.html")
