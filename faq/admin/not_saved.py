"""The page for an editor whose text the database did not take: one click sends it again."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

LONG = 80  # characters: longer texts get room
RETRY_SECONDS = 10


def not_saved_page(model_admin: "admin.ModelAdmin[Any]", request: HttpRequest) -> HttpResponse:
    """Show everything that was sent, in fields that send it again. 503: later it may well work."""
    labels = {field.name: field.verbose_name for field in model_admin.opts.get_fields()
              if hasattr(field, "verbose_name")}  # fmt: skip
    sent = [
        (name, labels.get(name, ""), value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Noch nicht gespeichert",
        "opts": model_admin.opts,
        "texts": [item for item in sent if len(str(item[2])) > LONG and item[1]],
        "others": [item for item in sent if len(str(item[2])) <= LONG or not item[1]],
    }
    response = render(request, "admin/faq/not_saved.html", context, status=503)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response
