"""What every content model has in the admin: an editor, a history, and no lost edits.

Subclass EditorialAdmin, and list attributes in this order: list, filter, search, form, read-only,
queries, columns, actions.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Final
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import DateField, DateTimeField, Field, Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import URLPattern
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST
from markdownx.widgets import AdminMarkdownxWidget

from faq.admin.link_faults import warn_of_links
from faq.admin.markdown import AUDIENCE
from faq.admin.posted import row_number
from faq.admin.room import change_url, own_path
from faq.admin.writing import NOT_YET, WritingAdmin
from faq.markup import Problem, ProblemKind, SourceTooLong
from faq.models.placeholders import ALL_TOKENS, Audience, fill
from faq.models.text import render_markdown
from faq.proofread import mended
from faq.services.content.incoming import DELETED_BY_STAFF
from faq.services.content.versions import former_values, versions
from faq.web.sent_text import REOPEN

# What must be mended before saving; a broken link is named afterwards (`link_faults`).
PROBLEMS = {
    ProblemKind.ANCHOR_MALFORMED: "„{{#{detail}}}“ ist kein gültiger Anker. Erlaubt sind "
    "Kleinbuchstaben ohne Umlaute, Ziffern und Bindestriche.",
    ProblemKind.ANCHOR_REPEATED: "Der Anker „{detail}“ kommt zweimal vor. Jeder Abschnitt braucht "
    "seinen eigenen.",
    ProblemKind.ANCHOR_WITHOUT_HEADING: "Nach „{{#{detail}}}“ fehlt die Überschrift.",
    ProblemKind.BOX_UNKNOWN: "„{detail}“ ist kein Kasten. Es gibt „::: hinweis“ und "
    "„::: achtung“, und jeder Kasten endet mit einer Zeile „:::“.",
    ProblemKind.PICTURE_UNKNOWN: "Das Bild „{detail}“ gibt es nicht.",
    ProblemKind.PICTURE_UNDESCRIBED: "Das Bild „{detail}“ hat noch keine Beschreibung. Sagen Sie "
    "zwischen den eckigen Klammern, was darauf zu sehen ist.",
}
# The title of a fieldset (None for the first) and its options, as Django's `fieldsets` has them.
Group = tuple[str | None, dict[str, list[str]]]

# The browser's own fields for a day and for a minute: with a label, by keyboard, as on a phone.
TIMES: Final[Mapping[type["Field[Any, Any]"], Any]] = {
    DateField: {"widget": forms.DateInput({"type": "date"}, "%Y-%m-%d")},
    DateTimeField: {
        "form_class": forms.DateTimeField,
        "widget": forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M"),
    },
}

MENDED = "Gerade Anführungszeichen sind jetzt deutsche: „…“."
VERSION = "fassung"
RESTORED = (
    "So stand es in der früheren Fassung. Öffentlich ist noch nichts davon: "
    "Prüfen Sie den Text, dann speichern Sie."
)
TOO_LONG = "Der Text ist zu lang. Teilen Sie ihn auf mehrere Einträge auf."


class MarkdownEditor(AdminMarkdownxWidget):
    """markdownx's editor; its looks are in admin.css with everything else of ours.

    Its preview is what readers of this kind get.
    """

    def __init__(self, attrs: dict[str, str], audience: Audience) -> None:
        super().__init__(attrs)
        self.audience = audience

    def add_markdownx_attrs(self, attrs: dict[str, str]) -> dict[str, str]:
        given: dict[str, str] = super().add_markdownx_attrs(attrs)
        given["data-markdownx-urls-path"] += f"?{AUDIENCE}={self.audience.value}"
        return given

    class Media:
        extend = False
        js = ("markdownx/js/markdownx.min.js",)


class EditorialForm(forms.ModelForm):
    """A form that knows which version it started from and looks at what is Markdown.

    `tokens` are the gaps that its texts may have, `tools` what a field takes where that is not
    everything; the toolbar offers no more. `audience` reads the texts.
    """

    # What stands in the fields of an unsent form instead of the stored values.
    restored: ClassVar[dict[str, Any]] = {}
    tokens: ClassVar[tuple[str, ...]] = tuple(f"{{{name}}}" for name in ALL_TOKENS)
    tools: ClassVar[dict[str, str]] = {"short_answer": "bold menu link token"}
    audience: ClassVar[Audience] = Audience.PAGE

    change_reason = forms.CharField(
        label="Notiz zur Änderung",
        max_length=100,
        required=False,
        help_text="Steht im Verlauf neben Ihrem Namen, z.\u00a0B. „Menü heißt jetzt anders“.",
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(self.restored)
        self.initial["based_on"] = self.instance.version
        self.mended = 0
        if self.instance.pk is None and not self.is_bound and self.fields:
            next(iter(self.fields.values())).widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in cleaned.items():
            if isinstance(value, str):
                cleaned[name] = self._kept_text(name, value)
        if REOPEN in self.data:
            self.add_error(None, NOT_YET)
        # Without the hidden field no version matches: better a conflict than a lost edit.
        self.instance.version = cleaned.get("based_on") or 0
        for name in self.instance.source_fields:
            self._mend(name, cleaned)
            for sentence in self.markdown_faults(cleaned.get(name) or ""):
                self.add_error(name, sentence)
        return cleaned

    def _mend(self, name: str, cleaned: dict[str, Any]) -> None:
        """Straight quotation marks that somebody has just written become German ones."""
        source = cleaned.get(name)
        if source and source != getattr(self.instance, name):
            cleaned[name], count = mended(source)
            self.mended += count

    def _kept_text(self, name: str, sent: str) -> str:
        """Browsers send other line ends, forms cut blanks: what is the same text stays the same."""
        text = sent.replace("\r\n", "\n")
        stored = getattr(self.instance, name, None)
        return stored if isinstance(stored, str) and stored.strip() == text.strip() else text

    def markdown_faults(self, source: str) -> list[str]:
        """Say in German what is wrong with a text."""
        try:
            problems = render_markdown(source).problems
            return [problem_sentence(p) for p in problems if p.kind in PROBLEMS]
        except SourceTooLong:
            return [TOO_LONG]


def _as_read(model: Any, name: str, audience: Audience) -> Any:
    """A read-only field of the admin: a text rendered, its tokens filled."""

    @admin.display(description=model._meta.get_field(name).verbose_name)
    def text(row: Any) -> SafeString:
        try:
            html = render_markdown(fill(getattr(row, name), audience)).html
        except SourceTooLong:
            html = format_html("<p>{}</p>", TOO_LONG)
        shown = render_to_string("components/prose.html", {"html": html})
        return format_html('<div class="markdownx-preview">{}</div>', shown)

    text.__name__ = name
    return text


def problem_sentence(problem: Problem) -> str:
    """Put a problem of the renderer into words."""
    return f"Zeile {problem.line}: {PROBLEMS[problem.kind].format(detail=problem.detail)}"


class EditorialAdmin(WritingAdmin):
    """List, form, history and conflict page for one kind of content.

    `groups` are the fieldsets, in the order in which an editor thinks; `acts` are the columns and
    fields that do something, and so are not for who may only read.
    """

    groups: ClassVar[tuple[Group, ...]]
    acts: ClassVar[tuple[str, ...]] = ()

    form = EditorialForm
    formfield_overrides = TIMES
    key_field = "key"
    save_on_top = True
    list_per_page = 50
    actions_selection_counter = True
    readonly_fields: ClassVar[tuple[str, ...]] = ("permalink",)

    def formfield_for_dbfield(
        self, db_field: "Field[Any, Any]", request: Any, **kwargs: Any
    ) -> Any:
        if db_field.name in self.model.source_fields:
            attrs = {"data-tokens": " ".join(self.form.tokens)}
            if tools := self.form.tools.get(db_field.name):
                attrs["data-tools"] = tools
            kwargs["widget"] = MarkdownEditor(attrs, self.form.audience)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """The fieldsets of the class; what only an existing row has is left out when adding."""
        fieldsets = [(title, dict(options)) for title, options in self.groups]
        if obj is None:
            for _, options in fieldsets:
                options["fields"] = [
                    name for name in options["fields"] if name not in self.readonly_fields
                ]
            fieldsets = [(title, options) for title, options in fieldsets if options["fields"]]
        elif self.has_change_permission(request, obj):
            fieldsets.append(("Speichern", {"fields": ["change_reason", "based_on"]}))
        else:
            for _, options in fieldsets:
                options["fields"] = self._read(options["fields"])
        return fieldsets

    def get_list_display(self, request: HttpRequest) -> Any:
        columns = super().get_list_display(request)
        if self.has_change_permission(request):
            return columns
        return [name for name in columns if name not in self.acts]

    def _read(self, names: list[str]) -> list[Any]:
        """What of some fields somebody sees who may only read: texts as readers get them.

        What only the form asks is stored in no field of the row, and so has nothing to show.
        """
        stored = {field.name for field in self.model._meta.get_fields()}
        asked = self.form.declared_fields.keys() - stored
        return [
            _as_read(self.model, name, self.form.audience)
            if name in self.model.source_fields
            else name
            for name in names
            if name not in asked.union(self.acts)
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """A key never changes once it is published in an address."""
        readonly = tuple(super().get_readonly_fields(request, obj))
        return (*readonly, self.key_field) if obj and self.key_field else readonly

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Say in the history that staff did it: no seed brings it back, and people can."""
        obj._change_reason = DELETED_BY_STAFF
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for obj in queryset:
            self.delete_model(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj._change_reason = form.cleaned_data.get("change_reason") or None
        super().save_model(request, obj, form, change)
        if getattr(form, "mended", 0):
            self.message_user(request, MENDED, messages.INFO)
        warn_of_links(request, obj)

    @admin.display(description="Permalink")
    def permalink(self, obj: Any) -> SafeString:
        address = f"{settings.SITE_URL}{obj.get_absolute_url()}"
        return format_html(
            '<code class="permalink">{}</code> '
            '<button type="button" class="button copy-button" data-copy="{}">Kopieren</button>',
            address,
            address,
        )

    def get_urls(self) -> list[URLPattern]:
        route = "<path:object_id>/history/<int:version_id>/restore/"
        restore = own_path(self, route, require_POST(self.restore_view), "restore")
        return [restore, *super().get_urls()]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """All versions with what each changed, newest first."""
        row = self._row(request, object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Verlauf: {row}",
            "subtitle": None,
            "opts": self.opts,
            "object": row,
            "versions": versions(row),
            "can_restore": self.has_change_permission(request, row),
        }
        return render(request, "admin/faq/history.html", context)

    def restore_view(self, request: HttpRequest, object_id: str, version_id: int) -> HttpResponse:
        """Open the form with the texts of a former version: nothing changes before it is saved."""
        row = self._row(request, object_id)
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        if not row.history.filter(pk=version_id).exists():
            raise Http404
        self.message_user(request, RESTORED, messages.WARNING)
        return HttpResponseRedirect(f"{change_url(row)}?{urlencode({VERSION: version_id})}")

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form; with `?fassung=` filled in with what stood in that version."""
        form = super().get_form(request, obj, change, **kwargs)
        version = row_number(request.GET.get(VERSION, ""))
        if obj and request.method == "GET" and version:
            try:
                form.restored = former_values(obj, version)  # type: ignore[attr-defined]
            except ObjectDoesNotExist:
                raise Http404 from None
        return form

    def _row(self, request: HttpRequest, object_id: str | None) -> Any:
        row = self.get_object(request, object_id or "")
        if row is None:
            raise Http404
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        return row
