"""The staff page of what was deleted in the last weeks, each with a button that brings it back."""

from datetime import timedelta

from django.contrib import admin, messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from faq.admin.room import READ, change_url, require
from faq.models.registry import FIXTURES
from faq.services.content.restoring import KEPT_DAYS, bring_back, deletions
from faq.web.policy import page


@page(read_only=True)
@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """List what this user could have made anew."""
    require(request, READ)
    since = timezone.now() - timedelta(days=KEPT_DAYS)
    context = {
        **admin.site.each_context(request),
        "title": "Gelöschtes zurückholen",
        "days": KEPT_DAYS,
        "deletions": [
            (found, found.model._meta.verbose_name, found.model._meta.model_name)
            for found in deletions(since)
            if request.user.has_perm(f"faq.add_{found.model._meta.model_name}")
        ],
    }
    return render(request, "admin/faq/deleted.html", context)


@page()
@require_POST
def undelete(request: HttpRequest, name: str, record: int) -> HttpResponse:
    """Bring one back and open its form."""
    model = next((model for model in FIXTURES.values() if model._meta.model_name == name), None)
    if model is None:
        raise Http404
    require(request, f"faq.add_{name}")
    try:
        row = bring_back(model, record)
    except ObjectDoesNotExist:
        raise Http404 from None
    messages.success(request, f"„{row}“ ist wieder da.")
    return redirect(change_url(row))
