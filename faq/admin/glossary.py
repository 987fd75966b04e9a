"""The glossary: words that are explained below the texts that use them."""

from django.contrib import admin

from faq.admin.editorial import EditorialAdmin
from faq.models import GlossaryTerm


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(EditorialAdmin):
    list_display = ("term", "explanation", "forms")
    search_fields = ("term", "forms", "explanation")
    search_help_text = "Sucht in Begriff, Formen und Erklärung."

    groups = ((None, {"fields": ["term", "explanation", "forms", "key"]}),)
