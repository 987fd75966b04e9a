"""Error codes, and the explanations of causes that no code says better."""

from django.contrib import admin

from faq.admin.lasting import WITHDRAWAL, WithdrawableAdmin
from faq.admin.working_copy import REVIEW, KeepsCopies
from faq.models import ErrorCode, Explanation


@admin.register(ErrorCode)
class ErrorCodeAdmin(WithdrawableAdmin):
    list_display = ("label", "title", "permanence", "party", "is_listed", "is_standard")
    list_filter = ("is_listed", "is_withdrawn", "permanence", "party", "is_standard")
    search_fields = ("key", "title", "short_answer", "search_words", "text")
    search_help_text = "Sucht in Code, Titel, Antwort und Suchwörtern."

    groups = (
        (None, {"fields": ["title", "short_answer", "steps", "details", "example"]}),
        ("Code", {"fields": ["reply_code", "enhanced_code", "text", "permanence", "party"]}),
        ("Herkunft", {"fields": ["is_standard", "source"]}),
        ("Finden", {"fields": ["search_words", "related", "is_listed"]}),
        WITHDRAWAL,
        REVIEW,
        ("Adresse", {"fields": ["key", "permalink"]}),
    )
    autocomplete_fields = ("related", "successor")

    @admin.display(description="Code", ordering="key")
    def label(self, obj: ErrorCode) -> str:
        return obj.label


@admin.register(Explanation)
class ExplanationAdmin(KeepsCopies):
    key_field = "cause"

    list_display = ("cause", "title", "party")
    list_filter = ("party",)
    search_fields = ("cause", "title", "short_answer", "search_words")

    groups = (
        (None, {"fields": ["title", "short_answer", "steps", "details"]}),
        ("Ursache", {"fields": ["cause", "party"]}),
        ("Finden", {"fields": ["search_words"]}),
        REVIEW,
    )
