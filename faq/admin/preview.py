"""The page of a text as readers would get it, with what stands in the form; nothing is stored."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, reverse
from django.views.decorators.http import require_POST

from faq.admin.editorial import EditorialAdmin
from faq.admin.proofreading import form_hints
from faq.admin.room import own_path
from faq.markup import SourceTooLong
from faq.models.text import RenderedModel
from faq.views.public_pages import PAGES

NO_KEY_YET = "vorschau"


class PreviewedAdmin(EditorialAdmin):
    """An admin of what has a public page: its form shows the whole page."""

    def get_urls(self) -> list[URLPattern]:
        view = require_POST(self.preview_view)
        return [
            own_path(self, "add/preview/", view, "preview_new"),
            own_path(self, "<int:pk>/preview/", view, "preview_changed"),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        row = context.get("original")
        name = f"admin:faq_{self.opts.model_name}_preview_{'changed' if row else 'new'}"
        context["preview_url"] = reverse(name, args=[row.pk] if row else [])
        return super().render_change_form(request, context, *args, **kwargs)

    def preview_view(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Show what was sent in the public template; above it what saving would refuse."""
        row = self._row(request, str(pk)) if pk else None
        may_save = (
            self.has_change_permission(request, row) if row else self.has_add_permission(request)
        )
        if not may_save:
            raise PermissionDenied
        form = self.get_form(request, row, change=row is not None)(
            request.POST, request.FILES, instance=row
        )
        form.full_clean()
        faults = [field for field in form if field.errors]
        chosen = self._chosen(request, form)
        try:
            self._fill(form)
        except SourceTooLong:
            return _noindex(render(request, "admin/faq/no_preview.html"))
        shown = PAGES[self.model]
        context = {
            **shown.context(form.instance, chosen),
            "public_template": shown.template,
            "faults": faults,
            "hints": form_hints(request.POST, self),
            "read_only": True,  # nobody answers "War das hilfreich?" about a page not there yet
        }
        return _noindex(render(request, "admin/faq/preview.html", context))

    def _fill(self, form: Any) -> None:
        """Render the unsaved row; a text with faults is shown, too, so that they are found."""
        row = form.instance
        for name in row.source_fields:
            setattr(row, name, form[name].value() or "")
        if self.key_field:
            setattr(row, self.key_field, getattr(row, self.key_field) or NO_KEY_YET)
        if isinstance(row, RenderedModel):
            row.render_text()

    def _chosen(self, request: HttpRequest, form: Any) -> dict[str, Any]:
        """The rows that the form leads to, and those that are typed below it, all unsaved."""
        columns = (field.name for field in self.opts.many_to_many)
        chosen = {name: form.cleaned_data[name] for name in columns if name in form.cleaned_data}
        for inline in self.get_inline_instances(request, form.instance):
            made = inline.get_formset(request, form.instance)
            formset = made(request.POST, instance=form.instance, prefix=made.get_default_prefix())
            kept = (form for form in formset.forms if form not in formset.deleted_forms)
            name = made.fk.remote_field.get_accessor_name()  # type: ignore[attr-defined]
            chosen[name] = [
                part.instance for part in kept if part.has_changed() or part.instance.pk
            ]
        return chosen


def _noindex(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    return response
