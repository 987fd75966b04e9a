"""The pages that the law asks for."""

from django.contrib import admin

from faq.admin.lasting import NeverDeletedAdmin
from faq.admin.working_copy import REVIEW, KeepsCopies
from faq.models import Page


@admin.register(Page)
class PageAdmin(KeepsCopies, NeverDeletedAdmin):
    list_display = ("title", "key", "is_template", "reviewed_on", "updated_at")
    search_fields = ("title", "body")

    groups = (
        (None, {"fields": ["title", "body"]}),
        ("Zustand", {"fields": ["is_template"]}),
        REVIEW,
        ("Adresse", {"fields": ["key", "permalink"]}),
    )
