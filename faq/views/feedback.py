"""The answer to "War das hilfreich?"."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from faq.forms import FeedbackForm
from faq.services.content.votes import count_feedback
from faq.web.policy import Limit, page


# Without a session there is nothing a forged request could use: no token, hence no cookie.
@csrf_exempt
@require_POST
@page(limit=Limit(6, 60))
def feedback(request: HttpRequest) -> HttpResponse:
    """Count one answer and say thank you, with ways on after a "no"."""
    form = FeedbackForm(request.POST)
    if not form.is_valid() or not form.is_from_here(request.headers):
        return render(request, "faq/feedback.html", {"failed": True}, status=400)
    entry = form.cleaned_data["entry"]
    count_feedback(entry, helpful=form.cleaned_data["helpful"])
    context = {"entry": entry, "helpful": form.cleaned_data["helpful"]}
    response = render(request, "faq/feedback.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response
