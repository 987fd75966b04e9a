"""Categories and entries."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from faq.admin.editorial import EditorialAdmin
from faq.admin.lasting import NeverDeletedAdmin, WithdrawalForm
from faq.admin.renaming import rename_page
from faq.admin.room import own_path
from faq.admin.successors import (
    SuccessorsMissing,
    note_successors,
    require_successors,
    successors_page,
)
from faq.admin.working_copy import REVIEW, KeepsCopies
from faq.incoming import clean_line
from faq.markup import pin_anchors, render, slug
from faq.models import Category, Entry
from faq.models.keys import is_row_id
from faq.models.links import validate_free_key
from faq.models.placeholders import values
from faq.services.content.ordering import last_position, move_entry
from faq.services.content.phrasings import keep_questions, questions_of
from faq.services.content.review import due, mark_reviewed
from faq.services.links.succession import was_public

QUESTION_LENGTH = 200
STEPS = {"up": -1, "down": 1}


@admin.register(Category)
class CategoryAdmin(EditorialAdmin, NeverDeletedAdmin):
    list_display = ("title", "key", "position", "entry_count")
    search_fields = ("title", "key", "lead")
    groups = (
        (None, {"fields": ["title", "lead"]}),
        ("Ort", {"fields": ["key", "position", "permalink"]}),
    )

    @admin.display(description="Einträge")
    def entry_count(self, obj: Category) -> int:
        return obj.entries.count()


class ReviewFilter(admin.SimpleListFilter):
    title = "Prüfung"
    parameter_name = "pruefung"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("faellig", "fällig")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "faellig":
            return due(queryset, timezone.localdate())
        return queryset


class EntryForm(WithdrawalForm):
    questions = forms.CharField(
        label="So fragen Leser",
        required=False,
        show_hidden_initial=True,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Fragen und Klagen in den Worten der Leser: eine je Zeile, höchstens "
        f"{QUESTION_LENGTH} Zeichen. Sie helfen der Suche mehr als Suchwörter.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["questions"].initial = "\n".join(questions_of(self.instance.key))
        if "key" in self.fields:
            self.fields["key"].required = False
            self.fields[
                "key"
            ].help_text = (
                "Steht in der Adresse und bleibt gleich. Leer lassen: wird aus der Frage gebildet."
            )

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"] or slug(self.cleaned_data.get("title", ""))
        validate_free_key(key, self.instance)
        return key

    def clean_questions(self) -> list[str]:
        lines = one_a_line(self.cleaned_data["questions"])
        if long := next((line for line in lines if len(line) > QUESTION_LENGTH), ""):
            raise ValidationError(f"Diese Frage ist zu lang: „{long[:60]}…“")
        return lines

    @property
    def shown_questions(self) -> list[str]:
        """Those that stood in the form when it was opened."""
        return one_a_line(self.data.get(self.add_initial_prefix("questions"), ""))

    def clean_body(self) -> str:
        """Fix every heading's anchor in the text, so that a reworded heading keeps its address."""
        return pin_anchors(self.cleaned_data["body"], is_row_id)

    @property
    def sections(self) -> dict[str, str]:
        """The sections that the text which was sent has in public: name and title."""
        headings = render(self.cleaned_data["body"]).headings
        return {heading.anchor: heading.title for heading in headings}

    def clean(self) -> dict[str, Any]:
        """A text that somebody still has to complete stays a draft."""
        cleaned = super().clean()
        if cleaned.get("status") == Entry.Status.PUBLISHED:
            text = "\n".join(str(cleaned.get(name) or "") for name in self.instance.source_fields)
            if gaps := values().gaps(text):
                missing = ", ".join(gaps)
                self.add_error(
                    "status", f"Hier fehlt noch etwas: {missing}. Bis dahin bleibt es ein Entwurf."
                )
        return cleaned

    def is_withdrawn(self, cleaned: dict[str, Any]) -> bool:
        return bool(cleaned.get("status") == Entry.Status.WITHDRAWN)

    def markdown_faults(self, source: str) -> list[str]:
        """A draft may be unfinished."""
        is_public = self.cleaned_data.get("status") == Entry.Status.PUBLISHED
        return super().markdown_faults(source) if is_public else []


def one_a_line(text: str) -> list[str]:
    """The lines of a field, each once, without what cannot be seen."""
    lines = (" ".join(clean_line(line).split()) for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


@admin.register(Entry)
class EntryAdmin(KeepsCopies):
    form = EntryForm

    list_display = ("title", "category", "place", "status", "reviewed")
    list_filter = ("status", "category", ReviewFilter)
    list_select_related = ("category",)
    search_fields = ("title", "key", "short_answer", "body", "search_words")
    search_help_text = "Sucht in Frage, Antwort, Text, Suchwörtern und Schlüssel."

    groups = (
        (None, {"fields": ["title", "short_answer", "body"]}),
        ("Ort", {"fields": ["category", "block", "related", "is_pinned"]}),
        ("Finden", {"fields": ["questions", "search_words"]}),
        ("Zustand", {"fields": ["status", "successor", "no_successor"]}),
        REVIEW,
        ("Adresse", {"fields": ["key", "permalink", "renaming"]}),
    )
    autocomplete_fields = ("related", "successor")
    readonly_fields = ("permalink", "renaming")
    acts = ("place", "renaming")

    actions = ("mark_as_reviewed",)

    def get_urls(self) -> list[URLPattern]:
        move = require_POST(self.move_view)
        return [
            own_path(self, "<int:pk>/move/<str:direction>/", move, "move"),
            own_path(self, "<int:pk>/rename/", self.rename_view, "rename"),
            *super().get_urls(),
        ]

    def view_on_site(self, obj: Entry) -> str | None:
        """Only what is public can be looked at there."""
        return obj.get_absolute_url() if obj.is_published else None

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """An entry that was public is withdrawn, never deleted: no link may die."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and isinstance(obj, Entry) and not was_public(obj)

    def save_model(self, request: HttpRequest, obj: Entry, form: Any, change: bool) -> None:
        if "category" in form.changed_data:
            obj.position = last_position(obj.category) + 1
        if change and not obj.is_withdrawn:
            require_successors(request, obj, form.sections if obj.is_published else {})
        super().save_model(request, obj, form, change)
        if "questions" in form.changed_data:
            keep_questions(obj.key, form.cleaned_data["questions"], form.shown_questions)
        if change:  # a new entry has no sections of old, and none at all while it waits
            note_successors(request, obj)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form; when the new text drops public sections, the question where they went."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except SuccessorsMissing as missing:
            return successors_page(self, request, missing)

    @admin.display(description="Schlüssel ändern")
    def renaming(self, obj: Entry) -> SafeString:
        return format_html(
            '<a href="{}">Einen anderen Schlüssel geben …</a>',
            reverse("admin:faq_entry_rename", args=[obj.pk]),
        )

    def rename_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for another key, and give it."""
        return rename_page(self, request, self._row(request, str(pk)))

    @admin.display(description="Geprüft", ordering="reviewed_on")
    def reviewed(self, obj: Entry) -> str:
        return date_format(obj.reviewed_on, "d.m.Y") if obj.reviewed_on else "–"

    @admin.display(description="Reihenfolge")
    def place(self, obj: Entry) -> SafeString:
        buttons = [
            format_html(
                '<button class="move-button" formaction="{}" aria-label="„{}“ nach {}">{}</button>',
                reverse("admin:faq_entry_move", args=[obj.pk, direction]),
                obj.title,
                word,
                sign,
            )
            for direction, word, sign in (("up", "oben", "↑"), ("down", "unten", "↓"))
        ]
        return format_html('{} <span class="move-buttons">{}{}</span>', obj.position, *buttons)

    def move_view(self, request: HttpRequest, pk: int, direction: str) -> HttpResponse:
        """Move an entry one place up or down and go back to the list as it was."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        entry = self.get_object(request, str(pk))
        if entry and direction in STEPS:
            move_entry(entry, STEPS[direction])
            self.message_user(request, f"„{entry.title}“ steht jetzt an einer anderen Stelle.")
        return HttpResponseRedirect(reverse("admin:faq_entry_changelist"))

    @admin.action(description="Als heute geprüft eintragen", permissions=["change"])
    def mark_as_reviewed(self, request: HttpRequest, queryset: "QuerySet[Entry]") -> None:
        count = mark_reviewed(queryset, timezone.localdate())
        self.message_user(request, f"Heute geprüft: {count}.", messages.SUCCESS)
