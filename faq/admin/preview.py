"""The page of an entry as readers would get it, with what stands in the form; nothing is stored."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from faq.admin.proofreading import form_hints
from faq.markup import SourceTooLong
from faq.models import Entry, ErrorCode, shown_blocks
from faq.services.content.explained_terms import terms_in

NO_KEY_YET = "vorschau"


def preview_page(
    model_admin: "admin.ModelAdmin[Any]", request: HttpRequest, entry: Entry | None
) -> HttpResponse:
    """Show the values that were sent in the public template; what saving would refuse stands above.

    `entry` is None for one that was never saved.
    """
    may_save = (
        model_admin.has_change_permission(request, entry)
        if entry
        else model_admin.has_add_permission(request)
    )
    if not may_save:
        raise PermissionDenied
    form = model_admin.get_form(request, entry, change=entry is not None)(
        request.POST, instance=entry
    )
    form.full_clean()
    try:
        shown = _rendered(form)
    except SourceTooLong:
        shown = None
    related = form.cleaned_data.get("related")
    context = {
        "entry": shown,
        "faults": [field for field in form if field.errors],
        "related": related.published() if related is not None else [],
        "error_codes": ErrorCode.objects.listed(),
        "service_blocks": shown_blocks,
        "terms": terms_in(shown.plain_text) if shown else [],
        "hints": form_hints(request.POST, model_admin),
        "read_only": True,  # nobody answers "War das hilfreich?" about a page that is not there
    }
    template = "admin/faq/preview.html" if shown else "admin/faq/no_preview.html"
    response = render(request, template, context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _rendered(form: Any) -> Entry:
    """The unsaved entry with its HTML; a text with faults is shown, too, so that they are found."""
    entry: Entry = form.instance
    for name in form.markdown_fields:
        setattr(entry, name, form[name].value() or "")
    entry.key = entry.key or NO_KEY_YET
    entry.render_text()
    return entry
