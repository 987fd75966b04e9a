"""How each mail program is set up: steps that staff write, with the servers' values as tokens.

The tokens of the servers stay in the rendered steps: the page fills them, each with a button.
"""

from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import models

from faq.models.content import Entry
from faq.models.history import OneRecordEachSave
from faq.models.keys import validate_key
from faq.models.mailservers import MailServer
from faq.models.paths import address
from faq.models.placeholders import COPIED_TOKENS, TOKEN, server_values, validate_tokens
from faq.models.reviewable import Reviewable
from faq.models.text import DERIVED, RenderedModel
from faq.models.withdrawable import Lasting, WithdrawableQuerySet

RESERVED_KEYS = frozenset({"dns", "handy"})


def validate_program_key(value: str) -> None:
    """Refuse a key that would hide another page below `/einrichten/`."""
    validate_key(value)
    if value in RESERVED_KEYS:
        raise ValidationError("Diese Adresse benutzt die Website selbst.")


class MailProgramQuerySet(WithdrawableQuerySet["MailProgram"]):
    pass


class MailProgram(Lasting, Reviewable, RenderedModel):
    """A program and the way to set it up for one service: mail first of all.

    A guide whose steps name values of a service that the host does not offer has a gap: nobody
    sees it until it is offered.
    """

    class Service(models.TextChoices):
        MAIL = "mail", "E-Mail"
        CALENDAR = "calendar", "Kalender"
        CONTACTS = "contacts", "Kontakte"
        FILTERS = "filters", "Filterregeln"

    class Device(models.TextChoices):
        COMPUTER = "computer", "Computer"
        PHONE = "phone", "Telefon"

    fixture_fields = (
        "key", "name", "platform", "position", "lead", "notice", "steps", "afterwards",
        "offers_profile", "help_entries", "search_words", "checked_with", "checked_on",
    )  # fmt: skip
    optional_fields = (*Lasting.optional_fields, "service", "device")
    source_fields = ("notice", "steps", "afterwards")
    rendered_fields = ("notice_html", "steps_html", "afterwards_html", "plain_text")
    heading_offset = 1
    left_tokens = COPIED_TOKENS

    key = models.CharField(
        "Schlüssel",
        max_length=40,
        unique=True,
        validators=[validate_program_key],
        help_text="Steht in der Adresse /einrichten/…/. Bleibt für immer gleich.",
    )
    name = models.CharField("Programm", max_length=60)
    service = models.CharField(
        "Wofür",
        max_length=10,
        choices=Service,
        default=Service.MAIL,
        db_default=Service.MAIL,
        help_text="Nennen die Schritte Werte für Kalender, Kontakte oder Filter, erscheint die "
        "Anleitung erst, wenn es den Dienst unter „Server und Dienste“ gibt.",
    )
    device = models.CharField(
        "Art des Geräts",
        max_length=10,
        choices=Device,
        default=Device.COMPUTER,
        db_default=Device.COMPUTER,
    )
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
    history = OneRecordEachSave(
        excluded_fields=[*rendered_fields, *DERIVED],
        m2m_fields=[help_entries],
    )

    class Meta:
        verbose_name = "Mailprogramm"
        verbose_name_plural = "Mailprogramme"
        ordering = ["position", "key"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("faq:mail-program", self.key)

    @property
    def is_for_mail(self) -> bool:
        return self.service == self.Service.MAIL

    @property
    def names_values(self) -> bool:
        """Whether it needs what the host offers; a rule inside a program needs nothing of it."""
        texts = (getattr(self, field) for field in self.source_fields)
        return any(name in COPIED_TOKENS for text in texts for name in TOKEN.findall(text))

    @property
    def icon(self) -> str:
        """The name of its drawing in img/icons.svg."""
        return self.device if self.is_for_mail else self.service

    def gaps(self) -> list[str]:
        """Also what the host does not offer, where the guide is about nothing else."""
        return [*super().gaps(), *self._not_offered()]

    def render_stamp(self) -> str:
        """The same text is stale once a service that it needs comes or goes."""
        missing = "".join(self._not_offered())
        return sha256((super().render_stamp() + missing).encode()).hexdigest()

    def _not_offered(self) -> list[str]:
        if self.is_for_mail:
            return []
        offered = server_values(MailServer.objects.published())
        named = dict.fromkeys(TOKEN.findall(self.steps))
        return [f"{{{name}}}" for name in named if offered.get(name) == ""]
