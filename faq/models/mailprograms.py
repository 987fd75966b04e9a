"""How each mail program is set up: steps that staff write, with the servers' values as tokens.

The tokens of the servers stay in the rendered steps: the page fills them, each with a button.
"""

from django.core.exceptions import ValidationError
from django.db import models
from simple_history.models import HistoricalRecords

from faq.models.content import Entry
from faq.models.keys import validate_key
from faq.models.paths import address
from faq.models.placeholders import COPIED_TOKENS, validate_tokens
from faq.models.reviewable import Reviewable
from faq.models.text import DERIVED, RenderedModel, render_markdown
from faq.models.withdrawable import Lasting, WithdrawableQuerySet

RESERVED_KEYS = frozenset({"dns"})


def validate_program_key(value: str) -> None:
    """Refuse a key that would hide another page below `/einrichten/`."""
    validate_key(value)
    if value in RESERVED_KEYS:
        raise ValidationError("Diese Adresse benutzt die Website selbst.")


class MailProgramQuerySet(WithdrawableQuerySet["MailProgram"]):
    def get_by_natural_key(self, key: str) -> "MailProgram":
        return self.get(key=key)


class MailProgram(Lasting, Reviewable, RenderedModel):
    """A mail program and the way to set it up."""

    fixture_fields = (
        "key", "name", "platform", "position", "lead", "notice", "steps", "afterwards",
        "offers_profile", "help_entries", "search_words", "checked_with", "checked_on",
    )  # fmt: skip
    optional_fields = ("is_withdrawn", "successor")
    source_fields = ("notice", "steps", "afterwards")
    rendered_fields = ("notice_html", "steps_html", "afterwards_html", "plain_text")
    left_tokens = COPIED_TOKENS

    key = models.CharField(
        "Schlüssel",
        max_length=40,
        unique=True,
        validators=[validate_program_key],
        help_text="Steht in der Adresse /einrichten/…/. Bleibt für immer gleich.",
    )
    name = models.CharField("Programm", max_length=60)
    platform = models.CharField(
        "Gerät", max_length=80, blank=True, help_text="Zum Beispiel „Windows, macOS, Linux“."
    )
    position = models.PositiveSmallIntegerField(
        "Reihenfolge", default=0, help_text="Kleine Zahlen stehen oben."
    )
    lead = models.CharField(
        "Einleitung", max_length=300, help_text="Ein, zwei Sätze: was auf die Leser zukommt."
    )
    notice = models.TextField(
        "Vorher zu wissen",
        blank=True,
        validators=[validate_tokens],
        help_text="Steht als „Achtung“ vor den Schritten, zum Beispiel wenn das Programm "
        "Passwörter in die Cloud eines Anbieters überträgt. Markdown.",
    )
    steps = models.TextField(
        "Schritte",
        validators=[validate_tokens],
        help_text="Nummerierte Schritte, in Markdown.",
    )
    afterwards = models.TextField(
        "Danach",
        blank=True,
        validators=[validate_tokens],
        help_text="Was nach dem Einrichten gut zu wissen ist. Markdown.",
    )
    offers_profile = models.BooleanField(
        "Konfigurationsprofil anbieten",
        default=False,
        help_text="Nur für Apple Mail: Ein Profil richtet das Konto ohne Tippen ein.",
    )
    help_entries = models.ManyToManyField(
        Entry, verbose_name="Hilfe bei Problemen", blank=True, related_name="mail_programs"
    )
    search_words = models.TextField(
        "Suchwörter", blank=True, help_text="Wörter, die Kunden benutzen: eines je Zeile."
    )
    checked_with = models.CharField(
        "Geprüft mit", max_length=80, blank=True, help_text="Version des Programms."
    )
    checked_on = models.DateField("Geprüft am", null=True, blank=True)
    updated_at = models.DateTimeField("Geändert", auto_now=True)

    notice_html = models.TextField(editable=False, default="")
    steps_html = models.TextField(editable=False, default="")
    afterwards_html = models.TextField(editable=False, default="")
    plain_text = models.TextField(editable=False, default="")

    objects = MailProgramQuerySet.as_manager()
    history = HistoricalRecords(
        excluded_fields=[*rendered_fields, *DERIVED],
        m2m_fields=[help_entries],
    )

    class Meta:
        verbose_name = "Mailprogramm"
        verbose_name_plural = "Mailprogramme"
        ordering = ["position", "key"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.key,)

    def get_absolute_url(self) -> str:
        return address("faq:mail-program", self.key)

    def render_text(self) -> None:
        notice, steps, afterwards = (
            render_markdown(text, heading_offset=1) for text in map(self.filled, self.source_fields)
        )
        self.notice_html, self.steps_html = notice.html, steps.html
        self.afterwards_html = afterwards.html
        self.plain_text = "\n".join(
            part.plain_text for part in (notice, steps, afterwards) if part.plain_text
        )
