"""Windows of mail programs: what they say, and what readers can check."""

from django.contrib import admin
from django.core.exceptions import ValidationError

from faq.admin.lasting import WITHDRAWAL, WithdrawableAdmin, WithdrawalForm
from faq.admin.working_copy import REVIEW
from faq.models import ProgramWindow
from faq.services.bounce.ways_on import unknown_keys


class ProgramWindowForm(WithdrawalForm):
    def clean_related(self) -> str:
        """Refuse a key that names nothing: its link would be missing without a word."""
        keys: str = self.cleaned_data["related"]
        unknown = unknown_keys(keys.split()) if "related" in self.changed_data else []
        if unknown:
            names = ", ".join(f"„{key}“" for key in unknown)
            raise ValidationError(
                f"Diesen Schlüssel gibt es nicht: {names}. Er ist der letzte Teil der Adresse; vor "
                "Mailprogrammen steht „program-“, vor Fehlercodes „code-“, vor Fenstern „window-“."
            )
        return keys


@admin.register(ProgramWindow)
class ProgramWindowAdmin(WithdrawableAdmin):
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
