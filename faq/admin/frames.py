"""The frames of answers for tickets."""

from django.contrib import admin

from faq.admin.editorial import EditorialAdmin, EditorialForm
from faq.models import AnswerFrame
from faq.models.frames import TOKENS


class AnswerFrameForm(EditorialForm):
    tokens = (*TOKENS, *EditorialForm.tokens)


@admin.register(AnswerFrame)
class AnswerFrameAdmin(EditorialAdmin):
    form = AnswerFrameForm

    list_display = ("name", "position", "key")
    search_fields = ("name", "text")

    groups = (
        (None, {"fields": ["name", "text"]}),
        ("Ort", {"fields": ["position", "key"]}),
    )
