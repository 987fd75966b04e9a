"""The frames of answers for tickets."""

from typing import ClassVar

from django.contrib import admin

from faq.admin.editorial import EditorialAdmin, EditorialForm
from faq.models import AnswerFrame
from faq.models.frames import TOKENS
from faq.models.placeholders import Audience


class AnswerFrameForm(EditorialForm):
    tokens = (*TOKENS, *EditorialForm.tokens)
    tools: ClassVar[dict[str, str]] = {"text": "bold menu list steps link token"}
    audience = Audience.LETTER


@admin.register(AnswerFrame)
class AnswerFrameAdmin(EditorialAdmin):
    form = AnswerFrameForm

    list_display = ("name", "position", "key")
    search_fields = ("name", "text")

    groups = (
        (None, {"fields": ["name", "text"]}),
        ("Ort", {"fields": ["position", "key"]}),
    )
