"""Frames of answers: the letter around what an entry says, kept by the people who send it."""

import re
from typing import Final

from django.core.exceptions import ValidationError
from django.db import models
from simple_history.models import HistoricalRecords

from faq.models.keys import validate_key
from faq.models.placeholders import ALL_TOKENS
from faq.models.seeded import SeededModel, SeededQuerySet

# What a frame may ask for; each stands for a part of the chosen answer.
TOKENS: Final = ("{titel}", "{antwort}", "{schritte}", "{link}")
TOKEN: Final = re.compile(r"\{[^{}\n]*\}")


def validate_frame(text: str) -> None:
    """Refuse tokens that do not exist, and a frame that would hold no answer."""
    used = TOKEN.findall(text)
    known = {*TOKENS, *(f"{{{name}}}" for name in ALL_TOKENS)}
    if unknown := [token for token in used if token not in known]:
        raise ValidationError(
            f"{', '.join(unknown)} gibt es nicht. Sie können {', '.join(TOKENS)} verwenden."
        )
    if not {"{antwort}", "{link}"} & set(used):
        raise ValidationError(
            "Ohne {antwort} oder {link} stünde in der fertigen Antwort nichts zur Frage."
        )


class AnswerFrameQuerySet(SeededQuerySet["AnswerFrame"]):
    pass


class AnswerFrame(SeededModel):
    """A letter with gaps: greeting, answer, steps, link, good-bye."""

    fixture_fields = ("key", "name", "text", "position")
    source_fields = ("text",)

    key = models.CharField(
        "Schlüssel",
        max_length=40,
        unique=True,
        validators=[validate_key],
        help_text="Name für die Technik, z.\u00a0B. „ausfuehrlich“. Bleibt für immer gleich.",
    )
    name = models.CharField(
        "Name", max_length=60, help_text="Steht auf der Seite „Antworten“ zur Auswahl."
    )
    text = models.TextField(
        "Text",
        validators=[validate_frame],
        help_text="Markdown. {titel} wird zur Frage, {antwort} zu „Kurz gesagt“, {schritte} zu den "
        "nummerierten Schritten, {link} zur Adresse. Ein Absatz entfällt, wenn es zu ihm nichts "
        "gibt, z.\u00a0B. keine Schritte. Jede Zeile bleibt eine Zeile.",
    )
    position = models.PositiveSmallIntegerField(
        "Reihenfolge", default=0, help_text="Der Rahmen mit der kleinsten Zahl ist voreingestellt."
    )

    objects = AnswerFrameQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["seed_hash"])

    class Meta:
        verbose_name = "Rahmen für Antworten"
        verbose_name_plural = "Rahmen für Antworten"
        ordering = ["position", "key"]

    def __str__(self) -> str:
        return self.name
