"""Windows of mail programs: what they say, and what readers can check."""

from django.contrib import admin

from faq.admin.lasting import WITHDRAWAL, WithdrawableAdmin
from faq.admin.working_copy import REVIEW
from faq.models import ProgramWindow


@admin.register(ProgramWindow)
class ProgramWindowAdmin(WithdrawableAdmin):
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
