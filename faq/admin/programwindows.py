"""Windows of mail programs: what they say, and what readers can check."""

from django.contrib import admin

from faq.admin.lasting import WITHDRAWAL, LastingAdmin, WithdrawalForm
from faq.admin.working_copy import REVIEW, KeepsCopies
from faq.models import ProgramWindow


class ProgramWindowForm(WithdrawalForm):
    markdown_fields = ("short_answer", "steps", "details")


@admin.register(ProgramWindow)
class ProgramWindowAdmin(KeepsCopies, LastingAdmin):
    form = ProgramWindowForm

    list_display = ("title", "programs", "direction", "party")
    list_filter = ("is_withdrawn", "direction", "party")
    search_fields = ("key", "title", "codes", "wordings", "short_answer", "search_words")
    search_help_text = "Sucht in Titel, Codes, Wortlauten, Antwort und Suchwörtern."

    groups = (
        (None, {"fields": ["title", "short_answer", "steps", "details"]}),
        ("Woran man es erkennt", {"fields": ["programs", "codes", "wordings"]}),
        ("Einordnung", {"fields": ["direction", "party"]}),
        ("Finden", {"fields": ["search_words", "related"]}),
        WITHDRAWAL,
        REVIEW,
        ("Adresse", {"fields": ["key", "permalink"]}),
    )
    autocomplete_fields = ("successor",)
    readonly_fields = ("permalink",)
