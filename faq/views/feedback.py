"""The answer to "War das hilfreich?", and after a "Nein" the reason."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from faq.forms import FeedbackForm
from faq.models.feedback import REASONS, REMARK_LENGTH, Answer
from faq.services.content.votes import page_at, path_of, take_answer
from faq.web.policy import Limit, page
from faq.web.rate_limit import reader


# Without a session there is nothing a forged request could use: no token, hence no cookie.
@csrf_exempt
@require_POST
@sensitive_post_parameters()
@page(limit=Limit(6, 60))
def feedback(request: HttpRequest) -> HttpResponse:
    """Count one answer and say thank you; after a "Nein" ask why, with ways on."""
    form = FeedbackForm(request.POST)
    text = page_at(form.cleaned_data["page"]) if form.is_valid() else None
    if text is None or not form.is_from_here(request.headers):
        return render(request, "faq/feedback.html", {"failed": True}, status=400)
    answer, path = form.given, path_of(text)
    take_answer(reader(request), path, answer, form.cleaned_data["remark"])
    context = {
        "page": text,
        "path": path,
        "answer": answer,
        "is_no": answer is Answer.NO,
        "is_yes": answer is Answer.YES,
        "reasons": REASONS,
        "longest": REMARK_LENGTH,
    }
    response = render(request, "faq/feedback.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response
